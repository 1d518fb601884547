using ModelCompiler.Serialization;
using Spectre.Console;

namespace ModelCompiler.Tool.Commands;

/// <summary>Weights → another format.</summary>
internal static class ConvertCommand
{
    public static void Run(IAnsiConsole console, string from, string to)
    {
        using WeightFile file = Files.Weights(from);
        StoredTensor[] read = [.. file.Tensors.Where(t => t.Type != StoredType.Unknown)];
        WeightFile.Save(to, read, file.Metadata);
        console.MarkupLineInterpolated($"[bold]{to}[/]: {read.Length} tensors, {SummaryCommand.Whole(read.Sum(t => t.Length))} numbers");
        foreach (var converted in read.Where(t => t.Type != StoredType.F32).GroupBy(t => t.DType))
            console.MarkupLineInterpolated($"{converted.Count()} tensors of {converted.Key} became F32");
        foreach (StoredTensor left in file.Tensors.Where(t => t.Type == StoredType.Unknown))
            console.MarkupLineInterpolated($"left out: {left.Name} ({left.DType})");
    }
}
