namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>The members of <c>ModelCompiler.Activation</c>; softmax is an operation of its own, since it looks at all channels.</summary>
internal enum ActivationChoice { Linear, ReLU, LeakyReLU, ELU, Sigmoid, Tanh, Softmax, ReLU6, SiLU, HardSwish, HardSigmoid, GELU, Softplus }

/// <summary><c>Activation = ...</c> on layers with weights.</summary>
internal static class ActivationArguments
{
    /// <summary>Keras' slopes: 0.3 for LeakyReLU, 1 for ELU.</summary>
    public static float DefaultAlpha(ActivationKind kind) => kind switch
    {
        ActivationKind.LeakyReLU => 0.3f,
        ActivationKind.ELU => 1f,
        _ => 0f,
    };

    public static void Append(LayerBuilder layer)
    {
        var choice = layer.Arguments.Choice("Activation", ActivationChoice.Linear);
        if (choice == ActivationChoice.Linear) return;
        if (choice == ActivationChoice.Softmax)
        {
            layer.Append(new SoftmaxOperation(), "probabilities");
            return;
        }

        layer.Append(Of(choice), "activated");
    }

    /// <summary>The rectifier of the MobileNets.</summary>
    public static Activation ReLU6 { get; } = new(ActivationKind.Clip, 0, 6);

    private static Activation Of(ActivationChoice choice)
    {
        if (choice == ActivationChoice.ReLU6) return ReLU6;
        var kind = Kind(choice);
        return new Activation(kind, DefaultAlpha(kind));
    }

    private static ActivationKind Kind(ActivationChoice choice) => choice switch
    {
        ActivationChoice.ReLU => ActivationKind.ReLU,
        ActivationChoice.LeakyReLU => ActivationKind.LeakyReLU,
        ActivationChoice.ELU => ActivationKind.ELU,
        ActivationChoice.Sigmoid => ActivationKind.Sigmoid,
        ActivationChoice.Tanh => ActivationKind.Tanh,
        ActivationChoice.SiLU => ActivationKind.SiLU,
        ActivationChoice.HardSwish => ActivationKind.HardSwish,
        ActivationChoice.HardSigmoid => ActivationKind.HardSigmoid,
        ActivationChoice.GELU => ActivationKind.GELU,
        ActivationChoice.Softplus => ActivationKind.Softplus,
        _ => ActivationKind.Linear,
    };
}
