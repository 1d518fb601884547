using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp.Rows;

/// <summary>Equal distances in memory: the first place, and floats from one to the next.</summary>
internal sealed record StridedAccess(Access First, long Stride);

/// <summary>Sums that begin at 0, all of one width.</summary>
internal sealed record ZeroSums(EquatableArray<VectorName> Sums) : NestStatement;

/// <summary>Vectors of memory of one width get names.</summary>
internal sealed record NamedLoads(EquatableArray<VectorLet> Lets) : NestStatement
{
    public override IEnumerable<VectorExpression> Vectors() => Lets.SelectMany(l => l.Vectors());
}

/// <summary>Sums go on from what is in memory.</summary>
internal sealed record LoadRow(StridedAccess From, EquatableArray<VectorName> Sums) : NestStatement;

/// <summary>Each sum gains a vector of memory.</summary>
internal sealed record AddRow(StridedAccess From, EquatableArray<VectorName> Sums) : NestStatement;

/// <summary>Vectors that have names are written.</summary>
internal sealed record StoreRow(StridedAccess To, EquatableArray<VectorName> Values) : NestStatement;

/// <summary>Each sum gains <paramref name="Factor"/> times the vector that stands at its place in <paramref name="Others"/>.</summary>
/// <param name="Factor">A name, or one float of memory in all lanes.</param>
internal sealed record MultiplyAddRow(VectorExpression Factor, EquatableArray<VectorName> Others, EquatableArray<VectorName> Sums) : NestStatement;

/// <summary>The same with one float of memory, whose last vector is narrower than the others.</summary>
internal sealed record MultiplyAddMixedRow(Access Factor, EquatableArray<VectorName> Others, EquatableArray<VectorName> Sums) : NestStatement;

/// <summary>The same with vectors of memory in place of named ones.</summary>
internal sealed record MultiplyAddMemoryRow(Access Factor, StridedAccess Others, EquatableArray<VectorName> Sums) : NestStatement;

/// <summary>Each sum gains <paramref name="Factor"/> times one float of memory in all lanes.</summary>
internal sealed record MultiplyAddColumn(StridedAccess Others, VectorName Factor, EquatableArray<VectorName> Sums) : NestStatement;
