namespace ModelCompiler.Generators;

/// <summary>Names of the generator's incremental steps, by which tests ask what ran again.</summary>
internal static class TrackingNames
{
    public const string Binding = nameof(Binding);
    public const string References = nameof(References);
    public const string Options = nameof(Options);
    public const string Compile = nameof(Compile);
}
