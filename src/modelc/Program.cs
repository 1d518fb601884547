using System.CommandLine;
using System.Text;
using ModelCompiler;
using ModelCompiler.Tool.Commands;
using Spectre.Console;

Console.OutputEncoding = Encoding.UTF8;
try
{
    // A file or a pipe has no width of its own: no line for it is broken.
    if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 1000;
    return Verbs.Root(AnsiConsole.Console).Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception exception) when (exception is ModelException or IOException or UnauthorizedAccessException or ToolException)
{
    Console.Error.WriteLine($"error: {exception.Message.ReplaceLineEndings(" ")}");
    return 1;
}
