using ModelCompiler.Reference.Losses;

namespace ModelCompiler.Reference;

/// <summary>A value that is compared with the targets.</summary>
/// <param name="Value">Its number in the network.</param>
/// <param name="Loss">How.</param>
/// <param name="Weight">What it counts in the sum of all losses.</param>
public sealed record ReferenceHead(int Value, ReferenceLoss Loss, double Weight);
