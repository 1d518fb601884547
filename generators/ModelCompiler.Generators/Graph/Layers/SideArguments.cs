namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>Widths on the four sides of a map: one for all, one for each axis, or one for each side.</summary>
internal static class SideArguments
{
    /// <param name="name">What the one width for all sides is called.</param>
    public static (int Top, int Bottom, int Left, int Right) Read(LayerArguments arguments, string name)
    {
        if (!arguments.Has(name) && !arguments.Has("vertical") && !arguments.Has("top")) arguments.ForgetShape();
        int all = arguments.NotNegative(name);
        int vertical = arguments.NotNegative("vertical", all), horizontal = arguments.NotNegative("horizontal", all);
        return (arguments.NotNegative("top", vertical), arguments.NotNegative("bottom", vertical),
            arguments.NotNegative("left", horizontal), arguments.NotNegative("right", horizontal));
    }
}
