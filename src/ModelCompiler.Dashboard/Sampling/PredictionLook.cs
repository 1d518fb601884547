using System.Text.Json;
using ModelCompiler.Data;
using ModelCompiler.Training;

namespace ModelCompiler.Dashboard;

/// <summary>
/// Predictions on held-out samples, a few at a time, round and round: what is shown, what is taken for what, and where the network is most
/// wrong.
/// </summary>
internal sealed class PredictionLook : IDisposable
{
    private const int MostShown = 15;
    private const int MostWorst = 12;
    private const int MostMatrixClasses = 40;
    private const int MostOutputs = 6;

    /// <summary>Multiply-adds of a look: some milliseconds.</summary>
    private const long WorkAtOnce = 200_000_000;

    private readonly TrainingSession session;
    private readonly BatchReader reader;
    private readonly IReadOnlyList<int> shape;
    private readonly int classes, outputs;
    private readonly List<Seen> shown = [];
    private (float Least, float Greatest)? extent;
    private long version, heldOut;
    private Tally current, whole;

    /// <param name="session">Predicts, on whatever device it trains.</param>
    /// <param name="data">Held-out samples that fit the model.</param>
    /// <param name="summary">The model's.</param>
    public PredictionLook(TrainingSession session, Dataset data, ModelSummary summary)
    {
        (this.session, shape, heldOut) = (session, summary.InputShape, data.Count);
        reader = data.Batches(new BatchPlan((int)Math.Clamp(WorkAtOnce / Math.Max(1, summary.MultiplyAdds), 1, 32), Training: false));
        reader.Begin();
        outputs = session.Layout.OutputSize;
        classes = data.HasLabels ? LabelTargets.Classes(outputs) : 0;
        current = whole = new Tally(classes <= MostMatrixClasses ? classes : 0);
    }

    /// <summary>Whether there are enough new ones to show.</summary>
    public bool IsReady => shown.Count >= MostShown || (shown.Count > 0 && shown.Count == heldOut);

    /// <summary>Predicts some samples.</summary>
    public void Look()
    {
        if (!reader.Next())
        {
            heldOut = current.Passed;
            current.IsWhole = true;
            (whole, current) = (current, new Tally(current.Classes));
            reader.Begin();
            if (!reader.Next())
                return;
        }

        extent ??= ExtentOf(reader.Inputs);
        session.EvaluateBatch(reader, Take);
    }

    /// <summary>What viewers are sent.</summary>
    public VersionedMessage Write(long step)
    {
        Tally tally = whole.IsWhole ? whole : current;
        var message = new VersionedMessage(++version, Json.Object(w =>
        {
            w.WriteString("t", "predictions");
            w.WriteNumber("step", step);
            w.WriteNumber("heldOut", heldOut);
            w.WriteNumber("counted", tally.Count);
            w.WriteNumber("right", tally.Right);
            w.WriteBoolean("labelled", classes > 0);
            w.WriteStartArray("samples");
            foreach (Seen seen in shown)
                Write(w, seen);
            w.WriteEndArray();
            w.WriteStartArray("worst");
            foreach (Seen seen in tally.Worst)
                Write(w, seen);
            w.WriteEndArray();
            w.WriteNumber("classes", tally.Classes);
            w.WriteNumbers("confusion", tally.Confusion);
        }));
        shown.Clear();
        return message;
    }

    public void Dispose() => reader.Dispose();

    private void Take(int index, ReadOnlySpan<float> answer)
    {
        current.Passed++;
        int label = classes > 0 ? reader.Labels[index] : -1, best = Best(answer);
        double likelihood = label < 0 ? double.NaN : outputs == 1 ? (label == 1 ? answer[0] : 1 - answer[0]) : answer[label];
        double loss = -Math.Log(Math.Max(likelihood, 1e-30));
        bool show = shown.Count < MostShown;
        if (label >= 0)
            current.Add(label, best);
        bool worst = label >= 0 && label != best && current.IsAmongWorst(loss, MostWorst);
        if (!show && !worst)
            return;
        var seen = new Seen(
            reader.Samples[index], reader.Inputs.Slice(index * reader.InputSize, reader.InputSize).ToArray(),
                answer.ToArray(), label, best, loss,
            classes > 0 ? [] : reader.Targets.Slice(index * reader.TargetSize, Math.Min(MostOutputs, reader.TargetSize)).ToArray());
        if (show)
            shown.Add(seen);
        if (worst)
            current.AddWorst(seen, MostWorst);
    }

