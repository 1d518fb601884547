using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Lowering;

/// <summary>Reads tables of numbers at build time wherever the place is known then.</summary>
internal static class ConstantTables
{
    /// <summary>The number that is loaded, or null where it depends on a loop or is no table's.</summary>
    public static float? ValueOf(Load load, AxisScope scope)
    {
        if (load.Tensor.Storage != Storage.Constants || !load.Indices.All(scope.Binds)) return null;
        LinearForm address = scope.Address(load.Tensor, load.Indices);
        return address.Terms.Count == 0 ? load.Tensor.Root.Values[(int)address.Constant] : null;
    }

    /// <summary>Whether the transform's number is known to be 0, so that the point adds nothing.</summary>
    public static bool HasZero(Load? matrix, AxisScope scope) => matrix is not null && ValueOf(matrix, scope) == 0;
}
