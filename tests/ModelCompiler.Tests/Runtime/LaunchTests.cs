using ModelCompiler.Runtime;
using ModelCompiler.Tests.Models;

namespace ModelCompiler.Tests.Runtime;

[Collection(nameof(Alone))]
public class LaunchTests
{
    [Theory]
    [InlineData(8, 100, 2 * CompiledProgram.WorkPerThread - 1, false)] // too little work to hand over
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
    public void Nothing_is_run_for_no_items()
    {
        var program = new Recording(0, 1_000_000);
        program.Predict([1], new float[1]);
        Assert.Empty(program.Ranges);
    }

    private sealed class Recording(int items, long work) : CompiledProgram(
        new ProgramLayout("Recording", 1, 1, new ArenaLayout(16, 0, 0, 0), null, "hash"), ParameterSet.Create("Recording", [], 0))
    {
        public List<(int From, int To)> Ranges { get; } = [];

        protected override void Infer() => Launch(0, items, work);

        protected override void Execute(int kernel, int from, int to)
        {
            lock (Ranges)
                Ranges.Add((from, to));
        }
    }
}
