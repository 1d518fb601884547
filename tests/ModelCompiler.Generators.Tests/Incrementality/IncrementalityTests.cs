using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ModelCompiler.Generators.Tests.Incrementality;

/// <summary>What an edit may cost: everything after binding is skipped unless the declaration itself says something else.</summary>
public class IncrementalityTests
{
    private const string Model =
        """
        using ModelCompiler;

        namespace Nets;

        [Model]
        [Input(4)]
        [Dense(3, Activation = Activation.Tanh)]
        public sealed partial class Net
        {
            public int Twice(int x) => 2 * x;
        }
        """;

    private const string Other = "namespace Nets; public static class Other { public static int Number => 1; }";

    /// <summary>Binding looks again where the file or the compilation changed, and finds the same.</summary>
    [Theory]
    [InlineData("another file", "Other.cs", "Number => 1", "Number => 2")]
    [InlineData("a new class", "Other.cs", "namespace Nets;", "namespace Nets; public class Added;")]
    [InlineData("a comment", "Model.cs", "namespace Nets;", "namespace Nets; // A comment.")]
    [InlineData("white space", "Model.cs", "[Model]", "\n\n    [Model]  ")]
    [InlineData("another method", "Model.cs", "Twice", "Double")]
    [InlineData("an argument written otherwise", "Model.cs", "Input(4)", "Input(2 + 2)")]
    [InlineData("another attribute below", "Model.cs", "public sealed", "[System.Obsolete]\npublic sealed")]
    public void Edits_that_change_no_declaration_stop_at_binding(string edit, string file, string before, string after)
    {
        var run = First().Again(Edited(file, before, after));
        Assert.True(Reasons(run, TrackingNames.Binding).All(r => r is IncrementalStepRunReason.Unchanged or IncrementalStepRunReason.Cached), edit);
        Steps(run, TrackingNames.Options, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged);
        Steps(run, TrackingNames.Compile, IncrementalStepRunReason.Cached);
        AllOutputs(run, IncrementalStepRunReason.Cached);
    }

