using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using ModelCompiler.Dashboard;
using ModelCompiler.Training;

namespace DashboardTests.Server;

/// <summary>Many viewers, slow ones, early ones, and those who left.</summary>
[Collection("server")] // One after another: they load the machine.
public sealed class ViewerTests
{
    /// <summary>A page is open before the fit begins, and longer before on a busy machine.</summary>
    [Fact]
    public async Task A_command_that_comes_before_the_fit_is_heard_when_it_begins()
    {
        using var page = new Dashboard(new DashboardOptions { Folder = Directory.CreateTempSubdirectory("dashboard-runs-").FullName, Opened = _ => { }, StartPaused = true });
        using ClientWebSocket socket = await LiveSocket.Connect(page.Open());
        await socket.SendAsync("""{"id":7,"do":"resume"}"""u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        await Task.Delay(50);
        Task<History> fit = Task.Run(() => new Trainer<ShownNet>(new ShownNet(4), new Adam(1e-3)).Fit(Samples.Draw(64, 1), new FitOptions { Epochs = 1, BatchSize = 16, Callbacks = [page] }));
        JsonElement reply = await LiveSocket.Receive(socket, "reply");
        Assert.Equal(7, reply.GetProperty("id").GetInt32());
        Assert.True(reply.GetProperty("ok").GetBoolean());
        Assert.Single((await fit.WaitAsync(TimeSpan.FromSeconds(60))).Epochs);
    }

    [Fact]
    public async Task Viewers_beyond_the_most_are_turned_away_and_those_who_left_are_forgotten()
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(6));
        var sockets = new List<ClientWebSocket>();
        for (int i = 0; i < Hub.MostViewers; i++)
            sockets.Add(await LiveSocket.Connect(fit.Address));
        for (int i = 0; i < 100 && fit.Page.Viewers < Hub.MostViewers; i++)
            await Task.Delay(20);
        Assert.Equal(Hub.MostViewers, fit.Page.Viewers);
        await Assert.ThrowsAsync<WebSocketException>(() => LiveSocket.Connect(fit.Address));
        foreach (ClientWebSocket socket in sockets)
            socket.Abort();
        for (int i = 0; i < 200 && fit.Page.Viewers > 0; i++)
            await Task.Delay(20);
        Assert.Equal(0, fit.Page.Viewers);
        using ClientWebSocket again = await LiveSocket.Connect(fit.Address);
        await LiveSocket.Receive(again, "hello");
    }

    [Fact]
    public async Task Fifty_viewers_are_all_shown_the_run()
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(8), new DashboardOptions { MostCost = 0.2 });
        ClientWebSocket[] viewers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => LiveSocket.Connect(fit.Page.AddressToLook!)));
        await Task.WhenAll(viewers.Select(async viewer =>
        {
            await viewer.SendAsync("""{"watch":[0]}"""u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
            foreach (string kind in new[] { "hello", "points", "status", "network" })
                await LiveSocket.Receive(viewer, kind);
        }));
        foreach (ClientWebSocket viewer in viewers)
            viewer.Dispose();
        fit.WaitForSteps(20);
    }

    [Fact]
    public async Task A_viewer_that_does_not_read_costs_the_fit_nothing_and_keeps_no_queue()
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(7), new DashboardOptions { MostCost = 0.5 });
        using ClientWebSocket fast = await LiveSocket.Connect(fit.Address);
        await fast.SendAsync("""{"watch":[0,1,2,3,4,5]}"""u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        var slow = new List<TcpClient>();
        for (int i = 0; i < 10; i++)
            slow.Add(await ConnectAndStare(fit.Page.AddressToLook!));
        long versions = 0;
        for (var start = Stopwatch.StartNew(); start.Elapsed < TimeSpan.FromSeconds(4);)
            versions = Math.Max(versions, (await LiveSocket.Receive(fast, "network")).GetProperty("version").GetInt64());
        Assert.True(versions > 5, $"Only {versions} looks reached the viewer that reads.");
        fit.WaitForSteps(100);
        foreach (TcpClient client in slow)
            client.Dispose();
    }

    /// <summary>Opens a WebSocket, watches all layers and never reads.</summary>
    private static async Task<TcpClient> ConnectAndStare(Uri address)
    {
        var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(IPAddress.Loopback, address.Port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /live HTTP/1.1\r\nHost: {address.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        byte[] watch = """{"watch":[0,1,2,3,4,5]}"""u8.ToArray();
        // A client's frame is masked; the mask may be zero.
        await stream.WriteAsync((byte[])[0x81, (byte)(0x80 | watch.Length), 0, 0, 0, 0, .. watch]);
        return client;
    }
}
