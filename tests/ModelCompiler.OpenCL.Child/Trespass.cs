using System.Text;
using ModelCompiler.OpenCL.Runtime;

namespace ModelCompiler.OpenCL.Child;

/// <summary>Kernels that do what a watcher of kernels must notice.</summary>
internal static class Trespass
{
    /// <summary>A prediction whose kernel is changed.</summary>
    /// <param name="what"><c>past-end</c> reads far past the weights; <c>race</c> lets all work items write one float.</param>
    public static void Run(string what)
    {
        string added = what == "race" ? "output[outputAt] = (float)n;" : "output[outputAt] = weights[weightsAt + 1000000 + n];";
        LinearClassifier.Edit = program => program with { Kernels = [With(program.Kernels[0], added), .. program.Kernels[1..]] };
        using OpenCLModel<LinearClassifier> model = new LinearClassifier().ToOpenCL(options: new OpenCLOptions { CachePath = "", Tune = false });
        model.Predict(LinearClassifier.Samples(5));
    }

    private static DeviceKernel With(DeviceKernel kernel, string added)
    {
        KernelStep step = kernel.Variants[1].Steps[0];
        const string place = "int n = sample_of();";
        string changed = Encoding.UTF8.GetString(step.Source()).Replace(place, place + " " + added);
        return new DeviceKernel(kernel.Name, new KernelVariant("", new KernelStep(step.Name, changed, step.Range, step.Numbers)));
    }
}
