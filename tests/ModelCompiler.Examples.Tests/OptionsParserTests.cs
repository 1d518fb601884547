using Digits;

namespace ModelCompiler.Examples.Tests;

public sealed class OptionsParserTests
{
    [Fact]
    public void NoArgumentsGiveTheDefaults()
    {
        var run = Assert.IsType<CommandLineOutcome.Run>(OptionsParser.Parse([]));

        Assert.Equal(new Options(), run.Options);
    }

    [Fact]
    public void EveryOptionIsRead()
    {
        string[] arguments =
        [
            "--data", "folder", "--epochs", "6", "--batch", "128", "--seed", "9", "--threads", "1", "--optimizer", "sgd",
            "--lr", "0.25", "--net", "lenet", "--device", "opencl:nvidia", "--json", "a.json", "--output", "b.safetensors",
        ];

        var run = Assert.IsType<CommandLineOutcome.Run>(OptionsParser.Parse(arguments));

        var expected = new Options
        {
            Data = "folder",
            Epochs = 6,
            Batch = 128,
            Seed = 9,
            Threads = 1,
            Optimizer = OptimizerKind.Sgd,
            LearningRate = 0.25,
            Net = Net.LeNet,
            Device = "nvidia",
            Json = "a.json",
            Output = "b.safetensors",
        };
        Assert.Equal(expected, run.Options);
    }

    [Theory]
    [InlineData("cpu", null)]
    [InlineData("opencl", "")]
    [InlineData("OpenCL:1", "1")]
    [InlineData("opencl:cpu", "cpu")]
    public void DevicesAreTheProcessorOrOneOfOpenCL(string text, string? device)
    {
        var run = Assert.IsType<CommandLineOutcome.Run>(OptionsParser.Parse(["--device", text]));

        Assert.Equal(device, run.Options.Device);
    }

    [Fact]
    public void DevicesAreListed() => Assert.IsType<CommandLineOutcome.ListDevices>(OptionsParser.Parse(["devices"]));

    [Theory]
    [InlineData("mnist", nameof(Net.Mnist))]
    [InlineData("keras", nameof(Net.Keras))]
    [InlineData("lenet", nameof(Net.LeNet))]
    [InlineData("MLP", nameof(Net.Mlp))]
    public void NetsHaveTheirNames(string name, string net)
    {
        var run = Assert.IsType<CommandLineOutcome.Run>(OptionsParser.Parse(["--net", name]));

        Assert.Equal(net, run.Options.Net.ToString());
    }

    [Theory]
    [InlineData("--epochs: expected a whole number from 1 to 10000, got '0'.", "--epochs", "0")]
    [InlineData("--batch: expected a whole number from 1 to 65536, got 'many'.", "--batch", "many")]
    [InlineData("--threads: expected a whole number from 1 to 1024, got '-2'.", "--threads", "-2")]
    [InlineData("--lr: expected a number above 0, such as 0.001, got 'NaN'.", "--lr", "NaN")]
    [InlineData("--device: expected cpu, opencl or opencl:NAME, got 'opencl:'.", "--device", "opencl:")]
    [InlineData("--lr: expected a number above 0, such as 0.001, got '-0.1'.", "--lr", "-0.1")]
    [InlineData("--net: expected mnist|keras|lenet|mlp, got 'vgg'.", "--net", "vgg")]
    [InlineData("--optimizer: expected adam|sgd, got 'newton'.", "--optimizer", "newton")]
    [InlineData("--output: expected a file that ends in .safetensors, got 'weights.bin'.", "--output", "weights.bin")]
    [InlineData("--data: expected a path, got an empty one.", "--data", "")]
    [InlineData("--data and --download exclude each other: give a folder, or let the example fetch MNIST.", "--download", "--data", "x")]
    public void AWrongValueIsOneClearLine(string message, params string[] arguments)
    {
        var mistake = Assert.IsType<CommandLineOutcome.Mistake>(OptionsParser.Parse(arguments));

        Assert.Equal(message, mistake.Message);
    }

    [Theory]
    [InlineData("--epoch", "3")]
    [InlineData("--epochs")]
    [InlineData("surplus")]
    public void AnUnknownOrIncompleteOptionIsNamed(params string[] arguments)
    {
        var mistake = Assert.IsType<CommandLineOutcome.Mistake>(OptionsParser.Parse(arguments));

        Assert.Contains(arguments[0], mistake.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', mistake.Message);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("--version")]
    public void HelpAndVersionAreShown(string argument) => Assert.IsType<CommandLineOutcome.Show>(OptionsParser.Parse([argument]));

    [Fact]
    public void TheRateFollowsTheOptimizer()
    {
        Assert.Equal(Options.AdamRate, new Options().Rate);
        Assert.Equal(Options.SgdRate, new Options { Optimizer = OptimizerKind.Sgd }.Rate);
        Assert.Equal(0.5, new Options { Optimizer = OptimizerKind.Sgd, LearningRate = 0.5 }.Rate);
    }
}
