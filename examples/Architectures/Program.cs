using System.CommandLine;
using System.Text;
using Architectures;
using Architectures.Report;

// Ctrl+C ends a training, not the example: what was learnt so far is still tested.
using var interruption = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = !interruption.IsCancellationRequested;      // the second one ends it all
    interruption.Cancel();
};
Console.OutputEncoding = Encoding.UTF8;

try
{
    var commands = new Commands(ConsoleReport.OnStandardOutput(), interruption.Token);
    return commands.Root().Parse(args)
        .Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
}
catch (Exception exception) when (exception is ExampleException or ModelException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"error: {exception.Message.ReplaceLineEndings(" ")}");
    return 1;
}
