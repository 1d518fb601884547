using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using ModelCompiler;
using ModelCompiler.Dashboard;
using ModelCompiler.Training;

namespace DashboardTests.Server;

/// <summary>Who may ask, who may steer, and what requests of any kind do to a fit: nothing but what they are meant to.</summary>
public sealed class ServerTests
{
    private static readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(20) };

    [Fact]
    public void The_page_is_served_on_the_loopback_address_alone_unless_told()
    {
        using var page = new Dashboard(new DashboardOptions { Opened = _ => { } });
        Uri address = page.Open();
        Assert.True(IPAddress.IsLoopback(IPAddress.Parse(address.Host)));
        Assert.Matches("^\\?token=[0-9a-f]{32}$", address.Query);
        Assert.Equal("", page.AddressToLook!.Query);
        foreach (IPAddress other in Dns.GetHostAddresses(Dns.GetHostName()).Where(a => !IPAddress.IsLoopback(a) && a.AddressFamily == AddressFamily.InterNetwork))
            Assert.ThrowsAny<Exception>(() => new TcpClient().ConnectAsync(other, address.Port).Wait(TimeSpan.FromSeconds(2)) ? true : throw new TimeoutException());
    }

    [Fact]
    public void A_port_that_is_taken_is_an_error_that_says_so()
    {
        using var page = new Dashboard(new DashboardOptions { Opened = _ => { } });
        int port = page.Open().Port;
        using var second = new Dashboard(new DashboardOptions { Opened = _ => { }, Port = port });
        Assert.Contains(port.ToString(), Assert.Throws<IOException>(() => second.Open()).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new DashboardOptions { Port = 70_000 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DashboardOptions { MostCost = 0 });
    }

    [Fact]
    public async Task Everything_on_the_page_comes_from_the_server_itself()
    {
        using var page = new Dashboard(new DashboardOptions { Opened = _ => { } });
        Uri address = page.Open();
        foreach (string file in new[] { "/", "/page.css", "/js/main.js", "/js/charts.js", "/vendor/uPlot.iife.min.js", "/vendor/uPlot.min.css", "/vendor/uPlot.LICENSE.txt" })
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri(address, file));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Contains("script-src 'self';", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            string text = await answer.Content.ReadAsStringAsync();
            if (!file.Contains("vendor", StringComparison.Ordinal))
                Assert.DoesNotMatch("(src|href|url|import|fetch)[^\\n]{0,12}(https?:)?//", text.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(new Uri(address, "/Page/page.css"))).StatusCode);
    }

    [Fact]
    public async Task Steering_needs_the_token_and_looking_does_not()
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(1));
        using ClientWebSocket looker = await Connect(fit.Page.AddressToLook!), guesser = await Connect(new Uri(fit.Page.AddressToLook!, "/?token=00000000000000000000000000000000")), steerer = await Connect(fit.Address);
        Assert.Equal("hello", (await Receive(looker, "hello")).GetProperty("t").GetString());
        foreach (ClientWebSocket socket in new[] { looker, guesser })
        {
            JsonElement reply = await Ask(socket, """{"id":7,"do":"set","name":"learningRate","value":0.5}""");
            Assert.False(reply.GetProperty("ok").GetBoolean());
            Assert.Contains("only look", reply.GetProperty("said").GetString(), StringComparison.Ordinal);
        }

        Assert.Equal(0.05, fit.Trainer.Optimizer.LearningRate);
        Assert.True((await Ask(steerer, """{"id":8,"do":"set","name":"learningRate","value":0.02}""")).GetProperty("ok").GetBoolean());
        Assert.Equal(0.02, fit.Trainer.Optimizer.LearningRate);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.PostAsync(new Uri(fit.Page.AddressToLook!, "/api/snapshot/safetensors"), null)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.PostAsync(new Uri(fit.Page.AddressToLook!, "/api/weights?name=a.safetensors"), new ByteArrayContent([1]))).StatusCode);
    }

    [Fact]
    public async Task Other_sites_in_a_viewers_browser_reach_nothing()
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(2));
        using var rebound = new HttpRequestMessage(HttpMethod.Get, fit.Address);
        rebound.Headers.Host = "evil.example";
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await http.SendAsync(rebound)).StatusCode);
        using var foreign = new HttpRequestMessage(HttpMethod.Post, new Uri(fit.Address, $"/api/snapshot/safetensors{fit.Address.Query}"));
        foreign.Headers.Add("Origin", "https://evil.example");
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await http.SendAsync(foreign)).StatusCode);
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", "https://evil.example");
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(Live(fit.Address), CancellationToken.None));
    }

    [Fact]
    public async Task Files_of_other_folders_cannot_be_named()
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(3));
        fit.WaitForSteps(5);
        await File.WriteAllTextAsync(Path.Combine(fit.Folder, "figures.json"), "{\"secret\":1}");
        foreach (string name in new[] { "..", "%2e%2e", "..%2f..%2fetc", "%2fetc%2fpasswd", "a%00b" })
            Assert.NotEqual(HttpStatusCode.OK, (await http.GetAsync($"{fit.Page.AddressToLook}api/runs/{name}")).StatusCode);
        using ClientWebSocket socket = await Connect(fit.Address);
        foreach (string file in new[] { "../figures.json", "/etc/passwd", "..\\\\x.json", "" })
            Assert.False((await Ask(socket, $$"""{"id":1,"do":"load","file":"{{file}}"}""")).GetProperty("ok").GetBoolean());
        using HttpResponseMessage taken = await http.PostAsync(new Uri(fit.Address, $"/api/weights{fit.Address.Query}&name=..%2f..%2fevil%3Cb%3E.safetensors"), new ByteArrayContent([1, 2, 3]));
        Assert.Equal("evil-b.safetensors", JsonDocument.Parse(await taken.Content.ReadAsStringAsync()).RootElement.GetProperty("file").GetString());
        Assert.True(File.Exists(Path.Combine(fit.RunFolder, "evil-b.safetensors")));
    }

    [Fact]
    public async Task Requests_are_bounded()
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(4));
        fit.WaitForSteps(1);
        // The answer comes before the body is sent.
        using var large = new HttpRequestMessage(HttpMethod.Post, new Uri(fit.Address, $"/api/weights{fit.Address.Query}&name=a.json")) { Content = new ByteArrayContent(new byte[4 << 20]), Headers = { ExpectContinue = true } };
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await http.SendAsync(large)).StatusCode);
        using ClientWebSocket socket = await Connect(fit.Address);
        await socket.SendAsync(new byte[Viewer.MostMessageBytes + 1], WebSocketMessageType.Text, true, CancellationToken.None);
        await AssertCloses(socket);
        using ClientWebSocket binary = await Connect(fit.Address);
        await binary.SendAsync(new byte[10], WebSocketMessageType.Binary, true, CancellationToken.None);
        await AssertCloses(binary);
        Assert.Empty(Directory.GetFiles(fit.RunFolder, "*.part"));
        fit.WaitForSteps(10);
    }

    [Fact]
    public async Task Malformed_and_hostile_messages_by_the_thousand_change_nothing()
    {
        float[] undisturbed = Train(watch: false, (_, _) => Task.CompletedTask);
        float[] disturbed = Train(watch: true, async (address, over) =>
        {
            var random = new Random(5);
            Task[] crowd = [.. Enumerable.Range(0, 6).Select(n => Harass(address, new Random(n), 700, over)), RawHarass(address, random, 200)];
            await Task.WhenAll(crowd);
        });
        Assert.Equal(undisturbed, disturbed);
    }

    /// <summary>A page is open before the fit begins, and longer before on a busy machine.</summary>
    [Fact]
    public async Task A_command_that_comes_before_the_fit_is_heard_when_it_begins()
    {
        using var page = new Dashboard(new DashboardOptions { Folder = Directory.CreateTempSubdirectory("dashboard-runs-").FullName, Opened = _ => { }, StartPaused = true });
        using ClientWebSocket socket = await Connect(page.Open());
        await socket.SendAsync("""{"id":7,"do":"resume"}"""u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        await Task.Delay(50);
        Task<History> fit = Task.Run(() => new Trainer<ShownNet>(new ShownNet(4), new Adam(1e-3)).Fit(Samples.Draw(64, 1), new FitOptions { Epochs = 1, BatchSize = 16, Callbacks = [page] }));
        JsonElement reply = await Receive(socket, "reply");
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
            sockets.Add(await Connect(fit.Address));
        for (int i = 0; i < 100 && fit.Page.Viewers < Hub.MostViewers; i++)
            await Task.Delay(20);
        Assert.Equal(Hub.MostViewers, fit.Page.Viewers);
        await Assert.ThrowsAsync<WebSocketException>(() => Connect(fit.Address));
        foreach (ClientWebSocket socket in sockets)
            socket.Abort();
        for (int i = 0; i < 200 && fit.Page.Viewers > 0; i++)
            await Task.Delay(20);
        Assert.Equal(0, fit.Page.Viewers);
        using ClientWebSocket again = await Connect(fit.Address);
        await Receive(again, "hello");
    }

    [Fact]
    public async Task Fifty_viewers_are_all_shown_the_run()
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(8), new DashboardOptions { MostCost = 0.2 });
        ClientWebSocket[] viewers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Connect(fit.Page.AddressToLook!)));
        await Task.WhenAll(viewers.Select(async viewer =>
        {
            await viewer.SendAsync("""{"watch":[0]}"""u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
            foreach (string kind in new[] { "hello", "points", "status", "network" })
                await Receive(viewer, kind);
        }));
        foreach (ClientWebSocket viewer in viewers)
            viewer.Dispose();
        fit.WaitForSteps(20);
    }

    [Fact]
    public async Task A_folder_that_vanishes_does_not_end_the_fit()
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(9));
        fit.WaitForSteps(5);
        Directory.Delete(fit.RunFolder, recursive: true);
        using ClientWebSocket socket = await Connect(fit.Address);
        JsonElement reply = await Ask(socket, """{"do":"set","name":"learningRate","value":0.03}""");
        Assert.False(reply.GetProperty("ok").GetBoolean());
        Assert.NotEqual(HttpStatusCode.OK, (await http.PostAsync(new Uri(fit.Address, $"/api/snapshot/safetensors{fit.Address.Query}"), null)).StatusCode);
        fit.WaitForSteps(20);
    }

    [Fact]
    public async Task A_viewer_that_does_not_read_costs_the_fit_nothing_and_keeps_no_queue()
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(7), new DashboardOptions { MostCost = 0.5 });
        using ClientWebSocket fast = await Connect(fit.Address);
        await fast.SendAsync("""{"watch":[0,1,2,3,4,5]}"""u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        var slow = new List<TcpClient>();
        for (int i = 0; i < 10; i++)
            slow.Add(await ConnectAndStare(fit.Page.AddressToLook!));
        long versions = 0;
        for (var start = Stopwatch.StartNew(); start.Elapsed < TimeSpan.FromSeconds(4);)
            versions = Math.Max(versions, (await Receive(fast, "network")).GetProperty("version").GetInt64());
        Assert.True(versions > 5, $"Only {versions} looks reached the viewer that reads.");
        fit.WaitForSteps(100);
        foreach (TcpClient client in slow)
            client.Dispose();
    }

    /// <summary>The weights after two epochs, with or without somebody who watches and does worse.</summary>
    internal static float[] Train(bool watch, Func<Uri, CancellationToken, Task> meanwhile)
    {
        var model = new ShownNet(21);
        using var fit = new LiveFit<ShownNet>(model, new DashboardOptions { StartPaused = true, MostCost = 0.5 }, new Adam(1e-3), epochs: 2);
        using var over = new CancellationTokenSource();
        Task<ClientWebSocket>? watcher = watch ? Connect(fit.Address) : null;
        using ClientWebSocket steerer = Connect(fit.Address).GetAwaiter().GetResult();
        if (watcher is not null)
            watcher.GetAwaiter().GetResult().SendAsync("""{"watch":[0,1,2,3,4,5]}"""u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None).GetAwaiter().GetResult();
        Task other = meanwhile(fit.Address, over.Token);
        Assert.True(Ask(steerer, """{"id":1,"do":"resume"}""").GetAwaiter().GetResult().GetProperty("ok").GetBoolean());
        Assert.Equal(2, fit.Wait().Epochs.Count);
        over.Cancel();
        other.WaitAsync(TimeSpan.FromSeconds(60)).GetAwaiter().GetResult();
        watcher?.Result.Dispose();
        return [.. model.Parameters.SelectMany(p => p.Span.ToArray())];
    }

    internal static Uri Live(Uri address) => new UriBuilder(address) { Scheme = "ws", Path = "/live" }.Uri;

    internal static async Task<ClientWebSocket> Connect(Uri address)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(Live(address), new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);
        return socket;
    }

    internal static async Task<JsonElement> Ask(ClientWebSocket socket, string message)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, CancellationToken.None);
        return await Receive(socket, "reply");
    }

    /// <summary>The next message of a kind.</summary>
    internal static async Task<JsonElement> Receive(ClientWebSocket socket, string kind, int seconds = 60)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var buffer = new byte[1 << 16];
        while (true)
        {
            using var message = new MemoryStream();
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
                message.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new WebSocketException("closed");
            JsonElement root = JsonDocument.Parse(message.ToArray()).RootElement;
            if (root.GetProperty("t").GetString() == kind)
                return root;
        }
    }

    private static async Task AssertCloses(ClientWebSocket socket)
    {
        await Assert.ThrowsAsync<WebSocketException>(() => Receive(socket, "never"));
        Assert.NotEqual(WebSocketState.Open, socket.State);
    }

    /// <summary>Messages that no page sends, over WebSockets that have the token.</summary>
    private static async Task Harass(Uri address, Random random, int count, CancellationToken over)
    {
        string[] bad =
        [
            "", "{", "[]", "null", "true", "\"set\"", "{}{}", """{"do":null}""", """{"do":"set"}""", """{"do":"set","name":"learningRate"}""", """{"do":"set","name":"learningRate","value":"1"}""",
            """{"do":"set","name":"learningRate","value":1e999}""", """{"do":"set","name":"learningRate","value":-1}""", """{"do":"set","name":"learningRate","value":null}""",
            """{"do":"set","name":"batchSize","value":0}""", """{"do":"set","name":"batchSize","value":1.5}""", """{"do":"set","name":"batchSize","value":1e300}""", """{"do":"set","name":"__proto__","value":1}""",
            """{"do":"load","file":"../../etc/passwd"}""", """{"do":"load","file":1}""", """{"do":"load"}""", """{"do":"reinitialize"}""", """{"do":"reinitialize","seed":0.5}""", """{"do":"rm -rf"}""", """{"watch":"all"}""",
            """{"watch":[-1,99999999,2147483648]}""", """{"watch":[[[[[[[[[[]]]]]]]]]]}""", """{"id":"x","do":"Pause"}""", """{"id":99999999999999,"do":"stopp"}""", "{\"do\":\"\\ud800\"}", new string('[', 5000), new string('x', 16000),
        ];
        ClientWebSocket? socket = null;
        for (int i = 0; i < count && !over.IsCancellationRequested; i++)
        {
            try
            {
                socket ??= await Connect(address);
                byte[] message = Encoding.UTF8.GetBytes(bad[random.Next(bad.Length)]);
                if (random.Next(4) == 0)
                    random.NextBytes(message);
                await socket.SendAsync(message, random.Next(20) == 0 ? WebSocketMessageType.Binary : WebSocketMessageType.Text, endOfMessage: random.Next(30) != 0, over);
                if (random.Next(40) == 0)
                    throw new IOException("Enough of this one.");
            }
            catch (Exception exception) when (exception is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
            {
                socket?.Abort();
                socket = null;
            }
        }

        socket?.Abort();
    }

    /// <summary>Bytes that are no HTTP, or no good one.</summary>
    private static async Task RawHarass(Uri address, Random random, int count)
    {
        string[] bad =
        [
            "GET / HTTP/1.1\r\n\r\n", "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", "POST /api/weights HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n", "\0\0\0\0", "GET " + new string('a', 20000),
            "BREW /coffee HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /live HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n\r\n",
            $"POST /api/weights{address.Query}&name=a.json HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n", "GET /api/layers/99999999999/histograms HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /api/layers/-1/histograms HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /api/runs/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        ];
        for (int i = 0; i < count; i++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, address.Port);
                await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(bad[random.Next(bad.Length)]));
                client.ReceiveTimeout = 50;
            }
            catch (Exception exception) when (exception is IOException or SocketException)
            {
                // It was thrown out.
            }
        }
    }

    /// <summary>Opens a WebSocket, watches all layers and never reads.</summary>
    private static async Task<TcpClient> ConnectAndStare(Uri address)
    {
        var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(IPAddress.Loopback, address.Port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /live HTTP/1.1\r\nHost: {address.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        byte[] watch = """{"watch":[0,1,2,3,4,5]}"""u8.ToArray();
        // A client's frame is masked; the mask may be zero.
        await stream.WriteAsync((byte[])[0x81, (byte)(0x80 | watch.Length), 0, 0, 0, 0, .. watch]);
        return client;
    }
}
