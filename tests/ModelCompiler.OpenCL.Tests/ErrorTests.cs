using ModelCompiler.OpenCL.Child;
using Silk.NET.OpenCL;
using ModelCompiler.OpenCL.Runtime;
using ModelCompiler.Training;

namespace ModelCompiler.OpenCL.Tests;

public sealed class ErrorTests : IDisposable
{
    public void Dispose()
    {
        LinearClassifier.Edit = program => program;
        OpenCLErrors.Override = null;
    }

    [Theory]
    [InlineData(-5, "CL_OUT_OF_RESOURCES (-5)")]
    [InlineData(-34, "CL_INVALID_CONTEXT (-34)")]
    [InlineData(-1001, "CL_PLATFORM_NOT_FOUND_KHR (-1001)")]
    [InlineData(-4711, "-4711")]
    public void Codes_have_the_names_of_the_specification(int code, string expected) => Assert.Equal(expected, OpenCLErrors.Describe(code));

    [Fact]
    public void Every_code_makes_an_exception_that_names_the_call_and_says_what_to_do()
    {
        foreach (ErrorCodes code in Enum.GetValues<ErrorCodes>().Where(c => c != ErrorCodes.Success))
        {
            OpenCLException exception = OpenCLErrors.ToException((int)code, "clSomething", null, "kernel 'k'");
            Assert.Equal(("clSomething", (int)code), (exception.Call, exception.Code));
            Assert.StartsWith($"kernel 'k': clSomething returned {OpenCLErrors.Describe((int)code)}: ", exception.Message);
            Assert.EndsWith(".", exception.Message);
        }
    }

    [DeviceFact]
    public void A_kernel_that_does_not_build_shows_the_compilers_log_and_leaks_nothing()
    {
        LinearClassifier.Edit = program => program with { Prelude = "int sample_of(void) { return undeclared_thing; }\n" };
        int open = OpenCLHandle.Open;
        using (OpenCLModel<LinearClassifier> model = new LinearClassifier().ToOpenCL(options: Options))
        {
            var exception = Assert.Throws<OpenCLBuildException>(() => model.Predict(LinearClassifier.Samples(2)));
            Assert.Equal("forward", exception.KernelName);
            Assert.Contains("undeclared_thing", exception.Log);
            Assert.Contains("undeclared_thing", exception.Message);
            Assert.Contains(OpenCLDevice.Default.Name, exception.Message);
        }

        Assert.Equal(open, OpenCLHandle.Open);
    }

    [DeviceFact]
    public void A_batch_past_the_devices_buffers_is_refused_with_both_sizes()
    {
        // One sample of this arena is larger than any device's buffers.
        LinearClassifier.Edit = program => program with
        {
            Layout = program.Layout with { Training = program.Layout.Training! with { FloatsPerSample = 1L << 44 } },
        };
        using OpenCLModel<LinearClassifier> model = new LinearClassifier().ToOpenCL(options: Options);
        var trainer = new Trainer<LinearClassifier>(model, new Sgd());
        var exception = Assert.Throws<OpenCLLimitException>(() => trainer.Step(LinearClassifier.Samples(1), LinearClassifier.Labels(1)));
        Assert.Contains("the arena of 'LinearClassifier' for 1 sample", exception.Message);
        Assert.Contains("MiB", exception.Message);
    }

    [DeviceTheory]
    [InlineData("clCreateContext", -6, typeof(OpenCLOutOfMemoryException))]
    [InlineData("clCreateCommandQueue", -5, typeof(OpenCLOutOfMemoryException))]
    [InlineData("clCreateBuffer", -4, typeof(OpenCLOutOfMemoryException))]
    [InlineData("clEnqueueWriteBuffer", -2, typeof(OpenCLDeviceLostException))]
    public void A_device_that_fails_while_a_model_is_brought_to_it_leaves_nothing_behind(string call, int code, Type expected)
    {
        int open = OpenCLHandle.Open;
        OpenCLErrors.Override = (called, returned) => called == call ? code : returned;
        var exception = (OpenCLException)Assert.Throws(expected, () => new LinearClassifier().ToOpenCL(options: Options));
        Assert.Equal(call, exception.Call);
        // An object whose making was said to fail was made all the same, and is the override's to lose; nothing else may be.
        Assert.Equal(open, OpenCLHandle.Open);
    }

    [DeviceTheory]
    [InlineData("clEnqueueNDRangeKernel", -36)]
    [InlineData("clEnqueueReadBuffer", -2)]
    [InlineData("clSetKernelArg", -1121)]
    [InlineData("clEnqueueReadBuffer", -14)]
    public void A_device_that_disappears_while_training_is_a_typed_exception_and_leaks_nothing(string call, int code)
    {
        int open = OpenCLHandle.Open;
        using (OpenCLModel<LinearClassifier> model = new LinearClassifier().ToOpenCL(options: Options))
        {
            var trainer = new Trainer<LinearClassifier>(model, new Adam());
            trainer.Step(LinearClassifier.Samples(4), LinearClassifier.Labels(4));
            OpenCLErrors.Override = (called, returned) => called == call ? code : returned;
            Assert.Throws<OpenCLDeviceLostException>(() => trainer.Step(LinearClassifier.Samples(5), LinearClassifier.Labels(5)));
            OpenCLErrors.Override = null;
            Assert.Equal(1, trainer.StepCount);
            // The exception has left the model: another call is not refused as a second thread's.
            trainer.Step(LinearClassifier.Samples(4), LinearClassifier.Labels(4));
        }

        Assert.Equal(open, OpenCLHandle.Open);
    }

    [DeviceFact]
    public void A_kernel_that_no_device_can_run_is_refused_with_the_reasons()
    {
        LinearClassifier.Edit = program => program with
        {
            Kernels = [program.Kernels[0] with { Variants = [program.Kernels[0].Variants[0], Hungry(program.Kernels[0].Variants[2])] }, .. program.Kernels[1..]],
        };
        using OpenCLModel<LinearClassifier> model = new LinearClassifier().ToOpenCL(options: Options);
        var exception = Assert.Throws<OpenCLLimitException>(() => model.Predict(LinearClassifier.Samples(2)));
        Assert.Contains("'forward'", exception.Message);
        Assert.Contains("groups of 1048576 work items", exception.Message);
        Assert.Contains("2147483647 bytes of local memory", exception.Message);
    }

    [DeviceFact]
    public void Use_after_disposal_says_so()
    {
        OpenCLModel<LinearClassifier> model = new LinearClassifier().ToOpenCL(options: Options);
        model.Dispose();
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Predict(LinearClassifier.Samples(1)));
        Assert.Throws<ObjectDisposedException>(() => model.CopyParametersTo(model.Model));
    }

    [DeviceFact]
    public void An_optimizer_of_ones_own_is_refused_with_the_way_out()
    {
        using OpenCLModel<LinearClassifier> model = new LinearClassifier().ToOpenCL(options: Options);
        var exception = Assert.Throws<NotSupportedException>(() => new Trainer<LinearClassifier>(model, new OwnRule()));
        Assert.Contains("'OwnRule'", exception.Message);
        Assert.Contains("on the processor", exception.Message);
    }

    private static OpenCLOptions Options => new() { CachePath = "" };

    private static KernelVariant Hungry(KernelVariant variant) => variant with { Steps = [variant.Steps[0] with { LocalBytes = int.MaxValue }] };

    private sealed class OwnRule() : Optimizer(0.1)
    {
        protected internal override void Update(in OptimizerChunk chunk) => chunk.Weights.Clear();
    }
}
