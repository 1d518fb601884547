using System.Globalization;
using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>The members by which values that <c>[Output]</c> names are read.</summary>
internal static class OutputsEmitter
{
    /// <summary>Parameters of methods that predict.</summary>
    public const string InputsParameter = "global::System.ReadOnlySpan<float> inputs",
        OutputsParameter = "global::System.Span<float> outputs";

    /// <param name="sizes">Floats of one sample of each.</param>
    /// <param name="body">What the methods do, by the name of the runtime's method and the arguments.</param>
    public static void Write(SourceWriter writer, string model, IReadOnlyList<(NamedValue Output, Shape? Shape)> outputs,
        Func<string, string> body)
    {
        if (outputs.Count == 0) return;
        string face = $"global::ModelCompiler.Runtime.IOutputSpans<{model}>";
        writer.Line().Line("/// <summary>Room for values that are read besides the last layer's, each for all samples of a prediction. "
            + "What is left out is not read.</summary>");
        using (writer.Block($"public readonly ref struct Outputs : {face}"))
        {
            foreach (var (output, shape) in outputs)
            {
                writer.Line($"/// <summary>Floats of one sample of "
                    + $"<see cref=\"{output.Member}\"/>{(shape is null ? "" : $", {shape}")}.</summary>");
                writer.Line($"public const int {OutputArguments.SizeOf(output.Member)} = "
                    + $"{(shape?.Count ?? 1).ToString(CultureInfo.InvariantCulture)};").Line();
                writer.Line($"/// <summary>The values of '{output.Name}'.</summary>");
                writer.Line($"public global::System.Span<float> {output.Member} {{ get; init; }}").Line();
            }

            IEnumerable<string> choices =
                outputs.Select((o, i) => i == outputs.Count - 1 ? $"_ => {o.Output.Member}" : $"{i} => {o.Output.Member}");
            writer.Line($"global::System.Span<float> global::ModelCompiler.Runtime.IOutputSpans.this[int output] => output switch {{ "
                + $"{string.Join(", ", choices)} }};");
        }

        writer.Line().Lines($"""
            /// <summary>Predicts any number of samples and reads the named values that are asked for.</summary>
            /// <param name="inputs">Samples one after the other, row-major, channels last.</param>
            /// <param name="outputs">Room for exactly as many samples' outputs; empty if they are not wanted.</param>
            /// <param name="named">Room for exactly as many samples of each value that is wanted.</param>
            /// <exception cref="global::ModelCompiler.InputLengthException">A length that does not fit.</exception>
            /// <exception cref="global::ModelCompiler.ModelInUseException">Another thread is inside this instance.</exception>
            public void Predict({InputsParameter}, {OutputsParameter}, Outputs named) => {body("Predict(inputs, outputs, named)")};

            /// <summary>One named value of any number of samples, in a new array.</summary>
            /// <param name="name">The layer's name, as <c>[Output]</c> says it.</param>
            /// <param name="inputs">Samples one after the other, row-major, channels last.</param>
            /// <exception cref="global::ModelCompiler.OutputNotFoundException">No output has this name.</exception>
            /// <exception cref="global::ModelCompiler.InputLengthException">A length that is not a whole number of samples.</exception>
            /// <exception cref="global::ModelCompiler.ModelInUseException">Another thread is inside this instance.</exception>
            public float[] PredictOutput(string name, {InputsParameter}) => {body("PredictOutput(name, inputs)")};
            """.Split('\n').Select(l => l.TrimEnd('\r')));
    }
}
