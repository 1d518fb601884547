using ModelCompiler.CodeFixes;
using static ModelCompiler.Generators.Tests.CodeFixes.CodeFixVerifier;

namespace ModelCompiler.Generators.Tests.CodeFixes;

public class CodeFixTests
{
    [Fact]
    public Task Flatten_is_inserted_on_a_line_of_its_own() => Verify(
        new InsertFlattenFix(),
        """
        using ModelCompiler;

        namespace Nets
        {
            [Model]
            [Input(4, 4, 1)]
            // classes
            [Dense(3)] // three
            public partial class Net;
        }
        """,
        """
        using ModelCompiler;

        namespace Nets
        {
            [Model]
            [Input(4, 4, 1)]
            // classes
            [Flatten]
            [Dense(3)] // three
            public partial class Net;
        }
        """);

    [Fact]
    public Task Flatten_is_inserted_into_a_list() => Verify(
        new InsertFlattenFix(),
        "using ModelCompiler; [Model, Input(4, 4, 1), Dense(3)] partial class Net;",
        "using ModelCompiler; [Model, Input(4, 4, 1), Flatten, Dense(3)] partial class Net;");

    [Fact]
    public Task Flatten_is_qualified_as_the_layer_is() => Verify(
        new InsertFlattenFix(),
        "[ModelCompiler.Model][ModelCompiler.Input(4, 4, 1)][ModelCompiler.Dense(3)] partial class Net;",
        "[ModelCompiler.Model][ModelCompiler.Input(4, 4, 1)][ModelCompiler.Flatten][ModelCompiler.Dense(3)] partial class Net;");

    [Fact]
    public Task The_class_becomes_partial() => Verify(
        new MakePartialFix(),
        "using ModelCompiler;\n\n[Model, Input(4), Dense(3)]\npublic sealed class Net;\n",
        "using ModelCompiler;\n\n[Model, Input(4), Dense(3)]\npublic sealed partial class Net;\n");

    [Fact]
    public Task The_chain_becomes_partial() => Verify(
        new MakePartialFix(),
        "using ModelCompiler;\n\n// outer\nclass Outer\n{\n    [Model, Input(4), Dense(3)]\n    class Net;\n}\n",
        "using ModelCompiler;\n\n// outer\npartial class Outer\n{\n    [Model, Input(4), Dense(3)]\n    partial class Net;\n}\n");

    [Theory]
    [InlineData("Conv2D(2, 5)", "Conv2D(2, 5, Padding = Padding.Same)")]
    [InlineData("Conv2D(2, 5, Padding = Padding.Valid, Name = \"a\")", "Conv2D(2, 5, Padding = Padding.Same, Name = \"a\")")]
    [InlineData("Conv2D(2, 7, Pad = 1)", "Conv2D(2, 7, Padding = Padding.Same)")]
    [InlineData("MaxPooling2D", "MaxPooling2D(Padding = Padding.Same)")]
    public Task The_input_is_padded(string before, string after) => Verify(
        new PaddingSameFix(),
        $"using ModelCompiler; [Model, Input(3, 3, 1), {before}, Flatten, Dense(3)] partial class Net;",
        $"using ModelCompiler; [Model, Input(3, 3, 1), {after}, Flatten, Dense(3)] partial class Net;");

    [Theory]
    [InlineData("[Model, Input(4), Flatten, Dense(3)] partial class Net;", "[Model, Input(4), Dense(3)] partial class Net;")]
    [InlineData("[Model]\n[Input(4)]\n[Flatten]\n[Dense(3)]\npartial class Net;", "[Model]\n[Input(4)]\n[Dense(3)]\npartial class Net;")]
    [InlineData("[Model]\n[Input(4)]\n// flat\n[Flatten]\n[Dense(3)]\npartial class Net;", "[Model]\n[Input(4)]\n// flat\n[Dense(3)]\npartial class Net;")]
    [InlineData("[Block, Dense(Block.Width)] class Body;\n[Model, Input(4), Use<Body>(4, Strides = 2)] partial class Net;",
        "[Block, Dense(Block.Width)] class Body;\n[Model, Input(4), Use<Body>(4)] partial class Net;")]
    public Task What_changes_nothing_goes(string before, string after) => Verify(new RemoveFix(), $"using ModelCompiler;\n{before}", $"using ModelCompiler;\n{after}");

    [Theory]
    [InlineData("[Input(4), Dense(3)]\npartial class Net;", "[Model, Input(4), Dense(3)]\npartial class Net;")]
    [InlineData("// net\n[Input(4)]\n[Dense(3)]\npartial class Net;", "// net\n[Model]\n[Input(4)]\n[Dense(3)]\npartial class Net;")]
    [InlineData("[Input(4)] [Dense(3)] partial class Net;", "[Model] [Input(4)] [Dense(3)] partial class Net;")]
    public Task The_class_becomes_a_model(string before, string after) => Verify(new AddModelFix(), $"using ModelCompiler;\n{before}", $"using ModelCompiler;\n{after}");

    [Fact]
    public Task One_fix_leaves_other_mistakes_alone() => Verify(
        new InsertFlattenFix(),
        "using ModelCompiler; [Model, Input(4, 4, 1), Dense(3), Dropout(2)] class Net;",
        "using ModelCompiler; [Model, Input(4, 4, 1), Flatten, Dense(3), Dropout(2)] class Net;",
        "MC0013", "MC0001");
}
