using System.Text;
using ModelCompiler.OpenCL.Child;
using ModelCompiler.OpenCL.Runtime;

namespace ModelCompiler.OpenCL.Tests;

public sealed class BuilderTests : IDisposable
{
    private const string BuildOptions = "-cl-std=CL1.2";

    public void Dispose() => LinearClassifier.Edit = program => program;

    [DeviceTheory]
    [InlineData(0)]
    [InlineData(1000)]
    public void Texts_that_were_prepared_are_not_built_again_and_a_wrong_one_is_said_when_it_is_asked_for(int together)
    {
        int open = OpenCLHandle.Open;
        using (var context = new DeviceContext(OpenCLDevice.Default, profiling: false))
        using (var builder = new ProgramBuilder(context, new CacheFolder("")))
        {
            builder.Prepare(
                [], [("first", Text("first")), ("second", Text("second")), ("again", Text("first")), ("wrong", "kernel void wrong() { undeclared_thing(); "u8.ToArray())], BuildOptions, together);
            Assert.Equal(2, builder.Built);
            builder.Kernel("first", Text("first"), BuildOptions).Dispose();
            builder.Kernel("second", Text("second"), BuildOptions).Dispose();
            Assert.Equal(2, builder.Built);
            var exception = Assert.Throws<OpenCLBuildException>(() => builder.Kernel("wrong", "kernel void wrong() { undeclared_thing(); "u8.ToArray(), BuildOptions));
            Assert.Equal("wrong", exception.KernelName);
        }

        Assert.Equal(open, OpenCLHandle.Open);
    }

    [DeviceTheory]
    [InlineData(true, 1, 0)]
    [InlineData(false, 2, 1)]
    public void A_last_resort_is_neither_built_nor_tried_where_another_fits(bool lastResort, int built, int trials)
    {
        LinearClassifier.Edit = program => program with { Kernels = [With(program.Kernels[0], lastResort), .. program.Kernels[1..]] };
        Assert.Equal((built, trials), Predict());
    }

    [DeviceFact]
    public void A_last_resort_is_taken_where_no_other_fits()
    {
        LinearClassifier.Edit = program =>
        {
            DeviceKernel kernel = With(program.Kernels[0], lastResort: true);
            return program with { Kernels = [new DeviceKernel(kernel.Name, kernel.Variants[0], kernel.Variants[2]), .. program.Kernels[1..]] };
        };
        Assert.Equal((1, 0), Predict());
    }

    /// <summary>Of its three variants the first fits no device.</summary>
    private static DeviceKernel With(DeviceKernel kernel, bool lastResort) =>
        new(kernel.Name, kernel.Variants[0], kernel.Variants[1], kernel.Variants[2] with { LastResort = lastResort });

    private static (int Built, int Trials) Predict()
    {
        using OpenCLModel<LinearClassifier> model = new LinearClassifier(seed: 1).ToOpenCL(options: new OpenCLOptions { CachePath = "" });
        model.Predict(LinearClassifier.Samples(2));
        return (model.Work.Built, model.Work.Trials);
    }

    private static byte[] Text(string name) => Encoding.UTF8.GetBytes($"kernel void {name}(global float *x) {{ x[get_global_id(0)] = 1.0f; }}");
}
