using ModelCompiler.Mpi;

namespace ModelCompiler.Training;

/// <summary>
/// Training on several processes, which <c>mpirun</c> or a cluster's scheduler starts:
/// <c>new TrainerOptions { Communicator = Mpi.World }</c> is all that the program needs.
/// </summary>
/// <example><code>
/// // mpirun -n 4 dotnet Program.dll
/// var trainer = new Trainer&lt;MnistNet&gt;(new MnistNet(seed: 1), new Adam(), new TrainerOptions { Communicator = Mpi.World });
/// trainer.Fit(train, new FitOptions { Epochs = 20, BatchSize = 128 });
/// </code></example>
public static class Mpi
{
    private const int OneThreadAtATime = 2;

    private static readonly TimeSpan hintAfter = TimeSpan.FromSeconds(30);
    private static readonly Lock gate = new();
    private static MpiCommunicator? world;

    /// <summary>
    /// All processes that were started together; a process that no launcher started is the only rank. Asking for it begins MPI, which ends
    /// when the process does. A process that ends by an exception that nobody catches, or with another exit code than 0, ends all others
    /// and says which it was and why.
    /// </summary>
    /// <exception cref="MpiNotAvailableException">There is no MPI on this system, or not the launcher's.</exception>
    /// <exception cref="MpiException">MPI could not begin.</exception>
    public static Communicator World
    {
        get
        {
            lock (gate)
                return world ??= Begin();
        }
    }

    private static unsafe MpiCommunicator Begin()
    {
        MpiLibrary mpi = MpiLibrary.Load();
        int begun = 0, provided = 0;
        mpi.Check(mpi.Initialized(&begun), "MPI_Initialized");
        mpi.Check(begun == 0 ? mpi.InitThread(null, null, OneThreadAtATime, &provided) : mpi.QueryThread(&provided),
            begun == 0 ? "MPI_Init_thread" : "MPI_Query_thread");
        var ranks = new MpiCommunicator(mpi, provided >= OneThreadAtATime);
        if (begun != 0)
            return ranks;
        AppDomain.CurrentDomain.UnhandledException += (_, end) => EndAll(ranks, end.ExceptionObject as Exception);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End(mpi, ranks);
        return ranks;
    }

    private static void EndAll(MpiCommunicator ranks, Exception? exception)
    {
        if (ranks.Size > 1)
            ranks.Abort(exception?.ToString() ?? "an exception that nobody caught");
    }

    private static unsafe void End(MpiLibrary mpi, MpiCommunicator ranks)
    {
        // The others would wait for this one for ever.
        if (Environment.ExitCode != 0 && ranks.Size > 1)
            ranks.Abort($"ended with exit code {Environment.ExitCode}");
        // It returns when all ranks are here. One that left a training early would hold up the others without a word.
        using var hint = new Timer(
            _ => Console.Error.WriteLine($"{ranks.Name} has come to its end and waits for the others. If they wait for it, all must call "
                + "Fit, Step and Evaluate alike."), null, hintAfter, Timeout.InfiniteTimeSpan);
        _ = mpi.FinalizeAll();
    }
}
