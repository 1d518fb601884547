using ModelCompiler.Data;
using ModelCompiler.OpenCL.Child;
using ModelCompiler.Tests.Models;
using ModelCompiler.Training;

namespace ModelCompiler.OpenCL.Tests;

public sealed class TrainingTests : IDisposable
{
    public void Dispose() => LinearClassifier.Edit = program => program;

    public static TheoryData<string> Optimizers => [.. OptimizerCases.All.Keys];

    [DeviceFact]
    public void Predictions_are_the_processors()
    {
        var model = new LinearClassifier(seed: 3);
        using OpenCLModel<LinearClassifier> onDevice = ToDevice(model);
        foreach (int samples in (int[])[1, 7, 64, 3, 0])
            AssertClose(model.Predict(LinearClassifier.Samples(samples)), onDevice.Predict(LinearClassifier.Samples(samples)), 1e-6);
    }

    [DeviceFact]
    public void Batches_larger_than_the_arena_stream_through_it()
    {
        // Two samples fill the arena of a prediction.
        LinearClassifier.Edit = program => program with
        {
            Layout = program.Layout with { Inference = program.Layout.Inference with { FloatsPerSample = 30L << 20 } },
        };
        var model = new LinearClassifier(seed: 3);
        using OpenCLModel<LinearClassifier> onDevice = ToDevice(model);
        AssertClose(model.Predict(LinearClassifier.Samples(5)), onDevice.Predict(LinearClassifier.Samples(5)), 1e-6);
    }

    [DeviceTheory]
    [MemberData(nameof(Optimizers))]
    public void Steps_are_the_processors_in_loss_gradients_and_weights(string optimizer)
    {
        var model = new LinearClassifier(seed: 3);
        var device = new LinearClassifier(seed: 3);
        using OpenCLModel<LinearClassifier> onDevice = ToDevice(device);
        var trainer = new Trainer<LinearClassifier>(model, OptimizerCases.All[optimizer]());
        var deviceTrainer = new Trainer<LinearClassifier>(onDevice, OptimizerCases.All[optimizer]());
        for (int step = 0; step < 10; step++)
        {
            // The last batch of an epoch is smaller.
            int batch = step == 5 ? 70 : 100;
            float[] samples = LinearClassifier.Samples(batch, step);
            float expected = trainer.Step(samples, LinearClassifier.Labels(batch));
            float actual = deviceTrainer.Step(samples, LinearClassifier.Labels(batch));
            Assert.Equal(expected, actual, 1e-4 * expected);
            foreach (ParameterTensor gradient in trainer.Gradients)
                AssertClose(gradient.Span, deviceTrainer.Gradients[gradient.Name].Span, 1e-6);
        }

        Assert.Equal(10, deviceTrainer.StepCount);
        onDevice.CopyParametersTo(device);
        foreach (ParameterTensor weights in model.Parameters)
            AssertClose(weights.Span, device.Parameters[weights.Name].Span, 1e-5);
    }

