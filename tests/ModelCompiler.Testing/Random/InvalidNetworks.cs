namespace ModelCompiler.Testing.Random;

/// <summary>A declaration that breaks one rule and no other.</summary>
/// <param name="Rule">What is wrong, in words.</param>
/// <param name="Name">The class's name.</param>
/// <param name="Declaration">Attributes and class.</param>
public sealed record InvalidSource(string Rule, string Name, string Declaration);

/// <summary>
/// Draws declarations that are wrong in one place, with sound layers of random sizes around it: the compiler must answer with a
/// diagnostic, never with an exception.
/// </summary>
public sealed class InvalidNetworks(ulong seed)
{
    private static readonly Rule[] Rules =
    [
        new("no input", Input: ""),
        new("an input extent of zero", Input: "[Input(8, 0, 3)]\n"),
        new("a negative input extent", Input: "[Input(8, 9, -3)]\n"),
        new("an input past every index", Input: "[Input(2000000000, 2000000000, 3)]\n"),
        new("not partial", Class: "public class {0} {{ }}\n"),
        new("a dense layer without units", Vector: "[Dense(0)]"),
        new("a negative number of units", Vector: "[Dense(-7)]"),
        new("no filters", Map: "[Conv2D(0, 1)]"),
        new("a kernel of size zero", Map: "[Conv2D(3, 0)]"),
        new("a kernel larger than the input", Map: "[Conv2D(3, 99)]"),
        new("a kernel higher than the input", Map: "[Conv2D(3, 99, 1)]"),
        new("a dilated kernel larger than the input", Map: "[Conv2D(3, 3, Dilation = 40)]"),
        new("a pooling window larger than the input", Map: "[MaxPooling2D(50)]"),
        new("a pooling window of size zero", Map: "[AveragePooling2D(0)]"),
        new("a negative stride", Map: "[Conv2D(3, 1, Strides = -1)]"),
        new("a negative pooling stride", Map: "[MaxPooling2D(2, Strides = -2)]"),
        new("a negative dilation", Map: "[Conv2D(3, 1, Dilation = -2)]"),
        new("negative padding", Map: "[Conv2D(3, 1, Pad = -1)]"),
        new("two kinds of padding", Map: "[Conv2D(3, 1, Pad = 1, Padding = Padding.Same)]"),
        new("negative zero padding", Map: "[ZeroPadding2D(-1)]"),
        new("a dense layer on a map", Map: "[Dense(4)]"),
        new("a convolution of a vector", Vector: "[Conv2D(4, 1)]"),
        new("pooling of a vector", Vector: "[AveragePooling2D(1)]"),
        new("global pooling of a vector", Vector: "[GlobalAveragePooling2D]"),
        new("zero padding of a vector", Vector: "[ZeroPadding2D(1)]"),
        new("a dropout rate of one", Vector: "[Dropout(1.0)]"),
        new("a negative dropout rate", Map: "[Dropout(-0.25)]"),
        new("a dropout rate that is no number", Vector: "[Dropout(double.NaN)]"),
        new("a reshape to another count", Map: "[Reshape(7919)]"),
        new("a reshape that leaves a rest", Map: "[Reshape(-1, 7919)]"),
        new("two open extents", Map: "[Reshape(-1, -1)]"),
        new("equal names", Map: "[ReLU(Name = \"twin\")]\n[Tanh(Name = \"twin\")]"),
        new("a name that nobody has", Map: "[Add(\"nobody\")]"),
        new("a layer further down", Map: "[Add(\"later\")]\n[ReLU(Name = \"later\")]"),
        new("a layer that reads itself", Map: "[ReLU(Name = \"loop\", From = \"loop\")]"),
        new("a branch that nobody reads", Map: "[Conv2D(5, 1)]\n[Conv2D(5, 1, From = \"input\")]"),
        new("a sum of nothing", Map: "[Add]"),
        new("a sum of unequal shapes", Map: "[Conv2D(5, 1, Name = \"five\")]\n[Conv2D(6, 1)]\n[Add(\"five\")]"),
        new("a product of a map and a vector", Map: "[Conv2D(5, 1, Name = \"map\")]", Vector: "[Multiply(\"map\")]"),
        new("a concatenation of unequal maps", Map: "[Conv2D(5, 1, Name = \"whole\")]\n[ZeroPadding2D(1)]\n[Concatenate(\"whole\")]"),
        new("a block parameter in a model", Map: "[Conv2D(Block.Width, 1)]"),
        new("a use of a class that is no block", Map: "[Use<object>]"),
        new("a block without layers", Map: "[Use<Empty>]", Class: "public partial class {0};\n\n[Block]\npublic class Empty;\n"),
        new("a block in itself", Map: "[Residual<Loop>]", Class: "public partial class {0};\n\n[Block]\n[ReLU]\n[Use<Loop>]\npublic class Loop;\n"),
        new("a block with an input", Map: "[Use<Body>]", Class: "public partial class {0};\n\n[Block]\n[Input(3)]\n[ReLU]\npublic class Body;\n"),
        new("a block whose width is not given", Map: "[Use<Body>]", Class: "public partial class {0};\n\n[Block]\n[Conv2D(Block.Width, 1)]\npublic class Body;\n"),
        new("a block whose width is no whole number", Map: "[Use<Body>(5)]", Class: "public partial class {0};\n\n[Block]\n[Conv2D(Block.Width / 2, 1)]\npublic class Body;\n"),
        new("a block that does not fit", Map: "[Use<Body>(Repeat = 2)]", Class: "public partial class {0};\n\n[Block]\n[Conv2D(3, 99)]\npublic class Body;\n"),
        new("a residual that no projection saves", Map: "[Residual<Body>]", Class: "public partial class {0};\n\n[Block]\n[ZeroPadding2D(1)]\npublic class Body;\n"),
        new("branches of unequal maps", Map: "[Branches<Same, Wider>]", Class: "public partial class {0};\n\n[Block]\n[ReLU]\npublic class Same;\n[Block]\n[ZeroPadding2D(1)]\npublic class Wider;\n"),
        new("no repetition", Map: "[Use<Body>(Repeat = 0)]", Class: "public partial class {0};\n\n[Block]\n[ReLU]\npublic class Body;\n"),
        new("a negative penalty", Vector: "[Dense(4, L2 = -0.5)]"),
        new("a penalty that is no number", Vector: "[Dense(4, L1 = double.NaN)]"),
        new("more weights than can be counted", Vector: "[Dense(2000000000)]\n[Dense(2000000000)]"),
        new("an unknown activation", Vector: "[Dense(4, Activation = (Activation)77)]"),
        new("an unknown initializer", Vector: "[Dense(4, KernelInitializer = (Initializer)77)]"),
        new("an unknown loss", Loss: "[Loss((Loss)77)]\n"),
        new("cross-entropy after tanh", Loss: "[Tanh]\n[Loss(Loss.CategoricalCrossEntropy)]\n"),
        new("binary cross-entropy after a rectifier", Loss: "[ReLU]\n[Loss(Loss.BinaryCrossEntropy)]\n"),
        new("groups that divide neither channels nor filters", Map: "[Conv2D(7, 1, Groups = 97)]"),
        new("no groups", Map: "[Conv2D(7, 1, Groups = 0)]"),
        new("an unknown precision", Model: "[Model(Precision = (Precision)7)]\n"),
        new("an unknown way to convolve", Map: "[Conv2D(7, 1, Algorithm = (Convolution)77)]"),
        new("a sequence layer on a map", Map: "[Conv1D(3, 1)]"),
        new("sequence pooling of a vector", Vector: "[MaxPooling1D(1)]"),
        new("a negative depth multiplier", Map: "[DepthwiseConv2D(1, DepthMultiplier = -1)]"),
        new("cropping of everything", Map: "[Cropping2D(99)]"),
        new("negative cropping", Map: "[Cropping2D(-1)]"),
        new("cropping of a vector", Vector: "[Cropping2D(1)]"),
        new("an enlargement by nothing", Map: "[UpSampling2D(0)]"),
        new("an unknown interpolation", Map: "[UpSampling2D(2, Interpolation = (Interpolation)77)]"),
        new("an even median", Map: "[MedianFilter2D(2)]"),
        new("a median larger than the input", Map: "[MedianFilter2D(51)]"),
        new("an unknown fixed kernel", Map: "[FixedConv2D((FixedKernel)77)]"),
        new("too few numbers for a kernel", Map: "[FixedConv2D(1, 3, 1, 2)]"),
        new("a kernel number that is none", Map: "[FixedConv2D(1, 2, 1, double.NaN)]"),
        new("a transposed convolution of a vector", Vector: "[Conv2DTranspose(3, 2)]"),
        new("a transposed convolution without filters", Map: "[Conv2DTranspose(0, 2)]"),
        new("a negative radius", Map: "[LocalResponseNormalization(DepthRadius = -1)]"),
        new("a response normalization that may divide by zero", Map: "[LocalResponseNormalization(Bias = 0)]"),
        new("limits that exclude each other", Map: "[Clip(2, 1)]"),
        new("a limit below zero", Map: "[ReLU(MaxValue = -1)]"),
        new("a slope below zero", Vector: "[ReLU(NegativeSlope = -0.5)]"),
        new("shared axes that there are not", Vector: "[PReLU(SharedAxes = new[] { 2 })]"),
        new("a slice past the end", Map: "[Slice(-1, 90, 5)]"),
        new("a slice of no axis", Map: "[Slice(0, 0, 1)]"),
        new("a slice of an axis that a vector lacks", Vector: "[Slice(2, 0, 1)]"),
        new("a part after the last", Map: "[ChannelSplit(1, 1)]"),
        new("groups that do not divide channels", Map: "[ChannelShuffle(97)]"),
        new("pixels of too few channels", Map: "[PixelShuffle(97)]"),
        new("an axis twice", Map: "[Permute(1, 1, 2)]"),
        new("an order of too few axes", Map: "[Permute(2, 1)]"),
        new("normalization in groups that do not divide", Map: "[GroupNormalization(97)]"),
        new("normalization in no groups", Map: "[GroupNormalization(0)]"),
        new("output padding of a stride", Map: "[Conv2DTranspose(3, 2, Strides = 2, OutputPadding = 2)]"),
        new("padding that cuts everything", Map: "[Conv2DTranspose(3, 2, Pad = 99)]"),
        new("padding of one side and of all", Map: "[Conv2D(3, 1, PadLeft = 1, Padding = Padding.Same)]"),
        new("negative padding of one side", Map: "[Conv2D(3, 1, PadLeft = -1)]"),
        new("spatial dropout of a vector", Vector: "[SpatialDropout2D(0.5)]"),
        new("a stochastic depth of one", Map: "[StochasticDepth(1.0)]"),
        new("a momentum past one", Map: "[BatchNormalization(Momentum = 1.5)]"),
        new("an epsilon of zero", Vector: "[BatchNormalization(Epsilon = 0)]"),
        new("an initializer of gamma that does not exist", Map: "[BatchNormalization(GammaInitializer = (Initializer)77)]"),
        new("an output that nobody has", Loss: "[Output(\"nobody\")]\n[Loss(Loss.MeanSquaredError)]\n"),
        new("an output that is the input", Loss: "[Output(\"input\")]\n[Loss(Loss.MeanSquaredError)]\n"),
        new("an output named twice", Vector: "[Tanh(Name = \"twice\")]\n[Output(\"twice\")]\n[Output(\"twice\")]"),
        new("a loss of no output", Loss: "[Loss(Loss.MeanSquaredError)]\n[Loss(Loss.MeanSquaredError, Output = \"nobody\")]\n"),
        new("two losses of one output", Loss: "[Loss(Loss.MeanSquaredError)]\n[Loss(Loss.MeanAbsoluteError)]\n"),
        new("a head's loss alone", Vector: "[Dense(3, Name = \"head\")]\n[Output(\"head\")]", Loss: "[Loss(Loss.MeanSquaredError, Output = \"head\")]\n"),
        new("a head of another shape", Vector: "[Dense(4, Name = \"head\")]\n[Output(\"head\")]", Loss: "[Loss(Loss.MeanSquaredError)]\n[Loss(Loss.MeanSquaredError, Output = \"head\")]\n"),
        new("a head that no loss reaches", Vector: "[Tanh(Name = \"body\")]\n[Dense(4, Name = \"head\")]\n[Output(\"head\")]\n[ReLU(From = \"body\")]"),
        new("a loss that counts nothing", Loss: "[Loss(Loss.MeanSquaredError, Weight = 0)]\n"),
        new("weights of no model", Class: "[SharesWeightsOf<object>]\npublic partial class {0};\n"),
        new("weights of other shapes", Class: "[SharesWeightsOf<Owner>]\npublic partial class {0};\n\n[Model]\n[Input(2)]\n[Dense(1)]\npublic partial class Owner;\n"),
        new("a Huber threshold of zero", Loss: "[Loss(Loss.Huber, Delta = 0)]\n"),
    ];

