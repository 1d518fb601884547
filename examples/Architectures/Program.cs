using System.CommandLine;
using System.Text;
using Architectures;
using Architectures.Report;

Console.OutputEncoding = Encoding.UTF8;
var parsed = new Commands(ConsoleReport.OnStandardOutput()).Root().Parse(args);
try
{
    // Ctrl+C ends a training, not the example: what was learnt so far is still tested.
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception exception) when (exception is ExampleException or ModelException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"error: {exception.Message.ReplaceLineEndings(" ")}");
    return 1;
}
