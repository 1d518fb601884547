using System.Globalization;
using ModelCompiler.Training;
using MpiTests;

// What tests run under mpirun.
switch (args)
{
    case ["scenarios"]:
        foreach (string line in new Scenarios(new TrainerOptions { Seed = 11, Communicator = Mpi.World, OverlapGradients = true }).All())
            Say(line);
        return 0;
    case ["undivided"]:
        foreach (string line in new Scenarios(new TrainerOptions { Seed = 11, BatchParts = 4 }).All())
            Console.WriteLine($"[0] {line}");
        return 0;
    case ["fastest"]:
        foreach (string line in new Scenarios(new TrainerOptions { Seed = 11, Communicator = Mpi.World, GradientReduction = GradientReduction.Fastest }).All())
            Say(line);
        return 0;
    case ["device"]:
        Say(Devices.Train(count: 0, new TrainerOptions { Seed = 11, Communicator = Mpi.World }));
        return 0;
    case ["devices", string count]:
        Console.WriteLine($"[0] {Devices.Train(Number(count), new TrainerOptions { Seed = 11 })}");
        return 0;
    case ["end", string how, string rank]:
        Failures.End(how, Number(rank));
        return 0;
    case ["differ", string what, string rank]:
        Failures.Differ(what, Number(rank), Mpi.World);
        return 0;
    case ["resume", string folder, string rank, string step, string milliseconds]:
        Say(Resumed.Train(folder, Number(rank), Number(step), Number(milliseconds)));
        return 0;
    case ["stops", string times, string seed]:
        Say(Failures.StartAndStop(Number(times), Number(seed)));
        return 0;
    default:
        Console.Error.WriteLine("scenarios | undivided | fastest | device | devices COUNT | end HOW RANK | differ WHAT RANK | resume FOLDER RANK STEP MILLISECONDS | stops TIMES SEED");
        return 2;
}

static int Number(string text) => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

static void Say(string line) => Console.WriteLine($"[{Mpi.World.Rank}] {line}");
