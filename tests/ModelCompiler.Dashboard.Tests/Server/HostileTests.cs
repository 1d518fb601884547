using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using ModelCompiler.Dashboard;

namespace DashboardTests.Server;

/// <summary>What requests of any kind do to a fit: nothing.</summary>
[Collection("server")] // One after another: they load the machine.
public sealed class HostileTests
{
    private static readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(20) };

    [Fact]
    public async Task Requests_are_bounded()
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(4));
        fit.WaitForSteps(1);
        // The answer comes before the body is sent.
        using var large = new HttpRequestMessage(HttpMethod.Post, new Uri(fit.Address, $"/api/weights{fit.Address.Query}&name=a.json"))
        {
            Content = new ByteArrayContent(new byte[4 << 20]),
            Headers = { ExpectContinue = true },
        };
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await http.SendAsync(large)).StatusCode);
        using ClientWebSocket socket = await LiveSocket.Connect(fit.Address);
        await socket.SendAsync(new byte[Viewer.MostMessageBytes + 1], WebSocketMessageType.Text, true, CancellationToken.None);
        await LiveSocket.AssertCloses(socket);
        using ClientWebSocket binary = await LiveSocket.Connect(fit.Address);
        await binary.SendAsync(new byte[10], WebSocketMessageType.Binary, true, CancellationToken.None);
        await LiveSocket.AssertCloses(binary);
        Assert.Empty(Directory.GetFiles(fit.RunFolder, "*.part"));
        fit.WaitForSteps(10);
    }

    [Fact]
    public async Task Malformed_and_hostile_messages_by_the_thousand_change_nothing()
    {
        float[] undisturbed = WatchedFit.Train(watch: false, (_, _) => Task.CompletedTask);
        float[] disturbed = WatchedFit.Train(watch: true, async (address, over) =>
        {
            var random = new Random(5);
            Task[] crowd = [.. Enumerable.Range(0, 6).Select(n => Harass(address, new Random(n), 700, over)), RawHarass(address, random, 200)];
            await Task.WhenAll(crowd);
        });
        Assert.Equal(undisturbed, disturbed);
    }

    /// <summary>Messages that no page sends, over WebSockets that have the token.</summary>
    private static async Task Harass(Uri address, Random random, int count, CancellationToken over)
    {
        string[] bad =
        [
            "", "{", "[]", "null", "true", "\"set\"", "{}{}", """{"do":null}""", """{"do":"set"}""", """{"do":"set","name":"learningRate"}""", """{"do":"set","name":"learningRate","value":"1"}""",
            """{"do":"set","name":"learningRate","value":1e999}""", """{"do":"set","name":"learningRate","value":-1}""", """{"do":"set","name":"learningRate","value":null}""",
            """{"do":"set","name":"batchSize","value":0}""", """{"do":"set","name":"batchSize","value":1.5}""", """{"do":"set","name":"batchSize","value":1e300}""",
            """{"do":"set","name":"__proto__","value":1}""", """{"do":"load","file":"../../etc/passwd"}""", """{"do":"load","file":1}""", """{"do":"load"}""", """{"do":"reinitialize"}""",
            """{"do":"reinitialize","seed":0.5}""", """{"do":"rm -rf"}""", """{"watch":"all"}""", """{"watch":[-1,99999999,2147483648]}""", """{"watch":[[[[[[[[[[]]]]]]]]]]}""",
            """{"id":"x","do":"Pause"}""", """{"id":99999999999999,"do":"stopp"}""", "{\"do\":\"\\ud800\"}", new string('[', 5000), new string('x', 16000),
        ];
        ClientWebSocket? socket = null;
        for (int i = 0; i < count && !over.IsCancellationRequested; i++)
        {
            try
            {
                socket ??= await LiveSocket.Connect(address);
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
            "GET / HTTP/1.1\r\n\r\n", "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "POST /api/weights HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n", "\0\0\0\0", "GET " + new string('a', 20000), "BREW /coffee HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /live HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n\r\n",
            $"POST /api/weights{address.Query}&name=a.json HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
            "GET /api/layers/99999999999/histograms HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /api/layers/-1/histograms HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /api/runs/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
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
}
