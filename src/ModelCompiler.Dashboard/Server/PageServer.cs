using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ModelCompiler.Dashboard;

/// <summary>
/// The web server: Kestrel without configuration files, logging or signals, on one address. Requests are answered on the thread pool;
/// nothing here waits for the fit except a command's reply.
/// </summary>
internal sealed class PageServer : IDisposable
{
    private const int MostConnections = 512;
    private const int MostHeaderBytes = 16 * 1024;

    private readonly WebApplication application;

    /// <param name="endpoint">Where to listen; port 0 is any free one.</param>
    /// <param name="answer">Answers a request that was let in.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public PageServer(IPEndPoint endpoint, RequestDelegate answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            KestrelServerLimits limits = kestrel.Limits;
            limits.MaxConcurrentConnections = MostConnections;
            limits.MaxConcurrentUpgradedConnections = MostConnections;
            limits.MaxRequestBodySize = Endpoints.MostBodyBytes;
            limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
            limits.MaxRequestLineSize = MostHeaderBytes / 2;
            limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            limits.KeepAliveTimeout = TimeSpan.FromMinutes(1);
            kestrel.Listen(endpoint, listen => listen.Protocols = HttpProtocols.Http1);
        });
        // Ctrl+C is the program's affair.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(1));
        application = builder.Build();
        application.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(20) });
        application.Run(answer);
        try
        {
            application.StartAsync().GetAwaiter().GetResult();
        }
        catch
        {
            ((IDisposable)application).Dispose();
            throw;
        }

        string address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Port = new Uri(address).Port;
    }

    /// <summary>The port that is listened on.</summary>
    public int Port { get; }

    public void Dispose()
    {
        application.StopAsync().GetAwaiter().GetResult();
        ((IDisposable)application).Dispose();
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