    [DeviceTheory]
    [InlineData("rmsprop centered momentum")]
    [InlineData("nadam")]
    [InlineData("clip norm, decay of some")]
    [InlineData("lookahead, all options")]
    public void A_run_goes_on_bit_for_bit_from_what_was_read(string optimizer)
    {
        LinearClassifier whole = new(seed: 3), begun = new(seed: 3);
        using OpenCLModel<LinearClassifier> wholeOnDevice = Untuned(whole), begunOnDevice = Untuned(begun);
        Optimizer first = OptimizerCases.All[optimizer](), second = OptimizerCases.All[optimizer]();
        IStepRunner undisturbed = Runner(wholeOnDevice, OptimizerCases.All[optimizer]()), before = Runner(begunOnDevice, first);
        for (int step = 0; step < 5; step++)
            Step(step, undisturbed, before);
        begunOnDevice.CopyParametersTo(begun);
        using OpenCLModel<LinearClassifier> resumedOnDevice = Untuned(begun);
        IStepRunner after = Runner(resumedOnDevice, second);
        IOptimizerMemory from = before.OptimizerMemory, to = after.OptimizerMemory;
        var buffer = new float[from.Length];
        for (int b = 0; b < from.Names.Count; b++)
        {
            from.Read(b, buffer);
            to.Write(b, buffer);
        }

        (to.Step, to.Epoch) = (from.Step, from.Epoch);
        var numbers = new Dictionary<string, double>();
        first.SaveState(numbers);
        second.LoadState(numbers);
        for (int step = 5; step < 10; step++)
            Step(step, undisturbed, after);
        wholeOnDevice.CopyParametersTo(whole);
        resumedOnDevice.CopyParametersTo(begun);
        foreach (ParameterTensor weights in whole.Parameters)
            Assert.Equal(weights.Span, begun.Parameters[weights.Name].Span);

        static OpenCLModel<LinearClassifier> Untuned(LinearClassifier model) => model.ToOpenCL(options: new OpenCLOptions { CachePath = "", Tune = false });

        static IStepRunner Runner(OpenCLModel<LinearClassifier> model, Optimizer rule) => ((IDeviceModel<LinearClassifier>)model).CreateRunner(rule);

        static void Step(int step, params ReadOnlySpan<IStepRunner> runners)
        {
            foreach (IStepRunner runner in runners)
                runner.Step(LinearClassifier.Samples(33, step), new StepTargets(LinearClassifier.Labels(33)), seed: 0, finiteOnly: false);
        }
    }

    [DeviceFact]
    public void Averages_take_the_place_of_the_weights_and_give_it_back()
    {
        LinearClassifier model = new(seed: 3), device = new(seed: 3);
        using OpenCLModel<LinearClassifier> onDevice = ToDevice(device);
        var trainer = new Trainer<LinearClassifier>(model, new Adam(0.05) { UseEma = true, EmaMomentum = 0.7 });
        var deviceTrainer = new Trainer<LinearClassifier>(onDevice, new Adam(0.05) { UseEma = true, EmaMomentum = 0.7 });
        float[] samples = LinearClassifier.Samples(33);
        for (int step = 0; step < 4; step++)
        {
            trainer.Step(samples, LinearClassifier.Labels(33));
            deviceTrainer.Step(samples, LinearClassifier.Labels(33));
        }

        float[] own = onDevice.Predict(samples);
        LinearClassifier average = new(), deviceAverage = new();
        trainer.CopyAveragedWeightsTo(average);
        deviceTrainer.CopyAveragedWeightsTo(deviceAverage);
        deviceTrainer.SwapAveragedWeights();
        AssertClose(average.Predict(samples), deviceAverage.Predict(samples), 1e-5);
        AssertClose(average.Predict(samples), onDevice.Predict(samples), 1e-5);
        deviceTrainer.SwapAveragedWeights();
        Assert.Equal(own, onDevice.Predict(samples));
    }

    [DeviceFact]
    public void Dense_targets_train_as_labels_do()
    {
        using OpenCLModel<LinearClassifier> first = ToDevice(new(seed: 3)), second = ToDevice(new(seed: 3));
        float[] targets = [.. LinearClassifier.Labels(20).SelectMany(label => Enumerable.Range(0, 3).Select(c => c == label ? 1f : 0f))];
        float byLabel = new Trainer<LinearClassifier>(first, new Adam()).Step(LinearClassifier.Samples(20), LinearClassifier.Labels(20));
        float byTarget = new Trainer<LinearClassifier>(second, new Adam()).Step(LinearClassifier.Samples(20), targets);
        Assert.Equal(byLabel, byTarget);
    }

    [DeviceFact]
    public void Two_runs_give_the_same_bits() => Assert.Equal(RunBits(), RunBits());

