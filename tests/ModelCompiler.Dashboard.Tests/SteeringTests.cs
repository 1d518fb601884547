using System.Net.WebSockets;
using DashboardTests.Server;
using ModelCompiler;
using ModelCompiler.Dashboard;
using ModelCompiler.Training;

namespace DashboardTests;

/// <summary>Looking changes no result; steering changes what it says, is written down, and can be repeated from that.</summary>
public sealed class SteeringTests
{
    [Fact]
    public void A_run_that_is_watched_gives_the_same_weights_bit_for_bit()
    {
        float[] alone = WatchedFit.Train(watch: false, (_, _) => Task.CompletedTask);
        float[] watched = WatchedFit.Train(watch: true, (_, _) => Task.CompletedTask);
        Assert.Equal(alone, watched);
    }

    [Fact]
    public async Task A_run_is_repeated_from_its_log()
    {
        var first = new ShownNet(31);
        string log;
        using (var fit = new LiveFit<ShownNet>(first, new DashboardOptions { StartPaused = true }, epochs: 8))
        {
            using ClientWebSocket socket = await LiveSocket.Connect(fit.Address);
            string pretrained = Path.Combine(fit.Folder, "pretrained.safetensors");
            new ShownNet(99).Save(pretrained);
            using var http = new HttpClient();
            await http.PostAsync(new Uri(fit.Address, $"/api/weights{fit.Address.Query}&name=pretrained.safetensors"), new ByteArrayContent(await File.ReadAllBytesAsync(pretrained)));
            foreach (string command in (string[])
            [
                """{"id":1,"do":"step"}""", """{"id":2,"do":"set","name":"learningRate","value":0.0123456789}""", """{"id":3,"do":"step"}""", """{"id":4,"do":"set","name":"batchSize","value":24}""",
                """{"id":5,"do":"set","name":"momentum","value":0.6}""", """{"id":5,"do":"set","name":"weightDecay","value":0.004}""", """{"id":5,"do":"set","name":"dropout","value":0.2}""",
                """{"id":5,"do":"step"}""", """{"id":6,"do":"load","file":"pretrained.safetensors"}""",
                // Step by step, since a fit left to itself may be over before the next command comes.
                .. Enumerable.Repeat("""{"id":7,"do":"step"}""", 20), """{"id":8,"do":"reinitialize","seed":5}""",
                .. Enumerable.Repeat("""{"id":9,"do":"step"}""", 20), """{"id":10,"do":"set","name":"learningRate","value":0.002}""", """{"id":11,"do":"resume"}""",
            ])
                Assert.True((await LiveSocket.Ask(socket, command)).GetProperty("ok").GetBoolean(), command);
            fit.Wait();
            log = Path.Combine(fit.RunFolder, RunLog.FileName);
        }

        var second = new ShownNet(31);
        using var again = new LiveFit<ShownNet>(second, new DashboardOptions { Replay = log }, epochs: 8);
        again.Wait();
        Assert.Equal(Weights(first), Weights(second));
        Assert.Equal(
            RunLog.Read(log).Where(c => c.Action is not ("pause" or "resume")).Select(c => (c.Step, c.Action, c.Value)),
            RunLog.Read(Path.Combine(again.RunFolder, RunLog.FileName)).Select(c => (c.Step, c.Action, c.Value)));
    }

    [Fact]
    public void A_log_that_is_none_is_refused_with_its_line()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "x.jsonl");
        File.WriteAllLines(path, ["""{"step":1,"action":"set","name":"learningRate","value":0.1}""", "", "{\"step\":"]);
        Assert.Contains("(3)", Assert.Throws<FormatException>(() => RunLog.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_size_by_hand_holds_from_the_next_step_and_every_sample_is_seen_once()
    {
        var sizes = new Sizes();
        using var fit = new LiveFit<ShownNet>(new ShownNet(32), new DashboardOptions { StartPaused = true }, epochs: 1, more: [sizes]);
        using ClientWebSocket socket = await LiveSocket.Connect(fit.Address);
        foreach (string command in new[]
        {
            """{"do":"step"}""",
            """{"do":"set","name":"batchSize","value":100}""",
            """{"do":"step"}""",
            """{"do":"set","name":"batchSize","value":7}""",
            """{"do":"resume"}""",
        })
            Assert.True((await LiveSocket.Ask(socket, command)).GetProperty("ok").GetBoolean(), command);
        fit.Wait();
        // The batch to come has been read when a command is carried out, so it holds from the one after.
        Assert.Equal(640, sizes.Seen.Sum());
        Assert.Equal([16, 16, 100, 7], sizes.Seen.Take(4));
        Assert.All(sizes.Seen.Skip(3).SkipLast(1), size => Assert.Equal(7, size));
    }

    [Fact]
    public async Task Commands_to_a_run_that_is_over_are_answered()
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(33), epochs: 1);
        fit.Wait();
        using ClientWebSocket socket = await LiveSocket.Connect(fit.Address);
        Assert.Contains("over", (await LiveSocket.Ask(socket, """{"do":"pause"}""")).GetProperty("said").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_paused_fit_ends_when_it_is_cancelled_and_one_dashboard_serves_several_fits()
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(34), new DashboardOptions { StartPaused = true });
        Thread.Sleep(100);
        Assert.Equal(0, fit.Trainer.StepCount);
        fit.Dispose();
        using var page = new Dashboard(new DashboardOptions { Opened = _ => { }, Folder = fit.Folder });
        var trainer = new Trainer<ShownNet>(new ShownNet(35), new Sgd(0.1));
        for (int i = 0; i < 2; i++)
            trainer.Fit(Samples.Draw(64, 1), new FitOptions { Callbacks = [page] });
        Assert.True(Directory.Exists(page.RunFolder));
    }

    [Theory]
    [InlineData("16×5×5×3+16 = 1216", new[] { 5, 5, 3, 16 }, new[] { 16 })]
    [InlineData("10×320+10 = 3210", new[] { 320, 10 }, new[] { 10 })]
    [InlineData("20×5×5×16+20 = 8020", new[] { 5, 5, 16, 20 }, new[] { 20 })]
    [InlineData("8+8 = 16", new[] { 8 }, new[] { 8 })]
    public void Parameters_are_counted_with_their_arithmetic(string expected, params int[][] shapes) => Assert.Equal(expected, NetworkDescription.Arithmetic(shapes));

    private static float[] Weights(ShownNet model) => [.. model.Parameters.SelectMany(p => p.Span.ToArray())];

    private sealed class Sizes : ICallback
    {
        public List<int> Seen { get; } = [];

        void ICallback.BatchEnd(FitContext context) => Seen.Add(context.BatchSize);
    }
}
