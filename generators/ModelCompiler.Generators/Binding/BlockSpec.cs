using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Binding;

/// <summary>A class marked [Block], as far as a model's spec needs it: an edit to a block is an edit to every model that uses it.</summary>
/// <param name="Key">The class's full name, by which <see cref="LayerSpec.Blocks"/> refer to it.</param>
/// <param name="Name">The class's name, by which layers inside are called.</param>
/// <param name="Faults">Mistakes of the block itself, shown where it is declared.</param>
internal sealed record BlockSpec(string Key, string Name, EquatableArray<LayerSpec> Layers, EquatableArray<Fault> Faults);