    private int Best(ReadOnlySpan<float> answer)
    {
        if (outputs == 1)
            return answer[0] > 0.5f ? 1 : 0;
        int best = 0;
        for (int i = 1; i < answer.Length; i++)
        {
            if (answer[i] > answer[best])
                best = i;
        }

        return best;
    }

    private void Write(Utf8JsonWriter w, Seen seen)
    {
        w.WriteStartObject();
        w.WriteNumber("i", seen.Sample);
        Picture.OfInput(seen.Input, shape, extent!.Value.Least, extent.Value.Greatest).Write(w, "picture");
        if (classes > 0)
        {
            w.WriteNumber("label", seen.Label);
            w.WriteNumber("answer", seen.Answer);
            w.WriteFigure("loss", seen.Loss);
            float[] likelihoods = outputs == 1 ? [1 - seen.Outputs[0], seen.Outputs[0]] : seen.Outputs;
            w.WriteStartArray("top");
            foreach (int c in Enumerable.Range(0, likelihoods.Length).OrderByDescending(c => likelihoods[c]).Take(3))
            {
                w.WriteStartObject();
                w.WriteNumber("class", c);
                w.WriteFigure("p", likelihoods[c]);
                w.WriteEndObject();
            }

            w.WriteEndArray();
        }
        else
        {
            w.WriteNumbers("outputs", [.. seen.Outputs.Take(MostOutputs).Select(v => (double)v)], digits: 6);
            w.WriteNumbers("targets", [.. seen.Targets.Select(v => (double)v)], digits: 6);
        }

        w.WriteEndObject();
    }

    /// <summary>From black to white: what the first samples span, so that all are drawn alike.</summary>
    private static (float, float) ExtentOf(ReadOnlySpan<float> inputs)
    {
        float min = float.PositiveInfinity, max = float.NegativeInfinity;
        foreach (float value in inputs)
            (min, max) = (Math.Min(min, value), Math.Max(max, value));
        return (min, max);
    }

    /// <summary>A sample with what became of it.</summary>
    private sealed record Seen(long Sample, float[] Input, float[] Outputs, int Label, int Answer, double Loss, float[] Targets);

    /// <summary>Counts of one pass over the samples.</summary>
    private sealed class Tally(int classes)
    {
        public int Classes => classes;

        public int[] Confusion { get; } = new int[classes * classes];

        /// <summary>The samples of the greatest loss, that first.</summary>
        public List<Seen> Worst { get; } = [];

        public int Count { get; private set; }

        public int Right { get; private set; }

        /// <summary>Samples of the pass so far, with labels or without.</summary>
        public int Passed { get; set; }

        /// <summary>Whether it has all samples.</summary>
        public bool IsWhole { get; set; }

        public void Add(int label, int answer)
        {
            Count++;
            Right += label == answer ? 1 : 0;
            if (classes > 0)
                Confusion[label * classes + answer]++;
        }

        public bool IsAmongWorst(double loss, int most) => Worst.Count < most || loss > Worst[^1].Loss;

        public void AddWorst(Seen seen, int most)
        {
            int at = Worst.FindIndex(w => w.Loss < seen.Loss);
            Worst.Insert(at < 0 ? Worst.Count : at, seen);
            if (Worst.Count > most)
                Worst.RemoveAt(most);
        }
    }
}

/// <summary>A message and a number that tells it from the one before.</summary>
internal sealed record VersionedMessage(long Version, byte[] Message);
