// Four networks, trained on Fashion-MNIST, then predicting with weights in single precision, bfloat16 and int8, and with activations in
// int8, too: accuracy, time and bytes, in C# and on OpenCL devices.
//
//   dotnet run -c Release --project benchmarks/precision [-- --data DIR --epochs 3 --samples 20000 --rounds 5 --no-devices]
//   dotnet run -c Release --project benchmarks/precision -- --training [--data DIR --epochs 3 --samples 20000 --seeds 1]
//
// With --training: two networks, trained on an OpenCL device with activations in single precision, bfloat16 and float16.
//
// Each round times all precisions of a network, one after another; medians of the rounds, and of the ratios within a round, are printed.
using System.Globalization;
using ModelCompiler;
using ModelCompiler.Benchmarks.Precisions;
using ModelCompiler.Data;
using ModelCompiler.OpenCL;

string data = Text("--data", "/usr/share/datasets/fashion-mnist");
string[] files = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];
string? missing = files.FirstOrDefault(f => !Directory.Exists(data) || Directory.GetFiles(data, f + "*").Length == 0);
if (missing is not null) return Refuse(
    $"'{data}' has no {missing}: install Debian's package dataset-fashion-mnist, or say --data DIR with the four files of MNIST's format.");
foreach (string option in (string[])["--samples", "--epochs", "--rounds", "--seeds"])
{
    if (!int.TryParse(Text(option, "1"), NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1)
        return Refuse($"{option} takes a whole number from 1 on, not '{Text(option, "1")}'.");
}

Dataset Part(string part) =>
    Idx.Load(PathOf($"{part}-images-idx3-ubyte"), PathOf($"{part}-labels-idx1-ubyte"), classes: 10).Scale(1 / 255f);
string PathOf(string name) => Directory.GetFiles(data, name + "*")[0];

Dataset train = Part("train").Shuffle(seed: 1).Take(Number("--samples", 20_000)), test = Part("t10k");
if (args.Contains("--training"))
{
    if (OpenCLDevice.All.Count == 0) return Refuse("there is no OpenCL device here; PoCL makes one of a processor (.ci/opencl)");
    var training = new TrainingStudy(train, test, Number("--epochs", 3), Number("--seeds", 1), OpenCLDevice.Default);
    training.Run("LeNet-5", seed => new LeNet5(seed), seed => new LeNet5TrainedInBFloat16(seed), seed => new LeNet5TrainedInFloat16(seed));
    training.Run(
        "a small ResNet", seed => new SmallResNet(seed), seed => new SmallResNetTrainedInBFloat16(seed),
        seed => new SmallResNetTrainedInFloat16(seed));
    training.Print();
    return 0;
}

var study = new Study(
    train, test, Number("--epochs", 3), Number("--rounds", 5),
    args.Contains("--no-devices") ? [] : [.. OpenCLDevice.All.Take(1)]);
study.Run("perceptron, 784-512-256-10", new Mlp(seed: 1), new MlpBFloat16(seed: 1), new MlpInt8(seed: 1), new MlpInt8Activations(seed: 1));
study.Run("LeNet-5", new LeNet5(seed: 1), new LeNet5BFloat16(seed: 1), new LeNet5Int8(seed: 1), new LeNet5Int8Activations(seed: 1));
study.Run("the README's network", new MnistCnn(seed: 1), new MnistCnnBFloat16(seed: 1), new MnistCnnInt8(seed: 1),
    new MnistCnnInt8Activations(seed: 1));
study.Run(
    "a small VGG", new SmallVgg(seed: 1), new SmallVggBFloat16(seed: 1), new SmallVggInt8(seed: 1), new SmallVggInt8Activations(seed: 1));
study.Time("VGG-16", new Vgg16(seed: 1), new Vgg16BFloat16(seed: 1), new Vgg16Int8(seed: 1), new Vgg16Int8Activations(seed: 1));
study.Print();
return 0;

static int Refuse(string why)
{
    Console.Error.WriteLine(why);
    return 2;
}

string Text(string option, string missing)
{
    int at = Array.IndexOf(args, option);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : missing;
}

int Number(string option, int missing) =>
    int.Parse(Text(option, missing.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
