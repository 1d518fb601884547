using Microsoft.CodeAnalysis.Diagnostics;

namespace ModelCompiler.Generators.Diagnostics;

/// <summary>Who says that a declaration is wrong.</summary>
/// <remarks>
/// In a build the generator does: what it reports is shown also where other errors of C# end the compilation before analyzers are asked,
/// and where analyzers are switched off. In an editor the analyzer does, since code fixes are offered for its diagnostics only.
/// <c>ModelCompiler.props</c> says which of the two it is; a project that references the sources, without the props, is taken for a build.
/// Hosts that run the generator by hand, without a project, get the error in the generated text.
/// </remarks>
internal enum ErrorReporting
{
    Analyzer,
    Generator,
    Text,
}

internal static class ErrorReportingOptions
{
    public static ErrorReporting Read(AnalyzerConfigOptions options)
    {
        if (options.TryGetValue("build_property.ModelCompilerReportsErrors", out string? value))
            return string.Equals(value, "true", StringComparison.OrdinalIgnoreCase) ? ErrorReporting.Generator : ErrorReporting.Analyzer;
        return options.TryGetValue("build_property.ProjectDir", out _) || options.TryGetValue("build_property.TargetFramework", out _)
            ? ErrorReporting.Generator
            : ErrorReporting.Text;
    }
}
