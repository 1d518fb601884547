using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>Takes <see cref="IndexClaim"/>s out of a loop nest, once they are proven.</summary>
internal static class IndexClaims
{
    public static EquatableArray<NestStatement> Remove(EquatableArray<NestStatement> statements) =>
        statements.Where(s => s is not IndexClaim).Select(s => s switch
        {
            Loop loop => loop with { Body = Remove(loop.Body) },
            Conditional c => c with { Then = Remove(c.Then), Else = Remove(c.Else) },
            Scope scope => scope with { Body = Remove(scope.Body) },
            _ => s,
        }).ToEquatableArray();
}
