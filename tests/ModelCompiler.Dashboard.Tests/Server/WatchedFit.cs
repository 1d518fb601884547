using System.Net.Sockets;
using System.Net.WebSockets;
using ModelCompiler.Dashboard;
using ModelCompiler.Training;

namespace DashboardTests.Server;

/// <summary>A fit that somebody watches.</summary>
internal static class WatchedFit
{
    /// <summary>The weights after two epochs, with or without somebody who watches and does worse.</summary>
    internal static float[] Train(bool watch, Func<Uri, CancellationToken, Task> meanwhile)
    {
        var model = new ShownNet(21);
        using var fit = new LiveFit<ShownNet>(model, new DashboardOptions { StartPaused = true, MostCost = 0.5 }, new Adam(1e-3), epochs: 2);
        using var over = new CancellationTokenSource();
        Task<ClientWebSocket>? watcher = watch ? LiveSocket.Connect(fit.Address) : null;
        using ClientWebSocket steerer = LiveSocket.Connect(fit.Address).GetAwaiter().GetResult();
        if (watcher is not null)
            watcher.GetAwaiter().GetResult().SendAsync("""{"watch":[0,1,2,3,4,5]}"""u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None).GetAwaiter().GetResult();
        Task other = meanwhile(fit.Address, over.Token);
        Assert.True(LiveSocket.Ask(steerer, """{"id":1,"do":"resume"}""").GetAwaiter().GetResult().GetProperty("ok").GetBoolean());
        Assert.Equal(2, fit.Wait().Epochs.Count);
        over.Cancel();
        other.WaitAsync(TimeSpan.FromSeconds(60)).GetAwaiter().GetResult();
        watcher?.Result.Dispose();
        return [.. model.Parameters.SelectMany(p => p.Span.ToArray())];
    }
}
