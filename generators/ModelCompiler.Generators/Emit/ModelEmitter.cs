using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Emit.CSharp;
using ModelCompiler.Generators.Emit.OpenCL;

namespace ModelCompiler.Generators.Emit;

/// <summary>CompiledModel → files, each with one reason to open it.</summary>
internal static class ModelEmitter
{
    public static IReadOnlyList<GeneratedFile> Emit(CompiledModel model)
    {
        var library = new KernelLibrary();
        var schedule = new LaunchSchedule(model, library);
        var names = new MemoryNames();
        var files = new List<GeneratedFile>
        {
            File(model.Spec, "Model", ModelFileEmitter.Emit(model)),
            File(model.Spec, "Forward", ProgramEmitter.EmitForward(model, schedule, names)),
        };
        if (model.Training is not null) files.Add(File(model.Spec, "Backward", ProgramEmitter.EmitBackward(model, schedule)));
        files.Add(File(model.Spec, "Dispatch", DispatchEmitter.Emit(model, schedule, names)));
        for (int t = 0; t < model.Options.Targets.Count; t++)
        {
            files.Add(File(model.Spec, $"Kernels.{model.Options.Targets[t].Name}", KernelEmitter.Emit(model, library, t)));
        }

        if (model.Options.OpenCL) files.Add(File(model.Spec, "OpenCL", OpenCLEmitter.Emit(model)));
        if (model.Calibration is not null) files.AddRange(Calibration(model));
        return files;
    }

    /// <summary>The program that calibration runs, as a model without a class.</summary>
    private static IEnumerable<GeneratedFile> Calibration(CompiledModel model)
    {
        CompiledModel observed = CalibrationEmitter.ProgramOf(model);
        var library = new KernelLibrary();
        var schedule = new LaunchSchedule(observed, library);
        var names = new MemoryNames();
        yield return File(model.Spec, "Calibration.Layout", CalibrationEmitter.Emit(observed));
        yield return File(model.Spec, "Calibration.Forward", ProgramEmitter.EmitForward(observed, schedule, names));
        yield return File(model.Spec, "Calibration.Dispatch", DispatchEmitter.Emit(observed, schedule, names));
        for (int t = 0; t < model.Options.Targets.Count; t++)
            yield return File(model.Spec, $"Calibration.Kernels.{model.Options.Targets[t].Name}", KernelEmitter.Emit(observed, library, t));
    }

    public static GeneratedFile File(ModelSpec spec, string part, string text) => new(spec.FullName, part, text);
}
