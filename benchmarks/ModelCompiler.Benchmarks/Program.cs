using System.Runtime.CompilerServices;
using BenchmarkDotNet.Running;
using ModelCompiler.Benchmarks.Checkpoints;
using ModelCompiler.Benchmarks.Files;
using ModelCompiler.Benchmarks.Generator;
using ModelCompiler.Benchmarks.Peer;
using ModelCompiler.Benchmarks.Ranks;
using ModelCompiler.Benchmarks.Watching;

try
{
    Run(args);
    return 0;
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}

// Verbs for the table of benchmarks/peers/run, each of which prints JSON lines; anything else goes to BenchmarkDotNet.
static void Run(string[] arguments)
{
    switch (arguments.FirstOrDefault())
    {
        case "peer": PeerVerb.Run(arguments.AsSpan(1)); break;
        case "describe": DescribeVerb.Run(); break;
        case "first-prediction": FirstPredictionVerb.Run(); break;
        case "allocations": AllocationsVerb.Run(); break;
        case "peak": PeakVerb.Run(); break;
        case "micro": MicroVerb.Run(); break;
        case "profile": ProfileVerb.Run(arguments.AsSpan(1)); break;
        case "checkpoint": CheckpointVerb.Run(arguments.AsSpan(1)); break;
        case "dashboard": DashboardVerb.Run(arguments.AsSpan(1)); break;
        case "files": FilesVerb.Run(arguments.AsSpan(1)); break;
        case "data": DataVerb.Run(); break;
        case "ranks": RanksVerb.Run(arguments.AsSpan(1)); break;
        case "generator": GeneratorVerb.Run(arguments.AsSpan(1)); break;
        default: RunBenchmarkDotNet(arguments); break;
    }
}

// Apart, so that a verb's process does not load BenchmarkDotNet before it starts.
[MethodImpl(MethodImplOptions.NoInlining)]
static void RunBenchmarkDotNet(string[] arguments)
    => BenchmarkSwitcher.FromAssembly(typeof(PeerVerb).Assembly).Run(arguments);