    [Theory]
    [InlineData("Dense(3", "Dense(5")]
    [InlineData("[Input(4)]", "[Input(4)] [ReLU]")]
    [InlineData("class Net", "class Renamed")]
    public void Another_declaration_is_compiled_again(string before, string after)
    {
        var run = First().Again(Edited("Model.cs", before, after));
        Steps(run, TrackingNames.Binding, IncrementalStepRunReason.Modified);
        Steps(run, TrackingNames.Options, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged);
        Steps(run, TrackingNames.Compile, IncrementalStepRunReason.Modified);
        AllOutputs(run, IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void A_second_model_leaves_the_first_alone()
    {
        var run = First().Again(Edited("Other.cs", "namespace Nets;", "namespace Nets; [ModelCompiler.Model, ModelCompiler.Input(2), ModelCompiler.Dense(1)] public partial class Second;"));
        Steps(run, TrackingNames.Compile, IncrementalStepRunReason.Cached, IncrementalStepRunReason.New);
        Assert.Single(Reasons(run, TrackingNames.Compile), IncrementalStepRunReason.New);
    }

    [Fact]
    public void Another_option_compiles_without_binding()
    {
        var run = First().Again(("ModelCompilerTargets", "avx2"));
        Steps(run, TrackingNames.Binding, IncrementalStepRunReason.Cached);
        Steps(run, TrackingNames.Options, IncrementalStepRunReason.Modified);
        Steps(run, TrackingNames.Compile, IncrementalStepRunReason.Modified);
        Assert.Equal(["Nets.Net.Dispatch.g.cs", "Nets.Net.Forward.g.cs", "Nets.Net.Kernels.avx2.g.cs", "Nets.Net.Model.g.cs"], run.Files.Select(f => f.HintName).Order());
    }

    [Fact]
    public void The_OpenCL_runtime_among_the_references_adds_its_file()
    {
        var first = First();
        var run = first.Again(first.Before.AddReferences(MetadataReference.CreateFromFile(typeof(OpenCL.OpenCLDevice).Assembly.Location)));
        Steps(run, TrackingNames.References, IncrementalStepRunReason.Modified);
        Steps(run, TrackingNames.Compile, IncrementalStepRunReason.Modified);
        Assert.Contains("Nets.Net.OpenCL.g.cs", run.Files.Select(f => f.HintName));
        var unrelated = first.Again(Edited("Other.cs", "Number => 1", "Number => 2"));
        Steps(unrelated, TrackingNames.References, IncrementalStepRunReason.Unchanged);
    }

    [Fact]
    public void An_option_of_the_same_meaning_compiles_nothing()
    {
        var run = First().Again(("ModelCompilerTargets", "avx512;avx2;vector128"), ("Unrelated", "1"));
        Steps(run, TrackingNames.Options, IncrementalStepRunReason.Unchanged);
        Steps(run, TrackingNames.Compile, IncrementalStepRunReason.Cached);
    }

    public static TheoryData<string> Everything() => [.. Declarations.Varied, Declarations.LeNet, "[Input(4)] [Dense(0)]", "[Dense(2)]"];

    [Theory]
    [MemberData(nameof(Everything))]
    public void A_second_run_does_nothing_and_the_cache_holds_only_values(string layers)
    {
        var first = GeneratorRun.Of(Declarations.Class(layers));
        var second = first.Again((CSharpCompilation)first.Before.Clone());
        foreach (string step in new[] { TrackingNames.Binding, TrackingNames.Options, TrackingNames.Compile })
            Steps(second, step, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged);
        AllOutputs(second, IncrementalStepRunReason.Cached);
        Assert.Equal(first.Files.Select(f => f.SourceText.ToString()), second.Files.Select(f => f.SourceText.ToString()));
        foreach (string step in new[] { TrackingNames.Binding, TrackingNames.Options, TrackingNames.Compile })
        {
            foreach (var (value, _) in first.Result.TrackedSteps[step].SelectMany(s => s.Outputs)) CachedValues.Verify(value, step);
        }
    }

    [Fact]
    public void An_edit_to_a_block_compiles_the_models_that_use_it_and_no_others()
    {
        const string models = "namespace Nets; using ModelCompiler; [Model, Input(2), Use<Outer>] public partial class User; [Model, Input(2), Dense(1)] public partial class Alone;";
        const string outer = "namespace Nets; using ModelCompiler; [Block, Use<Inner>(3)] public class Outer;";
        const string inner = "namespace Nets; using ModelCompiler; [Block, Dense(Block.Width)] public class Inner;";
        var first = GeneratorRun.Of(TestCompilation.Create(("Models.cs", models), ("Outer.cs", outer), ("Inner.cs", inner)));
        var edited = inner.Replace("Dense(Block.Width)", "Dense(2 * Block.Width)", StringComparison.Ordinal);
        var run = first.Again(TestCompilation.Create(("Models.cs", models), ("Outer.cs", outer), ("Inner.cs", edited)));
        Assert.Single(Reasons(run, TrackingNames.Compile), IncrementalStepRunReason.Modified);
        Assert.Single(Reasons(run, TrackingNames.Compile), IncrementalStepRunReason.Cached);
        Assert.Contains("OutputSize = 6", run.Files.Single(f => f.HintName == "Nets.User.Model.g.cs").SourceText.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_edit_to_a_model_compiles_those_that_share_its_weights_and_no_others()
    {
        const string others = "namespace Nets; using ModelCompiler; [Model, Input(2), Dense(3), SharesWeightsOf<Owner>] public partial class User; [Model, Input(2), Dense(1)] "
            + "public partial class Alone;";
        const string owner = "namespace Nets; using ModelCompiler; [Model, Input(2), Dense(3)] public partial class Owner;";
        var first = GeneratorRun.Of(TestCompilation.Create(("Others.cs", others), ("Owner.cs", owner)));
        Assert.Contains("public User(global::Nets.Owner weights)", first.Files.Single(f => f.HintName == "Nets.User.Model.g.cs").SourceText.ToString(), StringComparison.Ordinal);

        var comment = first.Again(TestCompilation.Create(("Others.cs", others), ("Owner.cs", owner.Replace("public partial", "/* A comment. */ public partial", StringComparison.Ordinal))));
        Steps(comment, TrackingNames.Compile, IncrementalStepRunReason.Cached);

        // The weights are other ones now: User has an error, which is the analyzer's to say, and its members throw.
        var run = first.Again(TestCompilation.Create(("Others.cs", others), ("Owner.cs", owner.Replace("Dense(3)", "Dense(4)", StringComparison.Ordinal))));
        Assert.Equal(2, Reasons(run, TrackingNames.Compile).Count(r => r == IncrementalStepRunReason.Modified));
        Assert.Single(Reasons(run, TrackingNames.Compile), IncrementalStepRunReason.Cached);
        Assert.Contains("has errors", run.Files.Single(f => f.HintName == "Nets.User.Model.g.cs").SourceText.ToString(), StringComparison.Ordinal);
    }

    private static GeneratorRun First() => GeneratorRun.Of(TestCompilation.Create(("Model.cs", Model), ("Other.cs", Other)));

    private static CSharpCompilation Edited(string file, string before, string after)
    {
        string text = file == "Model.cs" ? Model : Other;
        Assert.Contains(before, text, StringComparison.Ordinal);
        string edited = text.Replace(before, after, StringComparison.Ordinal);
        return TestCompilation.Create(("Model.cs", file == "Model.cs" ? edited : Model), ("Other.cs", file == "Other.cs" ? edited : Other));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRun run, string step) => run.Result.TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason);

    private static void Steps(GeneratorRun run, string step, params IncrementalStepRunReason[] allowed)
    {
        Assert.NotEmpty(Reasons(run, step));
        Assert.All(Reasons(run, step), reason => Assert.Contains(reason, allowed));
    }

    private static void AllOutputs(GeneratorRun run, IncrementalStepRunReason reason) =>
        Assert.All(run.Result.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs), output => Assert.Equal(reason, output.Reason));
}
