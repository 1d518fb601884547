using System.Reflection;
using ModelCompiler.Generators.Emit;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Tests.Emit;

/// <summary>Weights of another function must not load: everything that an operation's record says counts, whatever operations there are.</summary>
public class ArchitectureHashTests
{
    /// <summary>What does not count, each with its reason.</summary>
    private static readonly Dictionary<(string Operation, string Member), string> left = new()
    {
        [("DropoutOperation", "Rate")] = "predictions drop nothing",
        [("DropoutOperation", "Unit")] = "predictions drop nothing",
        [("NoiseOperation", "Deviation")] = "predictions have no noise",
        [("Sampling", "DivergenceWeight")] = "predictions take the means",
        [("ChannelNormalization", "LearnsStatistics")] = "predictions take the moving statistics either way",
    };

    /// <summary>All but a shortcut, which is decided before.</summary>
    public static TheoryData<string> Operations => [.. typeof(Operation).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(Operation)) && !t.IsAbstract && t != typeof(Shortcut)).Select(t => t.Name).Order()];

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_member_of_every_operation_counts(string name)
    {
        Type type = typeof(Operation).Assembly.GetTypes().Single(t => t.IsSubclassOf(typeof(Operation)) && t.Name == name);
        ConstructorInfo constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
        ParameterInfo[] parameters = constructor.GetParameters();
        object?[] arguments = [.. parameters.Select(p => Sample(p.ParameterType, 1))];
        string before = Hash((Operation)constructor.Invoke(arguments));
        for (int i = 0; i < parameters.Length; i++)
        {
            // Told by the node: windows with their padding decided, weights by name and shape.
            if (parameters[i].ParameterType == typeof(EquatableArray<Window>) || parameters[i].ParameterType == typeof(ParameterDeclaration)) continue;
            object?[] changed = [.. arguments];
            changed[i] = Sample(parameters[i].ParameterType, 2);
            bool counts = Hash((Operation)constructor.Invoke(changed)) != before;
            Assert.True(counts != left.ContainsKey((name, parameters[i].Name!)), $"{name}.{parameters[i].Name} {(counts ? "counts" : "does not count")}");
        }
    }

    [Theory]
    [InlineData("[LeakyReLU(0.1)]", "[LeakyReLU(0.2)]")]
    [InlineData("[ELU(0.5)]", "[ELU(1)]")]
    [InlineData("[LocalResponseNormalization(Beta = 0.5)]", "[LocalResponseNormalization(Beta = 0.75)]")]
    [InlineData("[LocalResponseNormalization(DepthRadius = 1)]", "[LocalResponseNormalization(DepthRadius = 2)]")]
    [InlineData("[Cropping2D(1, 0, 0, 1)]", "[Cropping2D(0, 1, 1, 0)]")]
    [InlineData("[ZeroPadding2D(1, 0, 0, 1)]", "[ZeroPadding2D(0, 1, 1, 0)]")]
    [InlineData("[BatchNormalization(Epsilon = 0.001)]", "[BatchNormalization(Epsilon = 0.01)]")]
    [InlineData("[BatchNormalization(Momentum = 0.9)]", "[BatchNormalization(Momentum = 0.99)]")]
    [InlineData("[ChannelShuffle(1)]", "[ChannelShuffle(2)]")]
    [InlineData("[ChannelSplit(2, 0)]", "[ChannelSplit(2, 1)]")]
    [InlineData("[Slice(-1, 0, 2)]", "[Slice(-1, 1, 2)]")]
    [InlineData("[Permute(1, 2, 3)]", "[Permute(2, 1, 3)]")]
    [InlineData("[GroupNormalization(1)]", "[GroupNormalization(2)]")]
    [InlineData("[Clip(0, 1)]", "[Clip(0, 2)]")]
    [InlineData("[AveragePooling2D(2, Strides = 1, Pad = 1)]", "[AveragePooling2D(2, Strides = 1, Pad = 1, CountIncludePad = true)]")]
    [InlineData("[AveragePooling2D(2, Strides = 1)]", "[MaxPooling2D(2, Strides = 1)]")]
    public void Networks_that_compute_something_else_have_other_hashes(string one, string other) =>
        Assert.NotEqual(ArchitectureHash.Of(Net(one)), ArchitectureHash.Of(Net(other)));

    [Theory]
    [InlineData("[Dropout(0.1)]", "[Dropout(0.5)]")]
    [InlineData("[GaussianNoise(0.1)]", "[GaussianNoise(0.5)]")]
    [InlineData("[ReLU(Name = \"a\")]", "[ReLU(Name = \"b\")]")]
    [InlineData("[Conv2D(4, 3)]", "[Conv2D(4, 3, Algorithm = Convolution.Direct)]")]
    public void What_predictions_do_not_depend_on_does_not_count(string one, string other) =>
        Assert.Equal(ArchitectureHash.Of(Net(one)), ArchitectureHash.Of(Net(other)));

    private static ShapedGraph Net(string layer) => Stages.Shaped($"[Input(6, 6, 4)] {layer} [Flatten] [Dense(2)] [Loss(Loss.MeanSquaredError)]");

    private static string Hash(Operation operation)
    {
        ShapedGraph net = Net("[ReLU]");
        ShapedNode[] nodes = [.. net.Nodes.Select((n, i) => i == 1 ? n with { Operation = operation } : n)];
        return ArchitectureHash.Of(net with { Nodes = nodes.ToEquatableArray() });
    }

    private static object? Sample(Type type, int which)
    {
        if (type == typeof(float)) return 0.25f * which;
        if (type == typeof(int)) return which;
        if (type == typeof(bool)) return which == 2;
        if (type == typeof(string)) return which.ToString();
        if (type.IsEnum) return Enum.GetValues(type).GetValue(which - 1);
        if (Nullable.GetUnderlyingType(type) is { } inner) return Sample(inner, which);
        if (type == typeof(Shape)) return new Shape(which, 3);
        if (type == typeof(EquatableArray<float>)) return new[] { 0.5f, which }.ToEquatableArray();
        if (type == typeof(EquatableArray<int>)) return new[] { 5, which }.ToEquatableArray();
        if (type == typeof(EquatableArray<EquatableArray<float>>)) return new[] { new[] { 0.5f, which }.ToEquatableArray() }.ToEquatableArray();
        if (type == typeof(EquatableArray<Window>)) return EquatableArray<Window>.Empty;
        if (type == typeof(ParameterDeclaration)) return new ParameterDeclaration("a.b", new InitializerSpec("Zeros"), 0, 0, true);
        ConstructorInfo? constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length);
        Assert.True(constructor is not null && !type.IsAbstract, $"How is a {type.Name} drawn? Say it here: it is a member of an operation.");
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Sample(p.ParameterType, which))]);
    }
}
