using ModelCompiler.Generators.Lowering.Tiles;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>About how much memory a loop nest takes.</summary>
internal sealed class NestSize : NestVisitor
{
    /// <summary>Bytes of a statement, a vector expression or an access, with its share of names, forms and arrays.</summary>
    private const long BytesOfNode = 40;

    private long nodes;

    /// <summary>In bytes.</summary>
    public static long Of(LoopNest nest) => Of(nest.Body) + nest.Remarks.Sum(r => 2L * r.Length);

    /// <summary>In bytes.</summary>
    public static long Of(EquatableArray<NestStatement> code)
    {
        var size = new NestSize();
        size.Visit(code);
        return size.nodes * BytesOfNode;
    }

    public override void Visit(NestStatement statement)
    {
        nodes++;
        if (statement is OutlinedTile outlined) Visit(outlined.Code);
        base.Visit(statement);
    }

    public override void Visit(VectorExpression vector)
    {
        nodes++;
        base.Visit(vector);
    }

    public override void Visit(Access access) => nodes++;
}
