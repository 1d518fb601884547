using Digits.Drawing;
using ModelCompiler.Data;

namespace Architectures.Data;

/// <summary>Sets of samples that are drawn one by one, each from a random source of its own.</summary>
internal static class Drawn
{
    public delegate int Labelled(CounterRandom random, Span<float> input);

    public delegate void Targeted(CounterRandom random, Span<float> input, Span<float> target);

    /// <summary>Samples with class labels.</summary>
    public static Samples Classes(string description, Request request, Labelled draw)
    {
        return new Samples(description, Set(0, request.Train), Set(1, request.Test));

        Dataset Set(int set, int count)
        {
            var inputs = new float[count * request.InputSize];
            var labels = new int[count];
            Parallel.For(0, count, i =>
                labels[i] = draw(new CounterRandom(request.Seed, set, i), inputs.AsSpan(i * request.InputSize, request.InputSize)));
            return new Dataset(inputs, labels, request.InputSize);
        }
    }

    /// <summary>Samples with <paramref name="targetSize"/> numbers each to be matched.</summary>
    public static Samples Targets(string description, Request request, int targetSize, Targeted draw)
    {
        return new Samples(description, Set(0, request.Train), Set(1, request.Test));

        Dataset Set(int set, int count)
        {
            var inputs = new float[count * request.InputSize];
            var targets = new float[count * targetSize];
            Parallel.For(0, count, i => draw(
                new CounterRandom(request.Seed, set, i),
                inputs.AsSpan(i * request.InputSize, request.InputSize),
                targets.AsSpan(i * targetSize, targetSize)));
            return new Dataset(inputs, targets, request.InputSize, targetSize);
        }
    }
}