    [DeviceFact]
    public void A_fit_has_the_processors_losses_and_accuracies()
    {
        var data = new Dataset(LinearClassifier.Samples(300), LinearClassifier.Labels(300), LinearClassifier.InputSize);
        var options = new FitOptions { Epochs = 3, BatchSize = 32, Validation = data };
        using OpenCLModel<LinearClassifier> onDevice = ToDevice(new(seed: 3));
        History expected = new Trainer<LinearClassifier>(new LinearClassifier(seed: 3), new Adam(0.01)).Fit(data, options);
        History actual = new Trainer<LinearClassifier>(onDevice, new Adam(0.01)).Fit(data, options);
        foreach ((EpochResult one, EpochResult other) in expected.Epochs.Zip(actual.Epochs))
        {
            Assert.Equal(one.Loss, other.Loss, 1e-5);
            Assert.Equal(one.Accuracy, other.Accuracy, 0.011);
            Assert.Equal(one.ValidationLoss, other.ValidationLoss, 1e-5);
            Assert.Equal(one.ValidationAccuracy, other.ValidationAccuracy, 0.011);
        }
    }

    [DeviceFact]
    public void A_loss_that_is_not_finite_keeps_the_weights()
    {
        using OpenCLModel<LinearClassifier> onDevice = ToDevice(new(seed: 3));
        float[] samples = LinearClassifier.Samples(4);
        float[] before = onDevice.Predict(samples);
        float[] broken = LinearClassifier.Samples(4);
        broken[5] = float.NaN;
        var trainer = new Trainer<LinearClassifier>(onDevice, new Adam());
        Assert.Throws<TrainingDivergedException>(() => trainer.Fit(new Dataset(broken, LinearClassifier.Labels(4), 4)));
        Assert.Equal(before, onDevice.Predict(samples));
        Assert.Equal(0, trainer.StepCount);
        // A single step is asked for as it is.
        Assert.True(float.IsNaN(trainer.Step(broken, LinearClassifier.Labels(4))));
        Assert.Equal(1, trainer.StepCount);
    }

    [DeviceFact]
    public void A_step_moves_the_batch_and_its_labels_there_and_the_loss_back()
    {
        using OpenCLModel<LinearClassifier> onDevice = ToDevice(new());
        var trainer = new Trainer<LinearClassifier>(onDevice, new Adam());
        trainer.Step(LinearClassifier.Samples(10), LinearClassifier.Labels(10));
        (long there, long back) = (onDevice.BytesToDevice, onDevice.BytesFromDevice);
        trainer.Step(LinearClassifier.Samples(10), LinearClassifier.Labels(10));
        Assert.Equal(10 * (4 * sizeof(float) + sizeof(int)), onDevice.BytesToDevice - there);
        // The loss, and how many were recognised.
        Assert.Equal(2 * sizeof(float), onDevice.BytesFromDevice - back);

        (there, back) = (onDevice.BytesToDevice, onDevice.BytesFromDevice);
        _ = trainer.Gradients;
        Assert.Equal(0, onDevice.BytesToDevice - there);
        // Two trained tensors, each rounded up to 16 floats.
        Assert.Equal(2 * 16 * sizeof(float), onDevice.BytesFromDevice - back);
    }

    [DeviceFact]
    public void Weights_move_when_asked_only()
    {
        var model = new LinearClassifier(seed: 3);
        float[] samples = LinearClassifier.Samples(4);
        float[] untrained = model.Predict(samples);
        using OpenCLModel<LinearClassifier> onDevice = ToDevice(model);
        new Trainer<LinearClassifier>(onDevice, new Adam(0.1)).Step(samples, LinearClassifier.Labels(4));
        Assert.Equal(untrained, model.Predict(samples));
        int version = model.Parameters.Version;
        onDevice.CopyParametersTo(model);
        Assert.True(model.Parameters.Version > version);
        AssertClose(onDevice.Predict(samples), model.Predict(samples), 1e-6);
        onDevice.CopyParametersFrom(new LinearClassifier(seed: 3));
        AssertClose(untrained, onDevice.Predict(samples), 1e-6);
    }

