using System.Diagnostics;
using System.Reflection;
using Microsoft.CodeAnalysis;
using ModelCompiler.Benchmarks.Peer;
using ModelCompiler.Runtime;

namespace ModelCompiler.Benchmarks.Generator;

/// <summary>From generated code to a network's first prediction: C#'s compiler, warm from nothing but the generator,
/// then the JIT's.</summary>
internal static class FirstRun
{
    /// <exception cref="InvalidOperationException">The code does not compile.</exception>
    public static void Measure(Compilation whole)
    {
        using var image = new MemoryStream();
        var began = Stopwatch.GetTimestamp();
        var emitted = whole.Emit(image);
        var compiled = Stopwatch.GetElapsedTime(began);
        if (!emitted.Success)
            throw new InvalidOperationException(
                $"The generated code does not compile: {emitted.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error)}");
        var model = Assembly.Load(image.ToArray()).GetTypes().Single(t => t.IsDefined(typeof(ModelAttribute)));
        typeof(FirstRun).GetMethod(nameof(Predict), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(model)
            .Invoke(null, [compiled, image.Length]);
    }

    private static void Predict<T>(TimeSpan compiled, long bytes) where T : class, IModel<T>
    {
        var input = new float[T.InputSize];
        var began = Stopwatch.GetTimestamp();
        var model = (T)Activator.CreateInstance(typeof(T), 1)!;
        var created = Stopwatch.GetElapsedTime(began);
        double Once() => Time(() => model.Predict(input));
        Report.Line("first-run", ("model", typeof(T).Name), ("csharp_ms", compiled.TotalMilliseconds), ("assembly_bytes", bytes),
            ("weights_drawn_ms", created.TotalMilliseconds), ("first_prediction_ms", Once()), ("second_prediction_ms", Once()),
            ("third_prediction_ms", Once()));
    }

    private static double Time(Action run)
    {
        var began = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
