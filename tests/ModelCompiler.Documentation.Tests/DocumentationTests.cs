namespace ModelCompiler.Documentation.Tests;

public class DocumentationTests
{
    public static TheoryData<string> Files => [.. Documents.All];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_block_of_code_compiles(string file)
    {
        IReadOnlyList<string> errors = SnippetCompiler.Errors(Documents.Blocks(file), shared: true);
        Assert.True(errors.Count == 0, string.Join("\n", errors));
    }

    [Fact]
    public void Every_row_of_the_comparison_with_Keras_compiles()
    {
        IReadOnlyList<Snippet> rows = Documents.Rows("docs/keras.md");
        Assert.InRange(rows.Count, 120, 1000);
        Assert.All(rows, row => Assert.True(row.Code.Length > 0, $"{row}: the last column does not begin with code"));
        IReadOnlyList<string> errors = SnippetCompiler.Errors([.. rows.Where(row => !IsDeclaration(row))], shared: false);
        string[] undeclared = [.. rows.Where(IsDeclaration).Select(DeclarationError).OfType<string>()];
        Assert.True(errors.Count + undeclared.Length == 0, string.Join("\n", errors.Concat(undeclared)));
    }

    /// <summary>The compiler of these tests really refuses.</summary>
    [Theory]
    [InlineData("trainer.Fat(train);")]
    [InlineData("new Adam(learningrate: 1)")]
    [InlineData("[Model]\n[Input(4)]\n[Dens(3)]\npublic partial class Wrong;")]
    public void Code_that_does_not_compile_is_found(string code) => Assert.NotEmpty(SnippetCompiler.Errors([new Snippet("test", 1, code)], shared: false));

    [Fact]
    public void An_attribute_that_does_not_exist_is_found()
    {
        Assert.NotNull(DeclarationError(new Snippet("test", 1, "[Dens(3)]")));
        Assert.Null(DeclarationError(new Snippet("test", 1, "[Dense(3)]")));
    }

    private static bool IsDeclaration(Snippet row) => row.Code.StartsWith('[');

    /// <summary>
    /// Attributes are compiled on a model whose input they fit: a picture, a sequence or a vector, with a head where they are a loss. Where they name a layer <c>a</c>, there is
    /// one of the input's shape.
    /// </summary>
    private static string? DeclarationError(Snippet row)
    {
        string[] fitting = row.Code.Contains("[Input(", StringComparison.Ordinal)
            ? [row.Code, $"{row.Code}\n[ReLU]"]
            : [$"[Input(32, 32, 4)]\n[Conv2D(4, 1, Name = \"a\")]\n[ReLU]\n{row.Code}", $"[Input(32, 32, 4)]\n{row.Code}", $"[Input(32, 4)]\n{row.Code}",
                $"[Input(32)]\n{row.Code}", $"[Input(32)]\n[Dense(10, Activation = Activation.Softmax)]\n{row.Code}", $"[Input(32)]\n[Dense(1, Activation = Activation.Sigmoid)]\n{row.Code}",
                $"[Input(32)]\n[Dense(4)]\n{row.Code}"];
        IReadOnlyList<string>? errors = null;
        foreach (string declaration in fitting)
        {
            string code = declaration.Contains("class ", StringComparison.Ordinal) ? declaration : $"[Model]\n{declaration}\npublic partial class Row;";
            IReadOnlyList<string> found = SnippetCompiler.DeclarationErrors(code);
            if (found.Count == 0)
                return null;
            errors ??= found;
        }

        return $"{row}: {row.Code}: {string.Join("; ", errors!)}";
    }
}
