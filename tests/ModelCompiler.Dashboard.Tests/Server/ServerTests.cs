using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json;
using ModelCompiler.Dashboard;
using ModelCompiler.Training;

namespace DashboardTests.Server;

/// <summary>Who may ask, who may steer, and what of other folders and sites can be reached: nothing but what is meant to.</summary>
[Collection("server")] // One after another: they load the machine.
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
        using ClientWebSocket looker = await LiveSocket.Connect(fit.Page.AddressToLook!),
            guesser = await LiveSocket.Connect(new Uri(fit.Page.AddressToLook!, "/?token=00000000000000000000000000000000")), steerer = await LiveSocket.Connect(fit.Address);
        Assert.Equal("hello", (await LiveSocket.Receive(looker, "hello")).GetProperty("t").GetString());
        foreach (ClientWebSocket socket in new[] { looker, guesser })
        {
            JsonElement reply = await LiveSocket.Ask(socket, """{"id":7,"do":"set","name":"learningRate","value":0.5}""");
            Assert.False(reply.GetProperty("ok").GetBoolean());
            Assert.Contains("only look", reply.GetProperty("said").GetString(), StringComparison.Ordinal);
        }

        Assert.Equal(0.05, fit.Trainer.Optimizer.LearningRate);
        Assert.True((await LiveSocket.Ask(steerer, """{"id":8,"do":"set","name":"learningRate","value":0.02}""")).GetProperty("ok").GetBoolean());
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
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(LiveSocket.Live(fit.Address), CancellationToken.None));
    }

    [Fact]
    public async Task Files_of_other_folders_cannot_be_named()
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(3));
        fit.WaitForSteps(5);
        await File.WriteAllTextAsync(Path.Combine(fit.Folder, "figures.json"), "{\"secret\":1}");
        foreach (string name in new[] { "..", "%2e%2e", "..%2f..%2fetc", "%2fetc%2fpasswd", "a%00b" })
            Assert.NotEqual(HttpStatusCode.OK, (await http.GetAsync($"{fit.Page.AddressToLook}api/runs/{name}")).StatusCode);
        using ClientWebSocket socket = await LiveSocket.Connect(fit.Address);
        foreach (string file in new[] { "../figures.json", "/etc/passwd", "..\\\\x.json", "" })
            Assert.False((await LiveSocket.Ask(socket, $$"""{"id":1,"do":"load","file":"{{file}}"}""")).GetProperty("ok").GetBoolean());
        using HttpResponseMessage taken = await http.PostAsync(new Uri(fit.Address, $"/api/weights{fit.Address.Query}&name=..%2f..%2fevil%3Cb%3E.safetensors"), new ByteArrayContent([1, 2, 3]));
        Assert.Equal("evil-b.safetensors", JsonDocument.Parse(await taken.Content.ReadAsStringAsync()).RootElement.GetProperty("file").GetString());
        Assert.True(File.Exists(Path.Combine(fit.RunFolder, "evil-b.safetensors")));
    }

    [Fact]
    public async Task A_folder_that_vanishes_does_not_end_the_fit()
    {
        using var fit = new LiveFit<ShownNet>(new ShownNet(9));
        fit.WaitForSteps(5);
        Directory.Delete(fit.RunFolder, recursive: true);
        using ClientWebSocket socket = await LiveSocket.Connect(fit.Address);
        JsonElement reply = await LiveSocket.Ask(socket, """{"do":"set","name":"learningRate","value":0.03}""");
        Assert.False(reply.GetProperty("ok").GetBoolean());
        Assert.NotEqual(HttpStatusCode.OK, (await http.PostAsync(new Uri(fit.Address, $"/api/snapshot/safetensors{fit.Address.Query}"), null)).StatusCode);
        fit.WaitForSteps(20);
    }
}
