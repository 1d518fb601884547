using System.CommandLine;
using Spectre.Console;

namespace ModelCompiler.Tool.Commands;

/// <summary>The verbs of the command line.</summary>
internal static class Verbs
{
    public static RootCommand Root(IAnsiConsole console) =>
        new("Files of neural networks for ModelCompiler: ONNX, Keras, PyTorch, safetensors, JSON snapshots.")
        {
            Import(console), Export(console), Summary(console), Diff(console), Convert(console), Inspect(console),
        };

    private static Command Import(IAnsiConsole console)
    {
        Argument<string> model = File("MODEL", "The network: .onnx");
        Option<string> output = Text("-o", "The class [default: beside the model]", "FILE.cs", "--output"),
            space = Text("--namespace", "The class's namespace", "NAME"),
            name = Text("--name", "The class's name [default: the file's]", "NAME");
        Option<string> input = Text("--input", "The input's shape, channels last, where the file leaves it open", "HxWxC"),
            weights = Text("--weights", "The weights [default: beside the class]", "FILE.safetensors");
        return Verb(new Command("import", "Writes a network as an annotated class, and its weights beside it")
        {
            model, output, space, name, input, weights,
        }, parsed => ImportCommand.Run(
            console, parsed.GetRequiredValue(model), parsed.GetValue(output), parsed.GetValue(space), parsed.GetValue(name),
            parsed.GetValue(input), parsed.GetValue(weights)));
    }

    private static Command Export(IAnsiConsole console)
    {
        Argument<string> model = File("MODEL", "The network: .onnx");
        Option<string> output = Text("-o", "Where to", "FILE.onnx", "--output"),
            input = Text("--input", "The input's shape, channels last, where the file leaves it open", "HxWxC");
        Option<bool> fold = new("--fold") { Description = "Batch normalizations become part of the kernels before them" };
        return Verb(
            new Command("export", "Writes a network as an ONNX file of the current version, with its constants folded and its batch free")
            {
                model, output, input, fold,
            }, parsed =>
                ExportCommand.Run(
                    console, parsed.GetRequiredValue(model), parsed.GetValue(output), parsed.GetValue(input), parsed.GetValue(fold)));
    }

    private static Command Summary(IAnsiConsole console)
    {
        Argument<string> file = File("FILE", "A network, or weights");
        Option<string> input = Text("--input", "The input's shape, channels last, where the file leaves it open", "HxWxC");
        return Verb(new Command("summary", "The layers of a network, or the tensors of a file of weights") { file, input },
            parsed => SummaryCommand.Run(console, parsed.GetRequiredValue(file), parsed.GetValue(input)));
    }

    private static Command Diff(IAnsiConsole console)
    {
        Argument<string> left = File("LEFT", "Weights"), right = File("RIGHT", "Weights");
        Option<double> tolerance = new("--tolerance")
        {
            Description = "The greatest difference that counts as none, relative to the tensor's largest number [default: 0]",
            HelpName = "NUMBER",
        };
        var command =
            new Command("diff", "Compares two files of weights, tensor by tensor; ends with 1 if they differ") { left, right, tolerance };
        command.SetAction(
            parsed => DiffCommand.Run(console, parsed.GetRequiredValue(left), parsed.GetRequiredValue(right), parsed.GetValue(tolerance)));
        return command;
    }

    private static Command Convert(IAnsiConsole console)
    {
        Argument<string> from = File("FROM", "Weights in any format that is read"), to = File("TO", "Where to: .safetensors");
        return Verb(new Command("convert", "Writes a file's weights in another format, under their own names") { from, to },
            parsed => ConvertCommand.Run(console, parsed.GetRequiredValue(from), parsed.GetRequiredValue(to)));
    }

    private static Command Inspect(IAnsiConsole console)
    {
        Argument<string> file = File("FILE", "Any file of a network or of weights");
        return Verb(
            new Command("inspect", "What stands in a file: who wrote it, what it holds, the range of each tensor's numbers") { file },
            parsed => InspectCommand.Run(console, parsed.GetRequiredValue(file)));
    }

    private static Command Verb(Command command, Action<ParseResult> action)
    {
        command.SetAction(action);
        return command;
    }

    private static Argument<string> File(string name, string description) => new(name) { Description = description };

    private static Option<string> Text(string name, string description, string help, params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = help };
}
