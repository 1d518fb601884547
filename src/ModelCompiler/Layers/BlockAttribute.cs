namespace ModelCompiler;

/// <summary>Marks a class as layers that other declarations use, with <see cref="UseAttribute{TBlock}"/>,
/// <see cref="ResidualAttribute{TBlock}"/> or <c>Branches</c>. A block has no <see cref="InputAttribute"/>: it reads what stands before its
/// use, and fits wherever its layers do.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class BlockAttribute : Attribute;
