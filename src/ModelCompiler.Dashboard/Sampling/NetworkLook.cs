using ModelCompiler.Training;

namespace ModelCompiler.Dashboard;

/// <summary>Looks at weights, gradients and activations around one step: before it, to know what it changes, and after it.</summary>
internal sealed class NetworkLook
{
    /// <summary>Numbers of a tensor that are looked at; of larger ones every so many.</summary>
    private const int MostNumbers = 16 * 1024;

    /// <summary>Numbers of activations that are copied from one layer: a bound on samples.</summary>
    private const int MostCopied = 1 << 20;

    private const int MostSamples = 8;

    private readonly ITrainer trainer;
    private readonly Hub hub;
    private readonly Budget budget;
    private readonly int samples;
    private readonly int[][] tensorsOf;
    private readonly LiveUnits?[] live;
    private readonly HistogramHistory[] histories;
    private readonly float[][] before;
    private readonly float[] buffer = new float[MostNumbers];
    private readonly Lock gate = new();
    private StepCapture? capture;
    private long version;

    public NetworkLook(ITrainer trainer, NetworkDescription description, Hub hub, Budget budget)
    {
        (this.trainer, this.hub, this.budget) = (trainer, hub, budget);
        ModelSummary summary = trainer.Summary;
        long largest = summary.Layers.Max(l => Count(l.OutputShape));
        samples = (int)Math.Clamp(MostCopied / largest, 1, MostSamples);
        ParameterSet parameters = trainer.Parameters;
        string[] names = [.. parameters.Select(p => p.Name)];
        tensorsOf = [.. summary.Layers.Select(
            l => Enumerable.Range(0, names.Length).Where(t => NetworkDescription.LayerOf(names[t]) == l.Name).ToArray())];
        histories = [.. names.Select(_ => new HistogramHistory())];
        before = [.. parameters.Select(p => new float[Seen(p.Length)])];
        live = [.. summary.Layers.Select((l, i) => description.IsRectified(i) ? new LiveUnits(l.OutputShape[^1]) : null)];
    }

    /// <summary>Asks the step to come for its layers' values, and remembers the weights.</summary>
    public void Begin()
    {
        capture = trainer.CaptureNextStep(samples, capture);
        capture.Wants = hub.Watches;
        int t = 0;
        foreach (ParameterTensor tensor in trainer.Parameters)
            Thin(tensor.Values, before[t++]);
    }

    /// <summary>Stopwatch ticks that copying took during the step.</summary>
    public long CopyTicks => capture?.CopyTicks ?? 0;

    /// <summary>Looks at what the step made.</summary>
    /// <param name="step">Steps taken.</param>
    /// <param name="timing">Seconds of the step's forward and backward pass.</param>
    public NetworkSample End(long step, out (double Forward, double Backward) timing)
    {
        StepCapture values = capture!;
        timing = (values.ForwardSeconds, values.BackwardSeconds);
        ParameterTensor[] parameters = [.. trainer.Parameters];
        TensorFigures[] figures = LookAtWeights(parameters);
        var layers = new LayerSample[values.Layers.Count];
        for (int l = 0; l < layers.Length; l++)
        {
            layers[l] = new LayerSample { Tensors = [.. tensorsOf[l].Select(t => figures[t])] };
            if (hub.Watches(l))
                Look(layers[l], values.Layers[l], live[l], [.. tensorsOf[l].Select(t => parameters[t])]);
        }

        lock (gate)
        {
            for (int t = 0; t < figures.Length; t++)
                histories[t].Add(step, figures[t]);
        }

        return new NetworkSample(++version, step, layers, budget);
    }

    /// <summary>A layer's histograms over the run.</summary>
    public byte[] WriteHistory(int layer, Func<int, string> nameOf)
    {
        HistogramColumn[][] copies;
        lock (gate)
            copies = [.. tensorsOf[layer].Select(t => histories[t].ToArray())];
        return Json.Object(w =>
        {
            w.WriteStartArray("tensors");
            for (int i = 0; i < copies.Length; i++)
            {
                w.WriteStartObject();
                w.WriteString("name", nameOf(tensorsOf[layer][i]));
                HistogramHistory.Write(w, copies[i]);
                w.WriteEndObject();
            }

            w.WriteEndArray();
        });
    }

