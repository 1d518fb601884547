using System.ComponentModel;

namespace ModelCompiler.Runtime;

/// <summary>Several vectors of memory at equal distances, as tiles of generated kernels read their weights and write their results. No bounds are checked. The number in a name is that of the lanes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class VectorRowAccess;
