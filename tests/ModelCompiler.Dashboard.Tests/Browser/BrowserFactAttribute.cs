namespace DashboardTests.Browser;

/// <summary>A test that needs a browser; without one it says so.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.WhyNone;
}

/// <summary>A test that needs axe, too: <c>.ci/browser</c> puts it where it is looked for.</summary>
public sealed class AxeFactAttribute : FactAttribute
{
    public AxeFactAttribute() => Skip = Chromium.WhyNone ?? (Source is null ? "No axe-core: run .ci/browser, or set MODELCOMPILER_AXE to axe.min.js of the npm package axe-core." : null);

    /// <summary>The script's path, or null.</summary>
    public static string? Source { get; } = new[]
    {
        Environment.GetEnvironmentVariable("MODELCOMPILER_AXE") ?? "",
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "modelcompiler", "axe-core-4.14.1", "axe.min.js"),
    }.FirstOrDefault(File.Exists);
}
