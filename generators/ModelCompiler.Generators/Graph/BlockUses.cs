namespace ModelCompiler.Generators.Graph;

/// <summary>The attributes that put blocks in the place where they stand.</summary>
internal static class BlockUses
{
    public const string Use = "Use", Residual = "Residual", Branches = "Branches";

    public static IEnumerable<string> Kinds => [Use, Residual, Branches];
}
