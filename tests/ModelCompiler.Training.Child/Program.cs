using ModelCompiler.Training;
using ModelCompiler.Training.Child;

// What tests run in processes of their own: a training that is killed, one with a handler on another thread, the JIT with settings of its own.
switch (args)
{
    case ["train", string folder, string milliseconds]:
        // Slow enough to be killed anywhere: while it trains, writes, validates.
        int wait = int.Parse(milliseconds);
        string bits = Run.Train(folder, _ => Thread.Sleep(wait));
        Console.WriteLine(bits);
        return 0;
    case ["progress"]:
        var model = new ClassesNet(seed: 1);
        Dataset4.Fit(model, new Progress<FitProgress>(_ => model.Predict(new float[4])));
        Thread.Sleep(500); // The handlers run on other threads, perhaps after the fit.
        return 0;
    case ["kernels", string assembly]:
        // What the JIT makes of them goes where its settings in the environment say.
        Kernels.Compile(assembly);
        return 0;
    default:
        Console.Error.WriteLine("train FOLDER MILLISECONDS | progress | kernels ASSEMBLY");
        return 2;
}
