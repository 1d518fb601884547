using Microsoft.CodeAnalysis;

namespace ModelCompiler.Generators.Tests.Diagnostics;

/// <summary>While someone types, code is broken most of the time. The analyzer never throws, and leaves to C# what C# says itself.</summary>
public class StrangeCodeTests
{
    private const string Sound =
        """
        using ModelCompiler;

        [Model]
        [Input(28, 28, 1)]
        [Conv2D(20, 5, Activation = Activation.ReLU, Strides = 1, Name = "first")]
        [MaxPooling2D(2, Padding = Padding.Same)]
        [Reshape(12, -1, 20)]
        [Flatten]
        [Dense(units: 10, Activation = Activation.Softmax)]
        [Loss(Loss.CategoricalCrossEntropy)]
        [Budget(Parameters = 2_000_000)]
        public partial class Net;
        """;

    [Fact]
    public async Task Every_prefix_of_a_declaration()
    {
        for (int length = 0; length <= Sound.Length; length++)
            await TestCompilation.Analyze(TestCompilation.Create(Sound[..length]));
    }

    [Fact]
    public async Task Every_token_left_out()
    {
        var tokens = TestCompilation.Create(Sound).SyntaxTrees.Single().GetRoot().DescendantTokens();
        foreach (var token in tokens)
            await TestCompilation.Analyze(TestCompilation.Create(Sound.Remove(token.SpanStart, token.Span.Length)));
    }

    [Theory]
    [InlineData("[Model, Input(28, 28, 1), Conv2D, Flatten, Dense(10)] partial class Net;")]
    [InlineData("[Model, Input(28, 28, 1), Conv2D(), Flatten, Dense(10)] partial class Net;")]
    [InlineData("[Model, Input(28, 28, 1), Conv2D(20, \"5\"), Flatten, Dense(10)] partial class Net;")]
    [InlineData("[Model, Input(28, 28, 1), Conv2D(20, null), Flatten, Dense(10)] partial class Net;")]
    [InlineData("[Model, Input(28, 28, 1), Conv2D(20, Size), Flatten, Dense(10)] partial class Net;")]
    [InlineData("[Model, Input(28, 28, 1), Conv2D(20, 5, Activation = 1.5), Flatten, Dense(10)] partial class Net;")]
    [InlineData("[Model, Input(28, 28, 1), Conv2D(20, 5, Unknown = 1), Flatten, Dense(10)] partial class Net;")]
    [InlineData("[Model, Input, Conv2D(20, 5), Flatten, Dense(10)] partial class Net;")]
    [InlineData("[Model, Input(1, 2, 3, 4), Conv2D(20, 5), Flatten, Dense(10)] partial class Net;")]
    [InlineData("[Model, Input(28), ZeroPadding2D, Dense(10)] partial class Net;")]
    [InlineData("[Model, Input(28), Reshape(new[] { 4, x }), Dense(10)] partial class Net;")]
    [InlineData("[Model, Input(28), Dense(10, Name = 5)] partial class Net;")]
    [InlineData("[Model, Input(28), Dense(10), Loss] partial class Net;")]
    [InlineData("[Model, Input(28), Dense(10), Loss(Loss.)] partial class Net;")]
    [InlineData("[Model, Input(28), Dens(10)] partial class Net;")]
    [InlineData("[Model, Inputs(28), Dense(10)] partial class Net;")]
    public async Task What_csharp_refuses_is_not_said_twice(string source)
    {
        var compilation = TestCompilation.Create("using ModelCompiler;\n" + source);
        Assert.Contains(compilation.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
        Assert.DoesNotContain(await TestCompilation.Analyze(compilation), d => d.Severity > DiagnosticSeverity.Info);
    }

    [Theory]
    [InlineData("[Model, Input(4), Dense(2)] partial struct Net;")]
    [InlineData("[Model, Input(4), Dense(2)] enum Net { A }")]
    [InlineData("[Model, Input(4), Dense(2)] interface Net;")]
    [InlineData("[Model, Input(4), Dense(2)] delegate void Net();")]
    [InlineData("[assembly: Model] [Dense(2)] class Net;")]
    [InlineData("[Model, Input(4), Dense(int.MaxValue), Dense(int.MaxValue)] partial class Net;")]
    [InlineData("[Model, Input(9, 9, 9), Conv2D(int.MaxValue, int.MaxValue, Padding = Padding.Same, Strides = int.MaxValue)] partial class Net;")]
    [InlineData("[Model, Input(9, 9, 9), MaxPooling2D(int.MaxValue, Padding = Padding.Same), Conv2D(1, int.MaxValue, Pad = int.MaxValue)] partial class Net;")]
    [InlineData("[Model, Input(9, 9, 9), ZeroPadding2D(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue)] partial class Net;")]
    [InlineData("[Model, Input(2000000000), Reshape(int.MaxValue, int.MaxValue, int.MaxValue)] partial class Net;")]
    [InlineData("[Model, Input(46340, 46340, 1), Conv2D(1, 46340, Padding = Padding.Same), Conv2D(1, 3, Padding = Padding.Same, Strides = int.MaxValue)] partial class Net;")]
    public async Task Wrong_places_and_extreme_numbers(string source) =>
        await TestCompilation.Analyze(TestCompilation.Create("using ModelCompiler;\n" + source));

    [Theory]
    [InlineData("params string[] a", "\"x\", null")]
    [InlineData("params object[] a", "1, \"x\", typeof(int), true, 'c', Padding.Same, new[] { 1 }")]
    [InlineData("System.Type a", "typeof(Net)")]
    [InlineData("char a, ulong b, object c, string d = null", "'c', ulong.MaxValue, null")]
    [InlineData("params Padding[] a", "Padding.Same, (Padding)9")]
    public async Task Attributes_that_the_compiler_does_not_know_may_hold_anything(string parameters, string arguments)
    {
        string source = $$"""
            using ModelCompiler;
            [Model, Input(4), Odd({{arguments}})] partial class Net;
            public sealed class OddAttribute : LayerAttribute { public OddAttribute({{parameters}}) { } }
            """;
        var compilation = TestCompilation.Create(source);
        Assert.DoesNotContain(compilation.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal(["MC0009"], (await TestCompilation.Analyze(compilation)).Select(d => d.Id));
    }

    [Fact]
    public async Task A_project_without_the_library_is_left_alone() =>
        Assert.Empty(await TestCompilation.Analyze(TestCompilation.Create("class ModelAttribute : System.Attribute; [Model] class Net;")));
}
