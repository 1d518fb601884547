using System.Reflection;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Tests.Lowering;

/// <summary>Kernels share code if their keys are equal, so each number of each kind of expression must be in the key.</summary>
public class KernelStructureTests
{
    private static readonly Axis X = new("x", 8);
    private static readonly Tensor Input = new("input", Storage.Arena, Axis.BatchExtent, 8);

    public static TheoryData<string> Kinds => [.. Types().Select(t => t.Name)];

    private static IEnumerable<Type> Types() => typeof(Expression).Assembly.GetTypes().Where(t => !t.IsAbstract && typeof(Expression).IsAssignableFrom(t));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Whatever_differs_is_in_the_key(string kind)
    {
        Type type = Types().Single(t => t.Name == kind);
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
        ParameterInfo[] parameters = constructor.GetParameters();
        object?[] plain = [.. parameters.Select(p => Values(p.ParameterType)[0])];
        var expression = (Expression)constructor.Invoke(plain);
        for (int p = 0; p < parameters.Length; p++)
        {
            foreach (object? other in Values(parameters[p].ParameterType).Skip(1))
            {
                object?[] changed = [.. plain];
                changed[p] = other;
                Assert.True(KeyOf(expression) != KeyOf((Expression)constructor.Invoke(changed)), $"{kind}.{parameters[p].Name} is not in the key.");
            }
        }

        foreach (PropertyInfo property in type.GetProperties().Where(q => q.PropertyType == typeof(bool) && q.CanWrite))
        {
            var changed = (Expression)constructor.Invoke(plain);
            property.SetValue(changed, true);
            Assert.True(KeyOf(expression) != KeyOf(changed), $"{kind}.{property.Name} is not in the key.");
        }
    }

    /// <summary>Two layers of one shape that differ in a function's second number alone.</summary>
    [Fact]
    public void Limits_of_rectifiers_keep_kernels_apart()
    {
        const string layers = "[Input(40)] [Dense(40)] [ReLU(MaxValue = 6)] [Dense(40)] [ReLU(MaxValue = 20)]";
        KernelGraph graph = Stages.Fused(Stages.Defined(layers));
        Assert.Equal(graph.Kernels.Count, graph.Kernels.Select(k => KernelLowering.Prepare(k).Key).Distinct().Count());
        string text = string.Concat(GeneratorRun.Of($"using ModelCompiler; [Model] {layers} public partial class Net;").Files.Select(f => f.SourceText));
        Assert.Contains("20f", text, StringComparison.Ordinal);
        Assert.Contains("6f", text, StringComparison.Ordinal);
    }

    /// <summary>What lowering reads of memory: kernels that a process remembers are found by it.</summary>
    [Fact]
    public void Whatever_differs_in_memory_is_in_what_code_is_remembered_by()
    {
        var root = new Tensor("root", Storage.Arena, Axis.BatchExtent, 4, 16);
        Tensor whole = new("input", Storage.Arena, Axis.BatchExtent, 4, 8), narrow = new("input", Storage.Arena, Axis.BatchExtent, 4, 8) { Element = ElementType.BFloat16 };
        Tensor[] inputs = [whole, narrow, root.Slice("left", 0, 8), root.Slice("right", 8, 8), new Tensor("band", Storage.Arena, Axis.BatchExtent, 8).Repeated([Axis.BatchExtent, 4, 8], 1)];
        string[] keys = [.. inputs.SelectMany(i => (Axis?[])[null, new Axis("band", 2), new Axis("band", 4)], Remembered)];
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(Remembered(whole, null), Remembered(new Tensor("other", Storage.Arena, Axis.BatchExtent, 4, 8), null));
    }

    private static string Remembered(Tensor input, Axis? band)
    {
        Axis[] axes = [Axis.Batch, new Axis("y", 4), X];
        var copy = Comprehension.Map("s", new Tensor("output", Storage.Arena, Axis.BatchExtent, 4, 8), axes, new Load(input, axes.Select(AffineIndex.Of).ToEquatableArray()));
        return KernelLowering.Prepare(new Kernel("layer", Phase.Forward, [copy], band)).Whole;
    }

    /// <summary>Two values of each type at least; the first is the usual one.</summary>
    private static object?[] Values(Type type)
    {
        if (type.IsEnum) return [.. Enum.GetValues(type).Cast<object>()];
        if (type == typeof(float)) return [0.5f, 0.25f];
        if (type == typeof(int)) return [1, 2];
        if (type == typeof(Expression)) return [new Constant(1), new Constant(2)];
        if (type == typeof(Tensor)) return [Input, new Tensor("wider", Storage.Arena, Axis.BatchExtent, 9)];
        if (type == typeof(AffineIndex)) return [AffineIndex.Of(X), new AffineIndex([new Term(X, 2)])];
        if (type == typeof(EquatableArray<AffineIndex>)) return [Indices(AffineIndex.Of(X)), Indices(new AffineIndex([new Term(X, 1)], 1))];
        throw new InvalidOperationException($"Say here which values a {type.Name} may have.");
    }

    private static EquatableArray<AffineIndex> Indices(AffineIndex last) => [AffineIndex.Of(Axis.Batch), last];

    private static string KeyOf(Expression body)
    {
        var output = new Tensor("output", Storage.Arena, Axis.BatchExtent, 8);
        return KernelStructure.KeyOf([Comprehension.Map("s", output, [Axis.Batch, X], body)], [new BufferParameter("input", Input, false), new BufferParameter("output", output, true)]);
    }
}