    [DeviceFact]
    public void Weights_trained_on_a_device_are_saved_and_loaded()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "weights.safetensors");
        float[] samples = LinearClassifier.Samples(4);
        using OpenCLModel<LinearClassifier> trained = ToDevice(new(seed: 3)), other = ToDevice(new(seed: 4));
        new Trainer<LinearClassifier>(trained, new Adam(0.1)).Step(samples, LinearClassifier.Labels(4));
        trained.Save(file);
        other.Load(file);
        Assert.Equal(trained.Predict(samples), other.Predict(samples));
    }

    [DeviceFact]
    public void Steps_and_predictions_allocate_nothing()
    {
        using OpenCLModel<LinearClassifier> onDevice = ToDevice(new());
        var trainer = new Trainer<LinearClassifier>(onDevice, new Adam());
        float[] samples = LinearClassifier.Samples(10), outputs = new float[30];
        int[] labels = LinearClassifier.Labels(10);
        void Run()
        {
            trainer.Step(samples, labels);
            onDevice.Predict(samples, outputs);
        }

        for (int i = 0; i < 3; i++)
            Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
            Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [DeviceFact]
    public void Nothing_is_left_after_disposal()
    {
        int open = OpenCLHandle.Open;
        for (int i = 0; i < 3; i++)
        {
            using OpenCLModel<LinearClassifier> onDevice = ToDevice(new());
            var trainer = new Trainer<LinearClassifier>(onDevice, new Adam());
            trainer.Step(LinearClassifier.Samples(10), LinearClassifier.Labels(10));
            trainer.Evaluate(new Dataset(LinearClassifier.Samples(9), LinearClassifier.Labels(9), 4), batchSize: 4);
            Assert.True(OpenCLHandle.Open > open);
        }

        Assert.Equal(open, OpenCLHandle.Open);
    }

    [DeviceFact]
    public void A_profile_names_every_kernel_of_a_step()
    {
        using OpenCLModel<LinearClassifier> onDevice = new LinearClassifier().ToOpenCL(options: new OpenCLOptions { CachePath = "", Profile = true });
        var trainer = new Trainer<LinearClassifier>(onDevice, new Adam());
        for (int i = 0; i < 3; i++)
            trainer.Step(LinearClassifier.Samples(10), LinearClassifier.Labels(10));
        string[] launches = [.. onDevice.Profile.Select(t => t.Launch).Distinct().Order()];
        string[] expected =
        [
            "count_right", "dense_1", "dense_1.bias gradient", "dense_1.kernel gradient", "dense_1.kernel penalty", "labels_to_targets", "loss", "mean_loss",
            "update",
        ];
        Assert.Equal(expected, launches);
        Assert.All(onDevice.Profile, time => Assert.Equal(3, time.Launches));
        // Of the gradient's two steps the first carries the work.
        Assert.Equal(3 * 10 * 12, onDevice.Profile.Where(t => t.Launch == "dense_1.kernel gradient").Sum(t => t.MultiplyAdds));
    }

    private static OpenCLModel<LinearClassifier> ToDevice(LinearClassifier model) => model.ToOpenCL(options: new OpenCLOptions { CachePath = "" });

    private static uint[] RunBits()
    {
        var model = new LinearClassifier(seed: 3);
        // Trials may choose otherwise from run to run.
        using OpenCLModel<LinearClassifier> onDevice = model.ToOpenCL(options: new OpenCLOptions { CachePath = "", Tune = false });
        var trainer = new Trainer<LinearClassifier>(onDevice, new Adam(0.01));
        for (int step = 0; step < 5; step++)
            trainer.Step(LinearClassifier.Samples(33, step), LinearClassifier.Labels(33));
        onDevice.CopyParametersTo(model);
        return [.. model.Parameters.SelectMany(t => t.Span.ToArray()).Select(BitConverter.SingleToUInt32Bits)];
    }

    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], tolerance);
    }
}
