namespace ModelCompiler.Generators.Lowering;

/// <summary>About how much memory a loop nest takes.</summary>
internal sealed class NestSize : NestVisitor
{
    /// <summary>Bytes of a statement, a vector expression or an access, with its share of names, forms and arrays.</summary>
    private const long BytesOfNode = 40;

    private long nodes;

    /// <summary>In bytes.</summary>
    public static long Of(LoopNest nest)
    {
        var size = new NestSize();
        size.Visit(nest.Body);
        return (size.nodes * BytesOfNode) + nest.Remarks.Sum(r => 2L * r.Length);
    }

    public override void Visit(NestStatement statement)
    {
        nodes++;
        base.Visit(statement);
    }

    public override void Visit(VectorExpression vector)
    {
        nodes++;
        base.Visit(vector);
    }

    public override void Visit(Access access) => nodes++;
}
