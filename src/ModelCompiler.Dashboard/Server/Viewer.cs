using System.Net.WebSockets;
using System.Text.Json;

namespace ModelCompiler.Dashboard;

/// <summary>
/// One open page: news go out as it takes them, commands come in. Whatever it sends, and however slowly it reads, the fit does not notice.
/// </summary>
internal sealed class Viewer(WebSocket socket, Hub hub, bool maySteer)
{
    /// <summary>Bytes of a message; longer ones end the connection.</summary>
    public const int MostMessageBytes = 16 * 1024;

    /// <summary>Layers that a viewer may watch at once.</summary>
    public const int MostWatched = 64;

    private const int MostMessagesAtOnce = 100;

    /// <summary>Milliseconds between two pictures of the network, for each viewer that there is.</summary>
    private const long PicturePause = 80;
    private static readonly TimeSpan messageInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan mostSendTime = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim sending = new(1);
    private RunState? shown;
    private HistoryCursor cursor = new();
    private (long Status, long Points, long Log, long Network, long Predictions) seen;
    private int[] watchedWhenSent = [];
    private long networkSent, predictionsSent;

    /// <summary>Layers on its screen.</summary>
    public int[] Watching { get; private set; } = [];

    /// <summary>Serves the viewer until it, or the dashboard, closes.</summary>
    public async Task Serve()
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(hub.Closing);
        Task news = SendNews(over.Token);
        try
        {
            await ReceiveAll(over.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // It is gone.
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await news.ConfigureAwait(false);
        }
    }

    private async Task SendNews(CancellationToken over)
    {
        try
        {
            while (!over.IsCancellationRequested)
            {
                if (hub.Run is { } run)
                    await SendNews(run, over).ConfigureAwait(false);
                await hub.NextTick().WaitAsync(over).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            socket.Abort();
        }
    }

    private async Task SendNews(RunState run, CancellationToken over)
    {
        if (run != shown)
        {
            (shown, cursor, seen) = (run, new HistoryCursor(), default);
            await Send(run.Hello(maySteer), over).ConfigureAwait(false);
        }

        if (run.History.Version is var points && points != seen.Points)
        {
            seen.Points = points;
            bool any = false;
            byte[] message = Json.Object(w =>
            {
                w.WriteString("t", "points");
                any = run.History.WriteNews(w, cursor);
            });
            if (any)
                await Send(message, over).ConfigureAwait(false);
        }

        if (run.Status(hub.Count) is var status && status.Version != seen.Status)
        {
            seen.Status = status.Version;
            await Send(status.Message, over).ConfigureAwait(false);
        }

        if (run.Log.Count is var entries && entries != seen.Log)
        {
            await Send(run.Log.News((int)seen.Log, entries), over).ConfigureAwait(false);
            seen.Log = entries;
        }

        // Pictures are most of what is sent: all viewers together get so many a second, however many they are.
        long now = Environment.TickCount64, pause = hub.Count * PicturePause;
        if (run.Predictions is { } predictions && predictions.Version != seen.Predictions && now - predictionsSent >= pause)
        {
            predictionsSent = now;
            seen.Predictions = predictions.Version;
            await Send(predictions.Message, over).ConfigureAwait(false);
        }

        if (run.Network is { } network && ((network.Version != seen.Network && now - networkSent >= pause) || watchedWhenSent != Watching))
        {
            networkSent = now;
            (seen.Network, watchedWhenSent) = (network.Version, Watching);
            await Send(network.Message(Watching), over).ConfigureAwait(false);
        }
    }

    private async Task ReceiveAll(CancellationToken over)
    {
        var buffer = new byte[MostMessageBytes];
        int allowed = MostMessagesAtOnce;
        long last = Environment.TickCount64;
        while (!over.IsCancellationRequested)
        {
            int length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), over).ConfigureAwait(false);
                length += part.Count;
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, over).ConfigureAwait(false);
                    return;
                }

                if (part.MessageType != WebSocketMessageType.Text || (!part.EndOfMessage && length == buffer.Length))
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, "A message is text of at most 16 KiB.",
                        over).ConfigureAwait(false);
                    return;
                }
            }
            while (!part.EndOfMessage);

            // Whoever sends faster than a hand clicks waits for its turn.
            long now = Environment.TickCount64;
            allowed = (int)Math.Min(MostMessagesAtOnce, allowed + (now - last) / (long)messageInterval.TotalMilliseconds);
            last = now;
            if (allowed-- <= 0)
            {
                allowed = 0;
                await Task.Delay(messageInterval, over).ConfigureAwait(false);
            }

            await Take(buffer.AsMemory(0, length), over).ConfigureAwait(false);
        }
    }

    private async Task Take(ReadOnlyMemory<byte> message, CancellationToken over)
    {
        RunState run = await Begun(over).ConfigureAwait(false);
        (int? id, Request? request, string? fault) = Request.Parse(message.Span);
        if (request is Request.Watch watch)
        {
            Watching = [.. watch.Layers.Where(l => l >= 0 && l < run.LayerCount).Distinct().Take(MostWatched)];
            hub.UpdateWatched();
            return;
        }

        (bool done, string said) = request is not Request.Do command ? (false, fault!)
            : !maySteer ? (false, "This page may only look: its address has no token, or another one.")
            : await run.Commands.Ask(command.Command, over).ConfigureAwait(false);
        await Send(Reply(id, done, said), over).ConfigureAwait(false);
    }

    /// <summary>The run. A page may be open before the fit begins: what is said to it by then is heard when it does.</summary>
    private async Task<RunState> Begun(CancellationToken over)
    {
        while (true)
        {
            Task next = hub.NextTick();
            if (hub.Run is { } run)
                return run;
            await next.WaitAsync(over).ConfigureAwait(false);
        }
    }

    private static byte[] Reply(int? id, bool done, string said) => Json.Object(w =>
    {
        w.WriteString("t", "reply");
        if (id is { } number)
            w.WriteNumber("id", number);
        w.WriteBoolean("ok", done);
        w.WriteString("said", said);
    });

    private async Task Send(byte[] message, CancellationToken over)
    {
        await sending.WaitAsync(over).ConfigureAwait(false);
        try
        {
            using var time = CancellationTokenSource.CreateLinkedTokenSource(over);
            time.CancelAfter(mostSendTime);
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, time.Token).ConfigureAwait(false);
        }
        finally
        {
            sending.Release();
        }
    }
}
