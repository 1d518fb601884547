using System.Text.Json;
using ModelCompiler.Training;

namespace DashboardTests.Browser;

/// <summary>How the page looks and whom it lets in: nothing over anything at any width, and no serious finding of axe.</summary>
public sealed class LookTests(Chromium chromium) : IClassFixture<Chromium>
{
    /// <summary>Pairs of things with text or pictures that lie over one another, though neither holds the other.</summary>
    private const string Overlaps = """
        (() => {
          const all = [...document.querySelectorAll('h1, h2, h3, h4, p, dt, dd, button, input, label, summary, figcaption, canvas, th, td, .pill, .verdict, .bar, .log li')]
            .filter((e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length && !e.closest('.top, .uplot, #graph svg') && !e.matches('input[type=checkbox]'));
          const boxes = all.map((e) => ({ e, r: e.getBoundingClientRect() })).filter((b) => b.r.width > 1 && b.r.height > 1);
          const found = [];
          for (let i = 0; i < boxes.length; i++) for (let j = i + 1; j < boxes.length; j++) {
            const a = boxes[i], b = boxes[j];
            if (a.e.contains(b.e) || b.e.contains(a.e)) continue;
            // What scrolls inside a box is cut off by it.
            if (a.e.closest('.confusion, .log') !== b.e.closest('.confusion, .log')) continue;
            const x = Math.min(a.r.right, b.r.right) - Math.max(a.r.left, b.r.left), y = Math.min(a.r.bottom, b.r.bottom) - Math.max(a.r.top, b.r.top);
            if (x > 1.5 && y > 1.5)
              found.push(`${a.e.tagName}.${a.e.className} "${a.e.textContent.slice(0, 20)}" over ${b.e.tagName}.${b.e.className} "${b.e.textContent.slice(0, 20)}"`);
          }
          const wide = document.documentElement.scrollWidth > innerWidth ? [`the page is ${document.documentElement.scrollWidth} wide`] : [];
          const outside = boxes.filter((b) => !b.e.closest('.confusion, .graph') && (b.r.right > innerWidth + 1 || b.r.left < -1))
            .map((b) => `${b.e.tagName} "${b.e.textContent.slice(0, 20)}" ends outside`);
          return JSON.stringify([...found, ...wide, ...outside].slice(0, 12));
        })()
        """;

    [BrowserFact]
    public async Task Nothing_lies_over_anything_at_1280_and_at_390_pixels()
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(1), new DashboardOptions { MostCost = 0.2 });
        await using Page page = await chromium.Open(fit.Address, height: 2400);
        await Filled(page);
        foreach (int width in new[] { 1280, 800, 390 })
        {
            await page.Resize(width, 2400);
            await Task.Delay(600);
            Assert.Equal("[]", await page.Get<string>(Overlaps));
            if (Environment.GetEnvironmentVariable("MODELCOMPILER_SCREENSHOTS") is { Length: > 0 } folder)
                await page.Screenshot(Path.Combine(folder, $"page-{width}.png"), whole: true);
        }

        await page.Click("#view-graph");
        await Task.Delay(200);
        Assert.Equal("[]", await page.Get<string>(Overlaps));
    }

    [AxeFact]
    public async Task Axe_finds_nothing_serious()
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(2), new DashboardOptions { MostCost = 0.2 });
        foreach (bool dark in new[] { false, true })
        {
            await using Page page = await chromium.Open(fit.Address, height: 2400, dark: dark);
            await Filled(page);
            await page.Get<bool>("document.querySelector('#layer-0 details').open = true");
            await page.Enter("#set-learningRate", "0.01");
            await page.Until("document.querySelector('#log').children.length > 0");
            await page.AddScript(await File.ReadAllTextAsync(AxeFactAttribute.Source!));
            string findings = await page.Get<string>(
                "axe.run(document, { resultTypes: ['violations'] }).then((r) => JSON.stringify(r.violations.map((v) => [v.impact, v.id, v.nodes.slice(0, 3).map((n) => n.html.slice(0, "
                    + "120) + ' ' + n.failureSummary.slice(0, 200))])))");
            JsonElement[] serious = [.. JsonDocument.Parse(findings).RootElement.EnumerateArray().Where(v => v[0].GetString() is "serious" or "critical")];
            Assert.True(serious.Length == 0, string.Join("\n", serious.Select(s => s.ToString())));
        }
    }

    [BrowserFact]
    public async Task All_that_can_be_clicked_can_be_reached_and_used_by_keys()
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(3));
        await using Page page = await chromium.Open(fit.Address);
        await page.Until("document.querySelector('#set-learningRate')");
        var reached = new HashSet<string>();
        for (int i = 0; i < 60; i++)
        {
            await page.Press("Tab", 9);
            reached.Add(await page.Get<string>("document.activeElement.id || document.activeElement.textContent.slice(0, 12)"));
            if (await page.Get<bool>("document.activeElement.id === 'pause'") && fit.Trainer.StepCount > 0 && !reached.Contains("paused"))
            {
                await page.Press("Enter", 13, "\r");
                await page.Until("document.querySelector('#state').textContent === 'paused'");
                reached.Add("paused");
            }
        }

        Assert.Superset(
            new HashSet<string>
            {
                "pause", "paused", "one-step", "stop", "set-learningRate", "save-json",
                "save-safetensors", "reinitialize", "load-file", "load-matching", "smoothing", "log-scale", "zoom-in", "clear", "view-graph",
            }, reached);
    }

    /// <summary>All parts of the page have something to show.</summary>
    private static async Task Filled(Page page)
    {
        await page.Until("document.querySelectorAll('#confusion tbody tr').length === 4");
        await page.Until("document.querySelectorAll('#layer-0 canvas').length >= 4");
        await page.Until("document.querySelector('#chart canvas')");
        await page.Until("document.querySelector('#stat-val-accuracy')");
    }
}
