using System.Globalization;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ModelCompiler.Dashboard;

/// <summary>What each address answers. Looking needs no token; whatever steers, or makes or brings files, does.</summary>
internal sealed class Endpoints(Hub hub, Guard guard)
{
    /// <summary>Bytes of a request's body, but for weights that are brought.</summary>
    public const long MostBodyBytes = 16 * 1024;

    /// <summary>Characters that a number of a snapshot may take.</summary>
    private const long MostBytesForANumber = 48;

    /// <summary>Answers a request; whatever goes wrong ends here.</summary>
    public async Task Answer(HttpContext http)
    {
        Guard.Mark(http.Response);
        try
        {
            if (!guard.LetsIn(http.Request))
                await Refuse(http, StatusCodes.Status421MisdirectedRequest,
                    "This page is not served under this name.").ConfigureAwait(false);
            else
                await Route(http).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception
            is OperationCanceledException or IOException or BadHttpRequestException or WebSocketException or UnauthorizedAccessException)
        {
            if (!http.Response.HasStarted)
                http.Response.StatusCode = exception is BadHttpRequestException bad
                    ? bad.StatusCode
                    : StatusCodes.Status500InternalServerError;
        }
    }

    private Task Route(HttpContext http)
    {
        string path = http.Request.Path.Value ?? "";
        bool get = HttpMethods.IsGet(http.Request.Method), post = HttpMethods.IsPost(http.Request.Method);
        if (get && path == "/live")
            return Live(http);
        if (get && PageFiles.TryGet(path, out (string Type, byte[] Content) file))
            return Write(http, file.Type, file.Content);
        if (hub.Run is not { } run)
            return Refuse(http, StatusCodes.Status404NotFound, "No run has begun yet.");
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["api", "runs"] when get => WriteJson(http, run.Folder.List()),
            ["api", "runs", var name] when get => WriteJson(http, run.Folder.FiguresOf(name)),
            ["api", "layers", var layer, "histograms"] when get => WriteJson(http, Histograms(run, layer)),
            ["api", "snapshot", var format] when post => Snapshot(http, run, format),
            ["api", "weights"] when post => TakeWeights(http, run),
            _ => Refuse(http, StatusCodes.Status404NotFound, "There is nothing at this address."),
        };
    }

    private async Task Live(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            await Refuse(http, StatusCodes.Status400BadRequest, "This address is for WebSockets.").ConfigureAwait(false);
            return;
        }

        if (hub.Count >= Hub.MostViewers)
        {
            await Refuse(http, StatusCodes.Status503ServiceUnavailable, "Too many viewers.").ConfigureAwait(false);
            return;
        }

        using WebSocket socket = await http.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        var viewer = new Viewer(socket, hub, guard.MaySteer(http.Request));
        if (!hub.Enter(viewer))
            return;
        try
        {
            await viewer.Serve().ConfigureAwait(false);
        }
        finally
        {
            hub.Leave(viewer);
        }
    }

    private static byte[]? Histograms(RunState run, string layer) =>
        int.TryParse(layer, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < run.LayerCount
            ? run.HistoryOf?.Invoke(number)
            : null;

    private async Task Snapshot(HttpContext http, RunState run, string format)
    {
        if (!await MaySteer(http).ConfigureAwait(false))
            return;
        if (format is not ("json" or "safetensors"))
        {
            await Refuse(http, StatusCodes.Status404NotFound, "Snapshots are 'json' or 'safetensors'.").ConfigureAwait(false);
            return;
        }

        (bool done, string said) = await run.Commands.Ask(new Command.Snapshot("." + format), http.RequestAborted).ConfigureAwait(false);
        if (!done)
        {
            await Refuse(http, StatusCodes.Status409Conflict, said).ConfigureAwait(false);
            return;
        }

        string path = run.Folder.PathOf(said);
        http.Response.ContentType = "application/octet-stream";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{RunFolder.Clean(run.Name)}-{said}\"";
        http.Response.ContentLength = new FileInfo(path).Length;
        await http.Response.SendFileAsync(path, http.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Keeps a file of weights in the run's folder, from which a command loads it.</summary>
    private async Task TakeWeights(HttpContext http, RunState run)
    {
        if (!await MaySteer(http).ConfigureAwait(false))
            return;
        string name = http.Request.Query["name"].ToString();
        string extension = Path.GetExtension(name);
        if (run.Folder.Path is null || extension is not (".json" or ".safetensors"))
        {
            await Refuse(http, StatusCodes.Status400BadRequest,
                run.Folder.Path is null ? "This run keeps no files." : "Weights are a .safetensors or a .json file.").ConfigureAwait(false);
            return;
        }

        long most = run.Description.ParameterFloats * MostBytesForANumber + (1 << 20);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = most;
        if (http.Request.ContentLength > most)
        {
            await Refuse(http, StatusCodes.Status413PayloadTooLarge, $"A file for this network has at most {most} bytes.")
                .ConfigureAwait(false);
            return;
        }

        string file = run.Folder.NameOfNew(Path.GetFileNameWithoutExtension(name), extension), path = run.Folder.PathOf(file),
            partial = path + ".part";
        try
        {
            await using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write))
                await http.Request.Body.CopyToAsync(stream, http.RequestAborted).ConfigureAwait(false);
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }

        await WriteJson(http, Json.Object(w => w.WriteString("file", file))).ConfigureAwait(false);
    }

    private async Task<bool> MaySteer(HttpContext http)
    {
        if (guard.MaySteer(http.Request))
            return true;
        await Refuse(http, StatusCodes.Status403Forbidden,
            "This page may only look: its address has no token, or another one.").ConfigureAwait(false);
        return false;
    }

    private static Task WriteJson(HttpContext http, byte[]? json) =>
        json is null ? Refuse(http, StatusCodes.Status404NotFound, "There is nothing at this address.") : Write(http,
            "application/json; charset=utf-8", json);

    private static Task Write(HttpContext http, string type, byte[] content)
    {
        http.Response.ContentType = type;
        http.Response.ContentLength = content.Length;
        return http.Response.Body.WriteAsync(content, http.RequestAborted).AsTask();
    }

    private static Task Refuse(HttpContext http, int status, string why)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(why, http.RequestAborted);
    }
}
