using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace DashboardTests.Server;

/// <summary>A page's WebSocket, as a viewer has it.</summary>
internal static class LiveSocket
{
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

    internal static async Task AssertCloses(ClientWebSocket socket)
    {
        await Assert.ThrowsAsync<WebSocketException>(() => Receive(socket, "never"));
        Assert.NotEqual(WebSocketState.Open, socket.State);
    }
}
