using Courses.Gallery;
using ModelCompiler.Plots;
using ModelCompiler.Training;

namespace Courses.Chapters;

/// <summary>The decay formulas of learning rates.</summary>
internal static class ScheduleChapter
{
    private const int Epochs = 51;

    private static readonly double[] ks = [0.01, 0.1, 0.5, 0.9, 0.95, 0.99];

    public static IEnumerable<Exhibit> Make(Lab lab)
    {
        yield return new Exhibit(
            "schedules",
            Figure.Combine(
                "Learning rates that decay", 2,
                Formula("1 / (1 + k·t)", k => new InverseTime(1, k)),
                Formula("k / √t", k => new InverseSqrt(1, k), first: 1),
                Formula("exp(-k·t)", k => new Exponential(1, k)),
                Formula("k^t", k => new Power(1, k)),
                Formula("staircase: × k every 10 epochs", k => new StepDecay(1, 10, k), steps: true)),
            "The four formulas for k of 0.01, 0.1, 0.5, 0.9, 0.95 and 0.99, from an initial rate of 1, and the staircase. "
                + "A k near 1 means slow decay in k^t and the staircase, and fast decay in 1/(1+kt) and exp(-kt).");
        yield return new Exhibit(
            "schedules-composed",
            Figure.LearningRates(
                "Schedules composed", 200,
                ("cosine", At(new CosineDecay(1, 200))),
                ("warm-up, then cosine", At(new Warmup(new CosineDecay(1, 200), 30))),
                ("piecewise", At(new Piecewise([60, 120], [1, 0.3, 0.1]))),
                ("half of 1/t", At(new InverseTime(1, 0.05) * 0.5))),
            "Any schedule can be warmed up, scaled, or followed by another.");
    }

    /// <param name="title">The formula.</param>
    /// <param name="schedule">It for a k.</param>
    /// <param name="first">The number of the first epoch.</param>
    /// <param name="steps">Whether the rate holds until it changes.</param>
    private static Figure Formula(string title, Func<double, LearningRateSchedule> schedule, int first = 0, bool steps = false) =>
        Figure.Lines(
            title, "epoch t", "rate", [.. ks.Select(k => new Series(
                $"k = {k}", [.. Enumerable.Range(first, Epochs).Select(t => (double)t)],
                [.. Enumerable.Range(0, Epochs).Select(t => schedule(k).RateAt((long)t))])
                {
                    Steps = steps,
                })]);

    private static Func<int, double> At(LearningRateSchedule schedule) => step => schedule.RateAt((long)step);
}
