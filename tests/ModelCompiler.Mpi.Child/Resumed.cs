using System.Diagnostics;
using ModelCompiler.Training;

namespace MpiTests;

/// <summary>A training with checkpoints, in which a rank may be killed, and which then goes on.</summary>
internal static class Resumed
{
    public const int Steps = 48;

    /// <summary>Trains in a folder, from its latest checkpoint if there is one.</summary>
    /// <param name="folder">Where checkpoints lie.</param>
    /// <param name="rank">The rank that is killed; -1 for none.</param>
    /// <param name="step">After which step of this run.</param>
    /// <param name="milliseconds">How long after it; the others are then somewhere in the next ones, or write.</param>
    /// <returns>A hash of all bits.</returns>
    public static string Train(string folder, int rank, int step, int milliseconds)
    {
        var trainer = new Trainer<StatefulNet>(new StatefulNet(seed: 3), new Adam(0.01), new TrainerOptions { Seed = 11, Communicator = Mpi.World, OverlapGradients = true });
        History history = trainer.Fit(Samples.Classes(90, seed: 5).Reshape(6, 6, 2), new FitOptions
        {
            Epochs = 4,
            BatchSize = 8,
            Validation = Samples.Classes(40, seed: 6),
            Resume = Resume.FromLatest,
            Callbacks = [new Killer(rank, step, milliseconds), new Checkpoints(folder, keepLast: 2, everySteps: 3)],
        });
        return Scenarios.Line(nameof(Resumed), trainer, history);
    }

    private sealed class Killer(int rank, int step, int milliseconds) : ICallbackOnEveryRank
    {
        private int steps;

        public void BatchEnd(FitContext context)
        {
            if (Mpi.World.Rank != rank || ++steps != step)
                return;
            if (milliseconds == 0)
                Process.GetCurrentProcess().Kill();
            new Thread(() =>
            {
                Thread.Sleep(milliseconds);
                Process.GetCurrentProcess().Kill();
            }).Start();
        }
    }
}
