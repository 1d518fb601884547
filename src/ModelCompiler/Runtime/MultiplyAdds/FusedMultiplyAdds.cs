using System.ComponentModel;

namespace ModelCompiler.Runtime;

/// <summary>
/// The multiply-adds of one step of a register tile, each rounded once: a row shares a value of the input among neighbouring vectors of weights, a column a vector of weights among cells. Generated kernels
/// consist of them. The number in a name is that of the lanes.
/// </summary>
/// <remarks>Sums are references so that one line of a kernel is all that a value takes part in; a method that is inlined keeps them in registers.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class FusedMultiplyAdds;
