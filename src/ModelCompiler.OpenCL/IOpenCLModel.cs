using System.ComponentModel;
using ModelCompiler.OpenCL.Runtime;

namespace ModelCompiler.OpenCL;

/// <summary>A compiled model that also has OpenCL kernels. Implemented by generated code where a project references
/// <c>ModelCompiler.OpenCL</c>.</summary>
/// <typeparam name="TSelf">The model itself.</typeparam>
public interface IOpenCLModel<TSelf> : IModel<TSelf> where TSelf : class, IOpenCLModel<TSelf>
{
    /// <summary>The model's kernels and how they are launched; for the runtime, which asks once for each model that it brings to a
    /// device.</summary>
    /// <param name="kind">What the device is: the schedules of the kernels differ.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract DeviceProgram DescribeFor(DeviceKind kind);
}
