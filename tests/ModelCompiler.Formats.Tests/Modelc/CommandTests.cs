using System.CommandLine;
using ModelCompiler.Formats.Tests.Onnx;
using ModelCompiler.Onnx;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Tool.Commands;
using Spectre.Console;

namespace ModelCompiler.Formats.Tests.Modelc;

/// <summary>The tool's verbs, as a user calls them.</summary>
public class CommandTests
{
    [Fact]
    public void An_imported_class_loads_the_weights_beside_it_and_predicts_the_same()
    {
        using var folder = new TemporaryFolder();
        var model = new ManyBlocks(3);
        OnnxModel.Export(model, folder.File("ManyBlocks.onnx"));
        var (code, text) = Run("import", folder.File("ManyBlocks.onnx"), "-o", folder.File("Net.cs"), "--namespace", "Imported");
        Assert.True(code == 0, text);
        Assert.Contains("Net.cs", text, StringComparison.Ordinal);
        CompiledModel imported = CompiledModel.Create(InMemoryCompiler.Compile(File.ReadAllText(folder.File("Net.cs"))).Type("Imported.Net"), seed: 9);
        using var weights = ModelCompiler.Serialization.WeightFile.Open(folder.File("Net.safetensors"));
        Assert.Equal(imported.Parameters.Select(p => p.Name).Order(), weights.Tensors.Select(t => t.Name).Order());
        foreach (ParameterTensor tensor in imported.Parameters) weights.Find(tensor.Name)!.Read(tensor.Span);
        imported.Parameters.Touch();
        float[] inputs = Onnx.Weights.Numbers(2 * ManyBlocks.InputSize, 1, -1, 1);
        Assert.Equal(model.Predict(inputs), imported.Predict(inputs));
    }

    [Fact]
    public void Diff_names_what_differs_and_ends_with_1()
    {
        using var folder = new TemporaryFolder();
        var model = new TinyNet(1);
        model.Save(folder.File("a.safetensors"));
        model.Save(folder.File("b.safetensors"));
        Assert.Equal(0, Run("diff", folder.File("a.safetensors"), folder.File("b.safetensors")).Code);
        model.Parameters["dense_1.bias"].Span[0] += 1;
        model.Save(folder.File("b.safetensors"));
        var (code, text) = Run("diff", folder.File("a.safetensors"), folder.File("b.safetensors"));
        Assert.Equal(1, code);
        Assert.Contains("dense_1.bias", text, StringComparison.Ordinal);
        Assert.DoesNotContain("dense_1.kernel", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_summary_inspect_and_export_read_every_format()
    {
        using var folder = new TemporaryFolder();
        var model = new TinyNet(1);
        OnnxModel.Export(model, folder.File("tiny.onnx"));
        Assert.Equal(0, Run("convert", folder.File("tiny.onnx"), folder.File("tiny.safetensors")).Code);
        Assert.Contains("dense_1.kernel", Run("summary", folder.File("tiny.safetensors")).Text, StringComparison.Ordinal);
        Assert.Contains("15 parameters in 1 layers", Run("summary", folder.File("tiny.onnx")).Text, StringComparison.Ordinal);
        Assert.Contains("opset", Run("inspect", folder.File("tiny.onnx")).Text, StringComparison.Ordinal);
        Assert.Equal(0, Run("export", folder.File("tiny.onnx"), "-o", folder.File("again.onnx")).Code);
        var other = new TinyNet(2);
        OnnxModel.Load(other, folder.File("again.onnx"));
        Assert.Equal(Onnx.Weights.All(model), Onnx.Weights.All(other));
    }

    [Fact]
    public void Mistakes_say_what_to_do()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(".onnx", Assert.Throws<ToolException>(() => Run("import", "net.txt")).Message, StringComparison.Ordinal);
        Assert.Contains("-o", Assert.Throws<ToolException>(() => Run("export", "net.onnx")).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => Run("import", folder.File("none.onnx")));
        Assert.NotEqual(0, Run("nothing").Code);
    }

    private static (int Code, string Text) Run(params string[] arguments)
    {
        var written = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(written) });
        console.Profile.Width = 400;
        int code = Verbs.Root(console).Parse(arguments).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = written, Error = written });
        return (code, written.ToString());
    }
}
