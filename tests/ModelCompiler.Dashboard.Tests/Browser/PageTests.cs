using System.Text.Json;
using ModelCompiler.Dashboard;
using ModelCompiler.Training;

namespace DashboardTests.Browser;

/// <summary>The page of a fit under way, in a real browser.</summary>
public sealed class PageTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string LossText = "document.querySelector('#stat-loss dd')?.textContent";

    [BrowserFact]
    public async Task Loss_points_arrive_and_fall()
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(1));
        await using Page page = await chromium.Open(fit.Address);
        await page.Until("document.querySelector('#chart canvas')");
        await page.Until($"parseFloat({LossText}) < 0.4");
        Assert.Contains("training loss", await page.Get<string>("document.querySelector('#chart').getAttribute('aria-label')"), StringComparison.Ordinal);
        Assert.Contains("validation loss", await page.Get<string>("document.querySelector('#chart').getAttribute('aria-label')"), StringComparison.Ordinal);
        await page.Until("document.querySelector('#state').textContent === 'running'");
        Assert.Empty(page.Errors);
    }

    [BrowserFact]
    public async Task Every_layer_is_described_and_drawn()
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(2), new DashboardOptions { MostCost = 0.2 });
        await using Page page = await chromium.Open(fit.Address, height: 3000);
        await page.Until("document.querySelectorAll('.layer').length === 6");
        await page.Until("document.querySelectorAll('#layer-0 canvas').length >= 4");
        string first = await page.Text("#layer-0");
        Assert.Contains("6×3×3×3+6 = 168", first, StringComparison.Ordinal);
        Assert.Contains("8×8×6", first, StringComparison.Ordinal);
        Assert.Contains("activations", first, StringComparison.Ordinal);
        Assert.Contains("update : weight", first, StringComparison.Ordinal);
        await page.Until("/dead ReLUs\\d+ of 6/.test(document.querySelector('#layer-0').textContent)");
        // Six filters over three channels are six tiles in colour.
        Assert.True(await page.Get<bool>("(() => { const c = document.querySelectorAll('#layer-0 figure canvas')[2], d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; "
            + "for (let i = 0; i < d.length; i += 4) if (d[i] !== d[i + 1]) return true; return false; })()"));
        await page.Get<bool>("document.querySelector('#layer-0 details').open = true");
        await page.Until("document.querySelectorAll('#layer-0 .tensor').length === 2");
        await page.Until("/weights, -?[\\d.]+/.test(document.querySelector('#layer-0 .tensor').textContent)");
        await page.Until("document.querySelector('#stat-regularization')");
        await page.Until("document.querySelector('#stat-forward dd').textContent !== '–'");
        Assert.Empty(page.Errors);
    }

    [BrowserFact]
    public async Task Predictions_are_shown_with_bars_a_confusion_matrix_and_the_worst()
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(3), new DashboardOptions { MostCost = 0.2 });
        await using Page page = await chromium.Open(fit.Address);
        await page.Until("document.querySelectorAll('#samples .sample').length === 15");
        Assert.Equal(45, await page.Get<int>("document.querySelectorAll('#samples .bar').length"));
        await page.Until("document.querySelectorAll('#confusion tbody tr').length === 4");
        await page.Until("document.querySelector('#samples .sample.right')");
        Assert.Contains("green", await page.Text("#confusion"), StringComparison.Ordinal);
        Assert.Empty(page.Errors);
    }

    [BrowserFact]
    public async Task A_learning_rate_set_on_the_page_is_the_optimizers_and_stands_in_the_log()
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(4));
        await using Page page = await chromium.Open(fit.Address);
        await page.Until("document.querySelector('#set-learningRate')?.value === '0.05'");
        await page.Enter("#set-learningRate", "0.0125");
        await page.Until("document.querySelector('#log').textContent.includes('0.0125')");
        Assert.Equal(0.0125, fit.Trainer.Optimizer.LearningRate);
        HandChange change = Assert.Single(RunLog.Read(Path.Combine(fit.RunFolder, RunLog.FileName)));
        Assert.Equal(("set", "learningRate", 0.0125, 0.05), (change.Action, change.Name, change.Value, change.Before));
        await page.Enter("#set-batchSize", "40");
        await page.Until("document.querySelector('#log').textContent.includes('Batch size 16 → 40')");
        foreach ((string name, string value) in new[] { ("momentum", "0.75"), ("weightDecay", "0.0025"), ("dropout", "0.3") })
        {
            await page.Enter($"#set-{name}", value);
            await page.Until($"document.querySelector('#log').textContent.includes('→ {value}')");
        }

        var sgd = (Sgd)fit.Trainer.Optimizer;
        Assert.Equal((0.75, 0.0025, 0.3), (sgd.Momentum, sgd.WeightDecay, ((ITrainer)fit.Trainer).Session.Runner.DropoutByHand));
        // What makes no sense is refused in words, and changes nothing.
        await page.Enter("#set-learningRate", "-1");
        await page.Until("document.querySelector('#said').classList.contains('bad')");
        Assert.Equal(0.0125, fit.Trainer.Optimizer.LearningRate);
        Assert.Empty(page.Errors);
    }

    [BrowserFact]
    public async Task Pause_stops_the_steps_one_step_takes_one_and_resume_goes_on()
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(5));
        await using Page page = await chromium.Open(fit.Address);
        await page.Until("document.querySelector('#state').textContent === 'running'");
        await page.Click("#pause");
        await page.Until("document.querySelector('#state').textContent === 'paused'");
        long steps = fit.Trainer.StepCount;
        await Task.Delay(300);
        Assert.Equal(steps, fit.Trainer.StepCount);
        await page.Click("#one-step");
        await page.Until($"document.querySelector('#stat-step dd').textContent.replace(/\\D/g, '') === '{steps + 1}'");
        await Task.Delay(200);
        Assert.Equal(steps + 1, fit.Trainer.StepCount);
        await page.Click("#pause");
        await page.Until("document.querySelector('#state').textContent === 'running'");
        fit.WaitForSteps(10);
    }

    [BrowserFact]
    public Task A_snapshot_as_safetensors_brings_accuracy_back() => SaveAndLoad("safetensors");

    [BrowserFact]
    public Task A_snapshot_as_json_brings_accuracy_back() => SaveAndLoad("json");

    [BrowserFact]
    public async Task Two_viewers_see_one_run_and_what_the_other_does()
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(7));
        await using Page one = await chromium.Open(fit.Address);
        await using Page two = await chromium.Open(fit.Page.AddressToLook!);
        await two.Until("document.querySelector('#foot').textContent.startsWith('2 pages')");
        Assert.True(await two.Get<bool>("document.querySelector('#pause').disabled && !document.querySelector('#notice').hidden"));
        await one.Enter("#set-learningRate", "0.004");
        await two.Until("document.querySelector('#log').textContent.includes('0.004')");
        await one.Click("#pause");
        await two.Until("document.querySelector('#state').textContent === 'paused'");
    }

    [BrowserFact]
    public async Task A_page_that_comes_back_has_the_history_and_a_lost_connection_is_made_again()
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(8));
        fit.WaitForSteps(300);
        using var proxy = new Proxy(fit.Address.Port);
        await using Page page = await chromium.Open(new UriBuilder(fit.Address) { Port = proxy.Port }.Uri);
        await page.Until("document.querySelector('#chart canvas')");
        await page.Until($"parseFloat({LossText}) > 0");
        await page.Enter("#set-learningRate", "0.003");
        await page.Until("document.querySelector('#log').children.length === 1");
        await page.Call("Page.reload");
        await page.Until("document.querySelector('#log')?.children.length === 1");
        proxy.Cut();
        await page.Until("document.querySelector('#state').textContent === 'disconnected'");
        proxy.Join();
        await page.Until("document.querySelector('#state').textContent === 'running' && document.querySelector('#log').children.length === 1");
    }

    [BrowserFact]
    public async Task Training_goes_on_when_the_browser_is_killed()
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(9));
        using (var browser = new Chromium())
        {
            Page page = await browser.Open(fit.Address);
            await page.Until("document.querySelector('#state').textContent === 'running'");
            browser.Kill();
        }

        fit.WaitForSteps(50);
        for (int i = 0; i < 100 && fit.Page.Viewers > 0; i++)
            await Task.Delay(50);
        Assert.Equal(0, fit.Page.Viewers);
        fit.WaitForSteps(50);
    }

    [BrowserFact]
    public async Task The_page_stops_a_run_with_its_best_weights()
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(10));
        await using Page page = await chromium.Open(fit.Address);
        await page.Until("document.querySelector('#stat-val-accuracy')");
        await page.Click("#stop");
        await page.Until("document.querySelector('#state').textContent === 'stopped'");
        History history = fit.Wait();
        Assert.Contains("by hand", history.StopReason, StringComparison.Ordinal);
        double least = history.Epochs.Min(e => e.ValidationLoss);
        Assert.Equal(least, fit.Trainer.Evaluate(Samples.Draw(128, 2), 16).Loss, 1e-6);
    }

    [BrowserFact]
    public async Task Names_are_shown_as_text_whatever_they_are()
    {
        const string evil = "<img src=x onerror=\"window.hacked=1\">";
        using var fit = new LiveFit<ShownNet>(new ShownNet(11), new DashboardOptions { RunName = evil, ClassNames = [evil, "</script><script>hacked=1</script>", "b", "c"], MostCost = 0.2 });
        await using Page page = await chromium.Open(fit.Address);
        await page.Until("document.querySelectorAll('#confusion tbody tr').length === 4");
        Assert.Contains(evil, await page.Text("#confusion"), StringComparison.Ordinal);
        Assert.True(await page.Get<bool>("window.hacked === undefined && document.querySelectorAll('main img').length === 0"));
        Assert.Empty(page.Errors);
    }

    [BrowserFact]
    public async Task Past_runs_are_compared_and_the_chart_is_cleared_zoomed_and_logarithmic()
    {
        using var first = new LiveFit<ShownNet>(new ShownNet(12), new DashboardOptions { RunName = "first" }, epochs: 3);
        first.Wait();
        using var fit = new LiveFit<ShownNet>(new ShownNet(13), new DashboardOptions { Folder = first.Folder, RunName = "second" });
        await using Page page = await chromium.Open(fit.Address);
        await page.Until("document.querySelector('#chart canvas')");
        await page.Click("#runs-box summary");
        await page.Until("document.querySelector('#runs input')");
        await page.Click("#runs input");
        await page.Until("document.querySelector('#chart').getAttribute('aria-label').includes('first: training loss')");
        await page.Click("#log-scale");
        await page.Click("#zoom-in");
        await page.Click("#zoom-all");
        await page.Click("#groups button[data-group=accuracy]");
        await page.Until("document.querySelector('#chart').getAttribute('aria-label').includes('training accuracy')");
        await page.Click("#clear");
        await page.Until("document.querySelector('#chart canvas')");
        Assert.Empty(page.Errors);
    }

    [BrowserFact]
    public async Task The_graph_has_blocks_and_is_used_by_keys()
    {
        using var fit = new LiveFit<BranchedNet>(new BranchedNet(14));
        await using Page page = await chromium.Open(fit.Address);
        await page.Until("document.querySelectorAll('.layer').length > 5");
        await page.Click("#view-graph");
        await page.Until("!document.querySelector('#graph').hidden && document.querySelectorAll('#graph .box').length > 6");
        // A sum reads two values.
        Assert.True(await page.Get<int>("document.querySelectorAll('#graph path').length") > await page.Get<int>("document.querySelectorAll('#graph .box').length") - 1);
        await page.Get<bool>("(() => { document.querySelector('#graph .box[tabindex]').focus(); return true; })()");
        await page.Until("document.activeElement.matches('#graph .box')");
        await page.Press("Enter", 13, "\r");
        await page.Until("!document.querySelector('#layers').hidden && document.activeElement.classList.contains('layer')");
        Assert.Empty(page.Errors);
    }

    private async Task SaveAndLoad(string format)
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(6), optimizer: new Adam(1e-3));
        await using Page page = await chromium.Open(fit.Address);
        string downloads = Directory.CreateTempSubdirectory("dashboard-downloads-").FullName;
        await page.DownloadTo(downloads);
        await page.Until("parseFloat(document.querySelector('#stat-val-accuracy dd')?.textContent) > 90");
        await page.Click("#pause");
        await page.Until("document.querySelector('#state').textContent === 'paused'");
        double before = Accuracy(fit.Model);
        Assert.True(before > 0.8, $"accuracy {before}");
        await page.Click($"#save-{format}");
        await page.Until("document.querySelector('#said').textContent.startsWith('Saved as')");
        string file = await Downloaded(downloads, "." + format);
        await page.Click("#reinitialize");
        await page.Until("document.querySelector('#said').textContent.includes('drawn anew')");
        Assert.True(Accuracy(fit.Model) < before - 0.2);
        await page.ChooseFile("#load-file", file);
        await page.Until("document.querySelector('#said').textContent.includes('loaded')");
        Assert.Equal(before, Accuracy(fit.Model));
        // A file that is no weights is refused, and what was there stays.
        string wrong = Path.Combine(downloads, "wrong." + format);
        await File.WriteAllTextAsync(wrong, "no weights at all");
        await page.ChooseFile("#load-file", wrong);
        await page.Until("document.querySelector('#said').classList.contains('bad')");
        Assert.Equal(before, Accuracy(fit.Model));
        Assert.Equal(["pause", "snapshot", "reinitialize", "load"], RunLog.Read(Path.Combine(fit.RunFolder, RunLog.FileName)).Select(c => c.Action));
    }

    /// <summary>The file that the browser saved, once it is whole.</summary>
    private static async Task<string> Downloaded(string folder, string extension)
    {
        for (int i = 0; i < 200; i++)
        {
            if (Directory.GetFiles(folder).FirstOrDefault(f => f.EndsWith(extension, StringComparison.Ordinal)) is { } file && new FileInfo(file).Length > 0)
                return file;
            await Task.Delay(50);
        }

        throw new TimeoutException($"No {extension} was downloaded; there is {string.Join(", ", Directory.GetFiles(folder))}.");
    }

    /// <summary>While the fit waits on its thread, another instance over the same weights can predict.</summary>
    private static double Accuracy(ShownNet model)
    {
        var data = Samples.Draw(128, 2);
        float[] answers = model.Share().Predict(data.Inputs);
        int right = 0;
        for (int s = 0; s < data.Count; s++)
        {
            ReadOnlySpan<float> answer = answers.AsSpan(s * 4, 4);
            int best = 0;
            for (int c = 1; c < 4; c++)
                best = answer[c] > answer[best] ? c : best;
            right += best == data.Labels[s] ? 1 : 0;
        }

        return (double)right / data.Count;
    }
}
