using System.Net;
using System.Net.Sockets;

namespace DashboardTests.Browser;

/// <summary>Passes bytes on to a port of this machine, until it is cut.</summary>
internal sealed class Proxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> open = [];
    private readonly int to;
    private volatile bool cut;

    public Proxy(int to)
    {
        this.to = to;
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = Task.Run(AcceptAll);
    }

    public int Port { get; }

    /// <summary>Ends all connections, and each one that is tried from now on.</summary>
    public void Cut()
    {
        cut = true;
        lock (open)
        {
            foreach (TcpClient client in open)
                client.Close();
            open.Clear();
        }
    }

    /// <summary>Connections pass again.</summary>
    public void Join() => cut = false;

    public void Dispose()
    {
        Cut();
        listener.Stop();
    }

    private async Task AcceptAll()
    {
        try
        {
            while (true)
            {
                TcpClient from = await listener.AcceptTcpClientAsync();
                if (cut)
                {
                    from.Close();
                    continue;
                }

                var there = new TcpClient();
                await there.ConnectAsync(IPAddress.Loopback, to);
                lock (open)
                    open.AddRange([from, there]);
                _ = Pass(from, there);
                _ = Pass(there, from);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    private static async Task Pass(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }

        from.Close();
        to.Close();
    }
}
