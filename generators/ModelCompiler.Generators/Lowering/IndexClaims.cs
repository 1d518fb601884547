using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>Takes <see cref="IndexClaim"/>s out of a loop nest, once they are proven.</summary>
internal sealed class IndexClaims : NestRewriter
{
    public static EquatableArray<NestStatement> Remove(EquatableArray<NestStatement> statements) => new IndexClaims().Rewrite(statements);

    public override NestStatement? Rewrite(NestStatement statement) => statement switch
    {
        IndexClaim => null,
        BlockStatement => base.Rewrite(statement),
        _ => statement,
    };
}