    private TensorFigures[] LookAtWeights(ParameterTensor[] parameters)
    {
        GradientSet gradients = trainer.Gradients;
        var figures = new TensorFigures[parameters.Length];
        for (int t = 0; t < parameters.Length; t++)
        {
            ParameterTensor tensor = parameters[t];
            Span<float> thinned = buffer.AsSpan(0, before[t].Length);
            Figures gradient = Figures.None;
            if (tensor.Trainable)
            {
                Thin(gradients[tensor.Name].Values, thinned);
                gradient = Figures.Of(thinned);
            }

            Thin(tensor.Values, thinned);
            Figures weights = Figures.Of(thinned);
            double change = 0;
            for (int i = 0; i < thinned.Length; i++)
            {
                double difference = (double)thinned[i] - before[t][i];
                change += difference * difference;
            }

            figures[t] = new TensorFigures(
                tensor.Name, tensor.Length, thinned.Length, weights, gradient, tensor.Trainable && weights.Norm > 0
                    ? Math.Sqrt(change) / weights.Norm
                    : double.NaN);
        }

        return figures;
    }

    private void Look(LayerSample sample, LayerCapture values, LiveUnits? units, ParameterTensor[] tensors)
    {
        sample.Looked = true;
        sample.GradientsBeforeActivation = values.GradientsBeforeActivation;
        if (values.Outputs.Length > 0)
        {
            sample.Outputs = Figures.Of(values.Outputs);
            sample.OutputPicture = Picture.OfMaps(First(values.Outputs), values.Shape, symmetric: false);
            units?.Add(values.Outputs);
        }

        if (values.Gradients.Length > 0)
        {
            sample.Gradients = Figures.Of(values.Gradients);
            sample.GradientPicture = Picture.OfMaps(First(values.Gradients), values.Shape, symmetric: true);
        }

        if (units is not null)
            sample.Units = (units.Dead, units.Total, units.Count);
        if (Array.Find(tensors, t => t.Name.EndsWith(".kernel", StringComparison.Ordinal)) is { } kernel)
            LookAtFilters(sample, kernel);
    }

    private void LookAtFilters(LayerSample sample, ParameterTensor kernel)
    {
        IReadOnlyList<int> input = trainer.Summary.InputShape;
        if (kernel.Shape is [> 1, > 1, _, _])
        {
            sample.Filters = Picture.OfFilters(kernel.Values, kernel.Shape);
            if (kernel.Trainable)
                sample.FilterGradients = Picture.OfFilters(trainer.Gradients[kernel.Name].Values, kernel.Shape);
        }
        else if (kernel.Shape is [var inputs, var outputs] && input.Count == 3 && inputs == Count(input)
            && Math.Max(input[0], input[1]) <= 64)
        {
            sample.Filters = Picture.OfDense(kernel.Values, outputs, input);
        }
    }

    private ReadOnlySpan<float> First(ReadOnlySpan<float> values) => values[..(values.Length / capture!.Samples)];

    private static int Seen(int length) => Math.Min(length, MostNumbers);

    /// <summary>Takes every so many numbers of a tensor, the same ones each time.</summary>
    private static void Thin(ReadOnlySpan<float> values, Span<float> thinned)
    {
        if (values.Length == thinned.Length)
        {
            values.CopyTo(thinned);
            return;
        }

        // An odd stride, so that all columns of a matrix with an even number of them have their turn.
        double stride = (double)values.Length / thinned.Length;
        for (int i = 0; i < thinned.Length; i++)
            thinned[i] = values[(int)(i * stride)];
    }

    private static long Count(IReadOnlyList<int> shape) => shape.Aggregate(1L, (a, b) => a * b);
}
