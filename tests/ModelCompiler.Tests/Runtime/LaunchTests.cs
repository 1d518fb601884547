using ModelCompiler.Runtime;
using ModelCompiler.Tests.Models;

namespace ModelCompiler.Tests.Runtime;

[Collection(nameof(Alone))]
public class LaunchTests
{
    [Theory]
    [InlineData(8, 100, 2 * CompiledProgram.WorkPerAwakeThread - 1, false)] // too little work to hand over
    [InlineData(1, 100, long.MaxValue, false)] // one thread
    [InlineData(8, 1, long.MaxValue, false)] // one item
    [InlineData(2, 100, 2 * CompiledProgram.WorkPerThread, true)]
    public void Work_is_split_only_where_that_pays(int threads, int items, long work, bool split)
    {
        var program = new Recording(items, work) { Threads = threads };
        program.Predict([1], new float[1]);
        Assert.Equal(split, program.Ranges.Count > 1);
        Assert.Equal(Enumerable.Range(0, items), program.Ranges.SelectMany(r => Enumerable.Range(r.From, r.To - r.From)).Order());
    }

    [Fact]
    public void Short_work_is_split_only_while_a_worker_is_awake()
    {
        const long Short = 2 * CompiledProgram.WorkPerThread - 1;
        Assert.True(SpinWait.SpinUntil(() => WorkerPool.Awake == 0, TimeSpan.FromSeconds(30)), "workers do not go to sleep");
        Assert.Single(Ranges(Short));
        // Sooner or later a job follows another one while its worker still looks out.
        Assert.True(SpinWait.SpinUntil(() => Ranges(2 * CompiledProgram.WorkPerThread).Count > 1 && Ranges(Short).Count > 1, TimeSpan.FromSeconds(30)), "short work is never shared");
    }

    /// <summary>What a core read last is read first: kernel after kernel, and each kernel run after run.</summary>
    [Fact]
    public void Kernels_pass_over_their_items_there_and_back()
    {
        // Two threads wait for each other at every range, so none takes another's.
        var program = new Recording(100, 2 * CompiledProgram.WorkPerThread, launches: 3, inPairs: true) { Threads = 2 };
        for (int run = 0; run < 4; run++)
        {
            program.FirstOfCaller.Clear();
            program.Predict([1], new float[1]);
            int[] expected = [.. Enumerable.Range(run, 3).Select(launch => launch % 2 == 0 ? 0 : 12)];
            Assert.Equal(expected, program.FirstOfCaller.Select(first => first.From));
        }
    }

    private static List<(int From, int To)> Ranges(long work)
    {
        var program = new Recording(100, work) { Threads = 2 };
        program.Predict([1], new float[1]);
        return program.Ranges;
    }

    [Fact]
    public void Nothing_is_run_for_no_items()
    {
        var program = new Recording(0, 1_000_000);
        program.Predict([1], new float[1]);
        Assert.Empty(program.Ranges);
    }

    private sealed class Recording(int items, long work, int launches = 1, bool inPairs = false) : CompiledProgram(
        new ProgramLayout("Recording", 1, 1, new ArenaLayout(16, 0, 0, 0), null, "hash"), ParameterSet.Create("Recording", [], 0))
    {
        private readonly int caller = Environment.CurrentManagedThreadId;
        private readonly Barrier pair = new(2);

        public List<(int From, int To)> Ranges { get; } = [];

        /// <summary>The first range of each launch that the calling thread took.</summary>
        public List<(int Kernel, int From)> FirstOfCaller { get; } = [];

        protected override void Infer()
        {
            for (int kernel = 0; kernel < launches; kernel++)
                Launch(kernel, items, work);
        }

        protected override void Execute(int kernel, int from, int to)
        {
            lock (Ranges)
                Ranges.Add((from, to));
            if (Environment.CurrentManagedThreadId == caller && FirstOfCaller.All(f => f.Kernel != kernel))
                FirstOfCaller.Add((kernel, from));
            if (inPairs)
                Assert.True(pair.SignalAndWait(TimeSpan.FromSeconds(30)), "no second thread came");
        }
    }
}
