using System.CommandLine;
using System.Text;
using ModelCompiler;
using ModelCompiler.Tool.Commands;
using Spectre.Console;

Console.OutputEncoding = Encoding.UTF8;
try
{
    return Verbs.Root(AnsiConsole.Console).Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception exception) when (exception is ModelException or IOException or UnauthorizedAccessException or ToolException)
{
    Console.Error.WriteLine($"error: {exception.Message.ReplaceLineEndings(" ")}");
    return 1;
}
