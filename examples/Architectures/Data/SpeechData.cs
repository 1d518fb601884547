using Digits.Drawing;

namespace Architectures.Data;

/// <summary>
/// Made-up spoken words, as a microphone's spectrum over time: a word is a path of two resonances through the bands of hearing. Speakers
/// differ in pitch, speed and pause, and there is noise.
/// </summary>
internal static class SpeechData
{
    public const int Count = 8;

    // Where the two resonances start, are in the middle, and end, as shares of the highest band.
    private static readonly (float[] Low, float[] High)[] Paths =
    [
        ([0.1f, 0.1f, 0.3f], [0.5f, 0.7f, 0.9f]),
        ([0.3f, 0.1f, 0.1f], [0.9f, 0.7f, 0.5f]),
        ([0.2f, 0.4f, 0.2f], [0.6f, 0.6f, 0.6f]),
        ([0.4f, 0.2f, 0.4f], [0.6f, 0.6f, 0.6f]),
        ([0.2f, 0.2f, 0.2f], [0.5f, 0.9f, 0.5f]),
        ([0.2f, 0.2f, 0.2f], [0.9f, 0.5f, 0.9f]),
        ([0.1f, 0.3f, 0.4f], [0.9f, 0.7f, 0.6f]),
        ([0.4f, 0.3f, 0.1f], [0.6f, 0.7f, 0.9f]),
    ];

    public static Samples Words(Request request)
    {
        if (request.Folder is not null)
            throw new ExampleException("--data: no recordings are read from files; leave it out to make words up.");
        var (length, bands) = (request.Input[0], request.Input[1]);
        return Drawn.Classes(
            $"words made up from seed {request.Seed}", request, (random, spectrum) => Speak(random, spectrum, length, bands));
    }

    private static int Speak(CounterRandom random, Span<float> spectrum, int length, int bands)
    {
        var word = random.Below(Count);
        var duration = random.Between(0.5f, 0.8f) * length;
        var start = random.Between(0, length - duration);
        var pitch = random.Between(0.85f, 1.1f);
        var breadth = random.Between(0.04f, 0.07f);
        for (var time = 0; time < length; time++)
        {
            var part = (time - start) / duration;
            var (low, high) = (pitch * At(Paths[word].Low, part), pitch * At(Paths[word].High, part));
            for (var band = 0; band < bands; band++)
            {
                var place = (band + 0.5f) / bands;
                var voice = part is > 0 and < 1 ? Bump((place - low) / breadth) + 0.7f * Bump((place - high) / breadth) : 0;
                spectrum[time * bands + band] = voice + random.Bell(0.15f);
            }
        }

        return word;
    }

    private static float At(float[] path, float part)
    {
        var place = Math.Clamp(part, 0, 0.999f) * (path.Length - 1);
        return float.Lerp(path[(int)place], path[(int)place + 1], place - (int)place);
    }

    private static float Bump(float distance) => MathF.Exp(-distance * distance);
}
