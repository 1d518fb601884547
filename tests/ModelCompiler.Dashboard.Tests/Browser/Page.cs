using System.Diagnostics;
using System.Text.Json.Nodes;

namespace DashboardTests.Browser;

/// <summary>One page of a browser, used as a person does: by what is on it, with mouse and keys.</summary>
public sealed class Page(Chromium browser, string context, string target, string session) : IAsyncDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(90);

    /// <summary>Errors of its scripts, and what was refused by its policy.</summary>
    public List<string> Errors { get; } = [];

    public async Task Prepare(int width, int height, bool dark)
    {
        await Call("Page.enable");
        await Call("Runtime.enable");
        await Call("Log.enable");
        await Call("DOM.enable");
        await Call("Emulation.setFocusEmulationEnabled", new() { ["enabled"] = true });
        await Resize(width, height);
        await Call("Emulation.setEmulatedMedia", new() { ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = dark ? "dark" : "light" }) });
    }

    public Task Resize(int width, int height) =>
        Call("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = false });

    public async Task GoTo(Uri address)
    {
        await Call("Page.navigate", new() { ["url"] = address.AbsoluteUri });
        await Until("document.readyState === 'complete'");
    }

    /// <summary>The value of an expression, which may be a promise.</summary>
    public async Task<T> Get<T>(string expression)
    {
        JsonNode answer = (await Call("Runtime.evaluate", new() { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true }))!;
        if (answer["exceptionDetails"] is { } exception)
            throw new InvalidOperationException($"{expression}: {exception.ToJsonString()}");
        return answer["result"]!["value"] is { } value ? value.GetValue<T>() : default!;
    }

    /// <summary>Waits until an expression is true.</summary>
    public async Task Until(string expression, TimeSpan? most = null)
    {
        for (var start = Stopwatch.StartNew(); start.Elapsed < (most ?? patience); await Task.Delay(50))
        {
            if (await Get<bool>($"!!({expression})"))
                return;
        }

        string text = await Get<string>("document.body.innerText.slice(0, 1500)");
        throw new TimeoutException($"Still not true: {expression}\nErrors: {string.Join("; ", Errors)}\nThe page says: {text}");
    }

    /// <summary>What stands in an element.</summary>
    public Task<string> Text(string selector) => Get<string>($"document.querySelector({Quote(selector)}).textContent");

    /// <summary>Clicks in the middle of an element, again if it was not met: the page may have moved it between the question where it is and the click.</summary>
    public async Task Click(string selector)
    {
        for (int tries = 0; tries < 20; tries++)
        {
            JsonNode? at = JsonNode.Parse(await Get<string>($$"""
                (() => {
                  const e = document.querySelector({{Quote(selector)}});
                  window.wasClicked = false;
                  e.addEventListener('click', () => { window.wasClicked = true; }, { once: true, capture: true });
                  e.scrollIntoView({ block: 'center', behavior: 'instant' });
                  const r = e.getBoundingClientRect();
                  return JSON.stringify({ x: r.x + r.width / 2, y: r.y + r.height / 2 });
                })()
                """));
            foreach (string kind in new[] { "mouseMoved", "mousePressed", "mouseReleased" })
                await Call("Input.dispatchMouseEvent", new() { ["type"] = kind, ["x"] = at!["x"]!.GetValue<double>(), ["y"] = at["y"]!.GetValue<double>(), ["button"] = "left", ["clickCount"] = 1 });
            if (await Get<bool>("window.wasClicked"))
                return;
        }

        throw new TimeoutException($"{selector} could not be clicked.");
    }

    /// <summary>Replaces what stands in a field and presses Enter.</summary>
    public async Task Enter(string selector, string text)
    {
        await Get<bool>($"(() => {{ const e = document.querySelector({Quote(selector)}); e.focus(); e.select(); return true; }})()");
        await Call("Input.insertText", new() { ["text"] = text });
        await Press("Enter", 13, "\r");
    }

    public async Task Press(string key, int code, string? text = null)
    {
        var down = new JsonObject { ["type"] = text is null ? "rawKeyDown" : "keyDown", ["key"] = key, ["code"] = key, ["windowsVirtualKeyCode"] = code };
        if (text is not null)
            down["text"] = text;
        await Call("Input.dispatchKeyEvent", down);
        await Call("Input.dispatchKeyEvent", new() { ["type"] = "keyUp", ["key"] = key, ["code"] = key, ["windowsVirtualKeyCode"] = code });
    }

    /// <summary>Chooses a file in a field for files.</summary>
    public async Task ChooseFile(string selector, string path)
    {
        JsonNode document = (await Call("DOM.getDocument"))!;
        JsonNode found = (await Call("DOM.querySelector", new() { ["nodeId"] = document["root"]!["nodeId"]!.GetValue<int>(), ["selector"] = selector }))!;
        await Call("DOM.setFileInputFiles", new() { ["nodeId"] = found["nodeId"]!.GetValue<int>(), ["files"] = new JsonArray(path) });
    }

    /// <summary>Has downloads land in a folder.</summary>
    public Task DownloadTo(string folder) =>
        browser.Call("Browser.setDownloadBehavior", new() { ["behavior"] = "allow", ["browserContextId"] = context, ["downloadPath"] = folder });

    public async Task Screenshot(string path, bool whole = false)
    {
        JsonNode picture = (await Call("Page.captureScreenshot", new() { ["format"] = "png", ["captureBeyondViewport"] = whole }))!;
        await File.WriteAllBytesAsync(path, Convert.FromBase64String(picture["data"]!.GetValue<string>()));
    }

    /// <summary>Runs a script in the page.</summary>
    public Task AddScript(string source) => Call("Runtime.evaluate", new() { ["expression"] = source });

    public Task<JsonNode?> Call(string method, JsonObject? parameters = null) => browser.Call(method, parameters, session);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await browser.Call("Target.closeTarget", new() { ["targetId"] = target });
            await browser.Call("Target.disposeBrowserContext", new() { ["browserContextId"] = context });
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or System.Net.WebSockets.WebSocketException)
        {
            // The browser is gone.
        }
    }

    internal void Took(string method, JsonNode parameters)
    {
        if (method == "Runtime.exceptionThrown")
            Errors.Add(parameters["exceptionDetails"]!.ToJsonString());
        if (method == "Log.entryAdded" && parameters["entry"]!["level"]!.GetValue<string>() == "error")
            Errors.Add(parameters["entry"]!["text"]!.GetValue<string>() + " " + parameters["entry"]!["url"]?.GetValue<string>());
        if (method == "Page.javascriptDialogOpening")
            _ = Call("Page.handleJavaScriptDialog", new() { ["accept"] = true });
    }

    private static string Quote(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
