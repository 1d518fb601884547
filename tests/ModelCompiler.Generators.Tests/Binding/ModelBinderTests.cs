using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Tests.Binding;

public class ModelBinderTests
{
    [Fact]
    public void Layers_keep_their_order_and_what_was_written()
    {
        var spec = Stages.Bind("[Input(8, 8, 1)] [Conv2D(20, width: 3, height: 5, Activation = Activation.ReLU, L2 = 0.5, UseBias = false)] [Reshape(2, -1)] [Dense(3)]");
        Assert.Equal(["Input", "Conv2D", "Reshape", "Dense"], spec.Layers.Select(l => l.Kind));
        Assert.Equal([1, 2, 3, 4], spec.Layers.Select(l => l.Attribute));
        Assert.Equal(
            [new("filters", 20L), new("height", 5L), new("width", 3L), new("Activation", "ReLU"), new("L2", 0.5), new("UseBias", false)],
            spec.Layers[1].Arguments);
        Assert.Equal(new EquatableArray<double>([2, -1]), spec.Layers[2].Arguments[0].Value);
        Assert.Empty(spec.Faults);
    }

    [Fact]
    public void The_loss_is_known_by_name()
    {
        var loss = Stages.Bind("[Input(4)] [Dense(1)] [Loss(Loss.Huber, Delta = 2)]").Losses.Single();
        Assert.Equal(("Huber", 3), (loss.Kind, loss.Attribute));
        Assert.Equal([new("loss", "Huber"), new("Delta", 2.0)], loss.Arguments);
    }

    [Fact]
    public void A_limit_of_0_is_no_limit() =>
        Assert.Equal(new BudgetSpec(3, 5, null, null), Stages.Bind("[Input(4)] [Dense(1)] [Budget(Parameters = 5, MultiplyAdds = 0)]").Budget);

    [Fact]
    public void Headers_reopen_the_types_around_a_model()
    {
        const string source =
            "using ModelCompiler; namespace A.B; partial class Outer { public partial record struct Middle { [Model, Input(4), Dense(1)] internal sealed partial class @class; } }";
        var spec = ModelBinder.Bind(TestCompilation.Type(source, "class"), default);
        Assert.Equal("A.B", spec.Namespace);
        Assert.Equal([new("internal", "class", "Outer"), new("public", "record struct", "Middle")], spec.ContainingTypes);
        Assert.Equal(new TypeHeader("internal sealed", "class", "@class"), spec.Type);
        Assert.Equal("A.B.Outer.Middle.@class", spec.FullName);
        Assert.Empty(spec.Faults);
    }

    [Fact]
    public void The_global_namespace_is_empty() =>
        Assert.Equal("Net", ModelBinder.Bind(TestCompilation.Type("[ModelCompiler.Model] partial class Net;", "Net"), default).FullName);

    [Fact]
    public void Specs_of_equal_declarations_are_equal_and_carry_no_place()
    {
        const string layers = "[Input(8, 8, 1)] [Conv2D(20, 5)] [Reshape(2, -1)] [Dense(3, Name = \"a.b\")] [Loss(Loss.Huber)]";
        Assert.Equal(Stages.Bind(layers), Stages.Bind("\n\n// moved\n" + layers.Replace("] [", "]\n\n[", StringComparison.Ordinal)));
        Assert.NotEqual(Stages.Bind(layers), Stages.Bind(layers.Replace("20", "21", StringComparison.Ordinal)));
    }
}
