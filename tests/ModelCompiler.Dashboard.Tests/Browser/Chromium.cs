using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DashboardTests.Browser;

/// <summary>A Chromium without a window, steered over its DevTools protocol: one process for all tests, a context of its own for each.</summary>
public sealed class Chromium : IDisposable
{
    private readonly Process process;
    private readonly string profile = Directory.CreateTempSubdirectory("dashboard-chromium-").FullName;
    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim sending = new(1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode?>> waiting = [];
    private readonly ConcurrentDictionary<string, Action<string, JsonNode>> sessions = [];
    private int lastId;

    public Chromium()
    {
        var start = new ProcessStartInfo(Find() ?? throw new InvalidOperationException(WhyNone))
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "--headless=new", "--remote-debugging-port=0", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--mute-audio",
                "--disable-extensions", "--disable-component-update", "--hide-scrollbars", "--force-color-profile=srgb", $"--user-data-dir={profile}", "about:blank",
            },
        };
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        socket.ConnectAsync(new Uri(AddressOf(profile)), CancellationToken.None).GetAwaiter().GetResult();
        _ = Task.Run(ReceiveAll);
    }

    /// <summary>Why there is no Chromium, or null if there is one.</summary>
    public static string? WhyNone { get; } = Find() is null ? "No Chromium: install it (Debian: apt install chromium), or set CHROMIUM to its program." : null;

    /// <summary>Asks the browser, or a page of it, to do something.</summary>
    public async Task<JsonNode?> Call(string method, JsonObject? parameters = null, string? session = null)
    {
        int id = Interlocked.Increment(ref lastId);
        var answer = new TaskCompletionSource<JsonNode?>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[id] = answer;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (session is not null)
            message["sessionId"] = session;
        await sending.WaitAsync();
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, true, CancellationToken.None);
        }
        finally
        {
            sending.Release();
        }

        return await answer.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Opens a page in a context of its own.</summary>
    public async Task<Page> Open(Uri address, int width = 1280, int height = 900, bool dark = false)
    {
        string context = (await Call("Target.createBrowserContext"))!["browserContextId"]!.GetValue<string>();
        string target = (await Call("Target.createTarget", new() { ["url"] = "about:blank", ["browserContextId"] = context }))!["targetId"]!.GetValue<string>();
        string session = (await Call("Target.attachToTarget", new() { ["targetId"] = target, ["flatten"] = true }))!["sessionId"]!.GetValue<string>();
        var page = new Page(this, context, target, session);
        sessions[session] = page.Took;
        await page.Prepare(width, height, dark);
        await page.GoTo(address);
        return page;
    }

    /// <summary>Ends the process at once, as a crash would.</summary>
    public void Kill() => process.Kill(entireProcessTree: true);

    public void Dispose()
    {
        if (!process.HasExited)
            Kill();
        process.WaitForExit(5000);
        process.Dispose();
        socket.Dispose();
        try
        {
            Directory.Delete(profile, recursive: true);
        }
        catch (IOException)
        {
            // A child of it may still write there.
        }
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } given)
            return File.Exists(given) ? given : null;
        return new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
    }

    private static string AddressOf(string profile)
    {
        string file = Path.Combine(profile, "DevToolsActivePort");
        for (var start = Stopwatch.StartNew(); start.Elapsed < TimeSpan.FromSeconds(60); Thread.Sleep(50))
        {
            if (File.Exists(file) && File.ReadAllLines(file) is [var port, var path])
                return $"ws://127.0.0.1:{port}{path}";
        }

        throw new TimeoutException("Chromium did not open its DevTools port within a minute.");
    }

    private async Task ReceiveAll()
    {
        var buffer = new byte[1 << 16];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                ValueWebSocketReceiveResult part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                    break;
                message.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage)
                    continue;
                Took(JsonNode.Parse(message.ToArray())!);
                message.SetLength(0);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or IOException or JsonException)
        {
            // It is gone.
        }

        foreach (TaskCompletionSource<JsonNode?> answer in waiting.Values)
            answer.TrySetException(new IOException("Chromium has ended."));
    }

    private void Took(JsonNode message)
    {
        if (message["id"]?.GetValue<int>() is { } id)
        {
            if (!waiting.TryRemove(id, out TaskCompletionSource<JsonNode?>? answer))
                return;
            if (message["error"] is { } error)
                answer.TrySetException(new InvalidOperationException(error.ToJsonString()));
            else
                answer.TrySetResult(message["result"]);
        }
        else if (message["sessionId"]?.GetValue<string>() is { } session && sessions.TryGetValue(session, out Action<string, JsonNode>? page))
        {
            page(message["method"]!.GetValue<string>(), message["params"]!);
        }
    }
}
