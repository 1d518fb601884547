using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelCompiler.Benchmarks.Peers;

/// <summary>A net's layers with their modules.</summary>
internal sealed class TorchNet : nn.Module<Tensor, Tensor>
{
    private readonly IReadOnlyList<(Layer Layer, nn.Module<Tensor, Tensor> Module)> layers;

    public TorchNet(IEnumerable<Layer> layers) : this([.. layers.Select(layer => (layer, ToModule(layer)))])
    {
    }

    private TorchNet(IReadOnlyList<(Layer Layer, nn.Module<Tensor, Tensor> Module)> layers) : base("net")
    {
        this.layers = layers;
        for (var i = 0; i < layers.Count; i++) register_module($"{i}", layers[i].Module);
    }

    public IReadOnlyList<(Layer Layer, nn.Module<Tensor, Tensor> Module)> Layers => layers;

    public override Tensor forward(Tensor x)
    {
        foreach (var (_, module) in layers) x = module.call(x);
        return x;
    }

    /// <summary>A copy with channels last, which oneDNN may like better. TorchSharp offers no memory format: strides
    /// say the same.</summary>
    public static Tensor ChannelsLast(Tensor x)
    {
        if (x.shape is not [var n, var c, var h, var w]) return x.clone();
        return empty_strided([n, c, h, w], [c * h * w, 1, c * w, c]).copy_(x);
    }

    /// <summary>A copy, in prediction mode, whose convolutions have their own weights: batch normalization folded into them where
    /// <paramref name="fold"/>.</summary>
    public TorchNet Copy(bool fold, bool channelsLast)
    {
        using var _ = no_grad();
        var copies = new List<(Layer, nn.Module<Tensor, Tensor>)>();
        for (var i = 0; i < layers.Count; i++)
        {
            switch (layers[i])
            {
                case (Layer.Conv layer, Conv2d conv) when fold && i + 1 < layers.Count && layers[i + 1].Module is BatchNorm2d norm:
                    copies.Add((layer, Folded(layer, conv, norm, channelsLast)));
                    i++;
                    break;
                case (Layer.Conv layer, Conv2d conv):
                    copies.Add((layer, CopyConv(layer, conv.weight, conv.bias, channelsLast)));
                    break;
                case (Layer.Residual layer, ResidualBlock block):
                    copies.Add((layer, new ResidualBlock(block.Body.Copy(fold, channelsLast), block.Past.Copy(fold, channelsLast))));
                    break;
                case (var layer, JoinBlock block):
                    copies.Add((layer, new JoinBlock(block.Body.Copy(fold, channelsLast), block.Join)));
                    break;
                default:
                    copies.Add(layers[i]);
                    break;
            }
        }

        var net = new TorchNet(copies);
        net.eval();
        return net;
    }

    private static Conv2d Folded(Layer.Conv layer, Conv2d conv, BatchNorm2d norm, bool channelsLast)
    {
        var scale = norm.weight! / (norm.running_var! + 1e-5).sqrt();
        var bias = norm.bias! + (((conv.bias is null ? zeros_like(norm.running_mean!) : conv.bias) - norm.running_mean!) * scale);
        return CopyConv(layer with { Bias = true }, conv.weight! * scale.reshape(-1, 1, 1, 1), bias, channelsLast);
    }

    private static Conv2d CopyConv(Layer.Conv layer, Tensor? weight, Tensor? bias, bool channelsLast)
    {
        var copy = (Conv2d)ToModule(layer);
        copy.weight = new Parameter(channelsLast ? ChannelsLast(weight!) : weight!.clone());
        if (bias is not null) copy.bias = new Parameter(bias.clone());
        return copy;
    }

    private static Tensor Sum(Tensor x, Tensor made) => x + made;

    private static Tensor Product(Tensor x, Tensor made) => x * made;

    private static Tensor Beside(Tensor x, Tensor made) => cat([x, made], 1);

    private static nn.Module<Tensor, Tensor> ToModule(Layer layer) => layer switch
    {
        Layer.Conv c => nn.Conv2d(
            c.Channels, c.Filters, (long)c.Kernel, stride: c.Stride, padding: (long)c.Padding, groups: c.Groups, bias: c.Bias),
        Layer.BatchNorm b => nn.BatchNorm2d(b.Channels),
        Layer.Linear l => nn.Linear(l.Inputs, l.Outputs),
        Layer.Relu => nn.ReLU(),
        Layer.Relu6 => nn.ReLU6(),
        Layer.Silu => nn.SiLU(),
        Layer.Tanh => nn.Tanh(),
        Layer.Sigmoid => nn.Sigmoid(),
        Layer.MaxPool m => nn.MaxPool2d((long)m.Kernel, stride: m.Stride, padding: m.Padding),
        Layer.AvgPool a => nn.AvgPool2d((long)a.Kernel),
        Layer.GlobalAvgPool => nn.AdaptiveAvgPool2d(1),
        Layer.Flatten => nn.Flatten(),
        Layer.Dropout d => nn.Dropout(d.Rate),
        Layer.Residual r => new ResidualBlock(new TorchNet(r.Body), new TorchNet(r.Past)),
        Layer.Sum s => new JoinBlock(new TorchNet(s.Body), Sum),
        Layer.Gate g => new JoinBlock(new TorchNet(g.Body), Product),
        Layer.Grown g => new JoinBlock(new TorchNet(g.Body), Beside),
        _ => throw new NotSupportedException($"No module is known for {layer}."),
    };
}

/// <summary>What a value is together with what its layers make of it.</summary>
internal sealed class JoinBlock : nn.Module<Tensor, Tensor>
{
    public JoinBlock(TorchNet body, Func<Tensor, Tensor, Tensor> join) : base("join")
    {
        (Body, Join) = (body, join);
        register_module("body", body);
    }

    public TorchNet Body { get; }

    public Func<Tensor, Tensor, Tensor> Join { get; }

    public override Tensor forward(Tensor x) => Join(x, Body.call(x));
}

internal sealed class ResidualBlock : nn.Module<Tensor, Tensor>
{
    public ResidualBlock(TorchNet body, TorchNet past) : base("residual")
    {
        (Body, Past) = (body, past);
        register_module("body", body);
        register_module("past", past);
    }

    public TorchNet Body { get; }

    public TorchNet Past { get; }

    public override Tensor forward(Tensor x) => nn.functional.relu(Body.call(x) + Past.call(x));
}
