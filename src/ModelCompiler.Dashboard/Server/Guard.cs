using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ModelCompiler.Dashboard;

/// <summary>Who may ask, and who may steer.</summary>
internal sealed class Guard
{
    private readonly byte[] token;
    private readonly HashSet<string> hosts;

    public Guard(string token, IPAddress listenOn, IEnumerable<string> allowed)
    {
        this.token = Encoding.UTF8.GetBytes(token);
        hosts = new HashSet<string>(["localhost", "127.0.0.1", "[::1]", listenOn.ToString(), .. allowed], StringComparer.OrdinalIgnoreCase);
        if (!IPAddress.IsLoopback(listenOn))
            hosts.Add(Environment.MachineName);
    }

    /// <summary>
    /// Whether the request names this server as its host, and comes from its own page if it comes from a page: a foreign site that a viewer
    /// has open can neither read nor steer, even if it has its name point here.
    /// </summary>
    public bool LetsIn(HttpRequest request)
    {
        string host = request.Host.Host;
        // An address cannot be made to point elsewhere, so any is right where all are listened on.
        if (!hosts.Contains(host) && !IPAddress.TryParse(host.Trim('[', ']'), out _))
            return false;
        string? origin = request.Headers.Origin;
        return string.IsNullOrEmpty(origin) || (Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri)
            && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether the address has the token. Compared in a time that does not tell how much of it was right.</summary>
    public bool MaySteer(HttpRequest request) =>
        request.Query["token"] is { Count: 1 } given
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given[0] ?? ""), token);

    /// <summary>What browsers must know of every answer: no foreign script, no frame, no address with the token passed on.</summary>
    public static void Mark(HttpResponse response)
    {
        IHeaderDictionary headers = response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:; "
                + "form-action 'none'; frame-ancestors 'none'; base-uri 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }
}