    private readonly SplitMix64 random = new(seed);

    /// <summary>Number of rules that can be broken.</summary>
    public static int RuleCount => Rules.Length;

    /// <summary>A declaration that breaks rule number <paramref name="number"/>.</summary>
    public InvalidSource Next(string name, int number)
    {
        var rule = Rules[number % Rules.Length];
        string declaration = (rule.Model ?? "[Model]\n")
            + (rule.Input ?? $"[Input({random.Between(6, 14)}, {random.Between(6, 14)}, {random.Between(1, 20)})]\n")
            + Sound(3, () => random.Of("[Conv2D(5, 3)]", "[ReLU]", "[Conv2D(4, 2, Padding = Padding.Same)]", "[ZeroPadding2D(1)]", "[Dropout(0.5)]"))
            + rule.Map + "\n[Flatten]\n"
            + Sound(2, () => random.Of("[Dense(9)]", "[Tanh]", "[Dropout(0.25)]"))
            + rule.Vector + "\n[Dense(3)]\n"
            + (rule.Loss ?? "[Loss(Loss.MeanSquaredError)]\n")
            + string.Format(rule.Class ?? "public partial class {0};\n", name);
        return new(rule.Text, name, declaration);
    }

    private string Sound(int most, Func<string> layer)
    {
        string text = "";
        for (int i = random.Between(0, most); i > 0; i--) text += layer() + "\n";
        return text;
    }

    /// <summary>Where a declaration goes wrong: null is the sound text in that place.</summary>
    private sealed record Rule(string Text, string? Input = null, string Map = "", string Vector = "", string? Loss = null, string? Class = null, string? Model = null);
}
