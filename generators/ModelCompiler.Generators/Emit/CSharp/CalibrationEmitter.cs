using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>
/// The program that calibration runs: the network in single precision, with all that predictions quantize among its outputs.
/// </summary>
internal static class CalibrationEmitter
{
    private static readonly string[] RuntimeTypes =
    [
        "ModelCompiler.ParameterSet", "ModelCompiler.Runtime.ArenaLayout", "ModelCompiler.Runtime.CompiledProgram",
        "ModelCompiler.Runtime.ProgramLayout",
    ];

    /// <summary>A model whose prediction is what calibration runs, in a namespace inside of the model's.</summary>
    public static CompiledModel ProgramOf(CompiledModel model) => model with
    {
        Spec = model.Spec with { CodePart = ".Calibration" },
        Inference = model.Calibration!,
        Training = null,
        Calibration = null,
    };

    /// <param name="observed">What <see cref="ProgramOf"/> made.</param>
    public static string Emit(CompiledModel observed)
    {
        var writer = new SourceWriter();
        string text = SymbolDisplay.FormatLiteral(observed.Spec.Type.Name.TrimStart('@'), quote: true);
        FileHeader.WriteCode(writer, observed.Spec, RuntimeTypes,
            "What calibration runs: a prediction in single precision that shows the inputs of quantized layers, by the names of ranges.");
        using (writer.Block("internal sealed partial class ModelProgram : CompiledProgram"))
        {
            using (writer.Block("public ModelProgram(ParameterSet parameters) : base(Layout, parameters)"))
            {
            }

            writer.Line().Line("/// <summary>Where values lie: floats in one sample's arena.</summary>");
            writer.Line("public static new ProgramLayout Layout { get; } = new(");
            writer.Line($"\t{text}, {Number(observed.Graph.Input.Count)}, {Number(observed.Graph.Output.Count)},");
            writer.Line($"\t{LayoutText.Arena(observed.Inference.Graph.Program, observed.Inference.Plan)},");
            long scratch = observed.Inference.Plan.ScratchFloats;
            string more = scratch > 0 ? $"ScratchFloats = {Number(scratch)}, " : "";
            writer.Line($"\tnull, \"\") {{ {more}{LayoutText.Outputs(observed.Inference.Graph, observed.Inference.Plan)} }};");
        }

        return writer.ToString();
    }

    /// <summary>The member of a model's program that makes the other one.</summary>
    public static void WriteCreate(SourceWriter writer, CompiledModel model)
    {
        if (model.Calibration is null) return;
        string program = $"global::{ProgramOf(model).Spec.CodeNamespace}.ModelProgram";
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override CompiledProgram CreateCalibration() => new {program}(ParameterSet);").Line();
    }

    public static void WriteFace(SourceWriter writer, string field) => writer.Line().Lines($"""
        /// <inheritdoc/>
        public bool IsCalibrated => {field}.IsCalibrated;

        /// <inheritdoc/>
        public void Calibrate(global::System.ReadOnlySpan<float> inputs) => {field}.Calibrate(inputs);

        /// <inheritdoc/>
        public void ResetCalibration() => {field}.ResetCalibration();
        """.Split('\n').Select(l => l.TrimEnd('\r')));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
