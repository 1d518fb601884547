using Microsoft.CodeAnalysis;

namespace ModelCompiler.Generators.Binding;

/// <summary>A block's key → its class, among those that a type uses.</summary>
internal static class BlockSymbols
{
    public static INamedTypeSymbol? Find(INamedTypeSymbol user, string key) =>
        BlockBinder.KeyOf(user) == key ? user : BlockBinder.Reachable(user).FirstOrDefault(b => BlockBinder.KeyOf(b) == key);
}
