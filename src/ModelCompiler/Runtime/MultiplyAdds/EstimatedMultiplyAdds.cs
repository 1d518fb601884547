using System.ComponentModel;

namespace ModelCompiler.Runtime;

/// <summary><see cref="FusedMultiplyAdds"/> for machines that may have none: rounded once where the machine can, otherwise after the product and after the sum.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class EstimatedMultiplyAdds;
