using static ModelCompiler.Generators.Tests.Diagnostics.DiagnosticVerifier;

namespace ModelCompiler.Generators.Tests.Diagnostics;

public class SharedWeightsDiagnosticsTests
{
    private const string Small = "[Model] [Input(8, 8, 3)] [Conv2D(4, 3)] [GlobalAveragePooling2D] [Dense(2)] public partial class Small;\n";

    [Fact]
    public Task The_same_layers_at_another_size() => Verify(
        Small + "[Model] [Input(21, 15, 3)] [Conv2D(4, 3, Strides = 2)] [GlobalAveragePooling2D] [Dense(2)] [Softmax] [SharesWeightsOf<Small>] public partial class Large;");

    [Fact]
    public Task Two_models_may_share_with_each_other() => Verify(
        "[Model] [Input(4)] [Dense(2)] [SharesWeightsOf<B>] public partial class A; [Model] [Input(4)] [Dense(2)] [Tanh] [SharesWeightsOf<A>] public partial class B;");

    [Fact]
    public Task MC0050_no_model() => Verify(
        "public class Body; [Model] [Input(4)] [Dense(2)] [{|MC0050:SharesWeightsOf<Body>|}] public partial class Net;",
        "'Net' shares the weights of 'Body', which is no model; name another class that is marked [Model]");

    [Fact]
    public Task MC0050_itself() => Verify(
        "[Model] [Input(4)] [Dense(2)] [{|MC0050:SharesWeightsOf<Net>|}] public partial class Net;",
        "'Net' shares the weights of 'Net', which is this model itself; name another class that is marked [Model]");

    [Fact]
    public Task MC0051_another_shape() => Verify(
        Small + "[Model] [Input(20, 14, 3)] [Conv2D(4, 3)] [Flatten] [Dense(2)] [{|MC0051:SharesWeightsOf<Small>|}] public partial class Large;",
        "'Large' cannot share the weights of 'Small': the first tensor that differs is 864×2 'dense_1.kernel' here and 4×2 'dense_1.kernel' there; "
            + "give both the same layers with weights, under the same names");

    [Fact]
    public Task MC0051_another_name() => Verify(
        Small + "[Model] [Input(8, 8, 3)] [Conv2D(4, 3, Name = \"first\")] [GlobalAveragePooling2D] [Dense(2)] [{|MC0051:SharesWeightsOf<Small>|}] public partial class Large;",
        "'Large' cannot share the weights of 'Small': the first tensor that differs is 3×3×3×4 'first.kernel' here and 3×3×3×4 'conv2d_1.kernel' there; "
            + "give both the same layers with weights, under the same names");

    [Fact]
    public Task MC0051_a_layer_less() => Verify(
        Small + "[Model] [Input(8, 8, 3)] [Conv2D(4, 3)] [{|MC0051:SharesWeightsOf<Small>|}] public partial class Features;",
        "'Features' cannot share the weights of 'Small': the first tensor that differs is no more tensors here and 4×2 'dense_1.kernel' there; "
            + "give both the same layers with weights, under the same names");

    [Fact]
    public Task MC0051_frozen_here() => Verify(
        Small + "[Model] [Input(8, 8, 3)] [Conv2D(4, 3, Trainable = false)] [GlobalAveragePooling2D] [Dense(2)] [{|MC0051:SharesWeightsOf<Small>|}] public partial class Large;",
        "'Large' cannot share the weights of 'Small': the first tensor that differs is 3×3×3×4 'conv2d_1.kernel' (frozen) here and 3×3×3×4 'conv2d_1.kernel' there; "
            + "give both the same layers with weights, under the same names");

    [Fact]
    public Task A_wrong_model_is_reported_once() => Verify(
        "[Model] [Input(4)] [Dense({|MC0012:0|})] public partial class Small; [Model] [Input(4)] [Dense(2)] [SharesWeightsOf<Small>] public partial class Large;");
}
