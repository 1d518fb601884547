using System.Runtime.CompilerServices;
using BenchmarkDotNet.Running;
using ModelCompiler.Benchmarks.Generator;
using ModelCompiler.Benchmarks.Peer;

// Verbs for the table of benchmarks/peers/run, each of which prints JSON lines; anything else goes to BenchmarkDotNet.
switch (args.FirstOrDefault())
{
    case "peer": PeerVerb.Run(args.AsSpan(1)); break;
    case "describe": DescribeVerb.Run(); break;
    case "first-prediction": FirstPredictionVerb.Run(); break;
    case "allocations": AllocationsVerb.Run(); break;
    case "peak": PeakVerb.Run(); break;
    case "generator": GeneratorVerb.Run(); break;
    default: RunBenchmarkDotNet(args); break;
}

// Apart, so that a verb's process does not load BenchmarkDotNet before it starts.
[MethodImpl(MethodImplOptions.NoInlining)]
static void RunBenchmarkDotNet(string[] arguments)
    => BenchmarkSwitcher.FromAssembly(typeof(PeerVerb).Assembly).Run(arguments);
