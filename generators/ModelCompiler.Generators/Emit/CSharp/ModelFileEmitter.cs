using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Emit.OpenCL;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.MemoryPlanning;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>The model's public members, and what its program knows before any kernel runs: weights, summary, memory.</summary>
internal static class ModelFileEmitter
{
    private static readonly string[] RuntimeTypes =
    [
        "ModelCompiler.Initializer", "ModelCompiler.LayerSummary", "ModelCompiler.ModelSummary", "ModelCompiler.ParameterSet",
            "ModelCompiler.Runtime.ArenaLayout", "ModelCompiler.Runtime.CompiledProgram",
        "ModelCompiler.Runtime.ParameterDescription", "ModelCompiler.Runtime.ProgramLayout",
    ];

    public static string Emit(CompiledModel model)
    {
        var writer = new SourceWriter();
        FileHeader.WriteFace(writer, "The model's public face: sizes, summary, weights, prediction.");
        if (model.Spec.IsDerived) writer.Line("#pragma warning disable CS0108, CS0114 // The base class may have members of these names.");
        WriteFace(writer, model);
        using (writer.Line().Block($"namespace {model.Spec.CodeNamespace}"))
        {
            FileHeader.WriteUsings(writer, RuntimeTypes);
            writer.Line("/// <summary>What runs the model. Its kernels stand in the other files.</summary>");
            using (writer.Block("internal sealed partial class ModelProgram : CompiledProgram")) WriteProgram(writer, model);
        }

        return writer.ToString();
    }

    private static void WriteFace(SourceWriter writer, CompiledModel model)
    {
        string name = model.Spec.Type.Name, self = model.Spec.QualifiedName, program = $"global::{model.Spec.CodeNamespace}.ModelProgram";
        string face = model.Training is null ? "IModel" : "ITrainableModel";
        string calibrated = model.Spec.IsCalibrated ? $", global::ModelCompiler.ICalibratedModel<{self}>" : "";
        bool openCL = model.Options.OpenCL;
        using var type = new TypeNesting(
            writer, model.Spec, $" : global::ModelCompiler.{face}<{self}>{calibrated}{(openCL ? OpenCLEmitter.FaceOf(self) : "")}",
                () => SummaryTable.WriteDocumentation(writer, model.Graph, model.Spec.IsDocumented));
        WriteSizes(writer, model.Graph);
        WriteMembers(writer, name, self, program, model.Spec.Field);
        if (model.Spec.IsCalibrated) CalibrationEmitter.WriteFace(writer, model.Spec.Field);
        SharedWeightsEmitter.Write(writer,
            model.Spec, $" : this({program}.Over((weights ?? throw new global::System.ArgumentNullException(\"weights\")).Parameters))",
            "{", "}");
        PretrainedEmitter.Write(writer, model.Spec, self, program);
        OutputsEmitter.Write(writer, self, [.. model.Graph.Outputs.Select(o => (o, (Shape?)model.Graph.Nodes[o.Node].Shape))],
            call => $"{model.Spec.Field}.{call}");
        if (openCL) OpenCLEmitter.WriteDescribe(writer, self, OpenCLEmitter.Describe(model.Spec.CodeNamespace));
    }

    private static void WriteProgram(SourceWriter writer, CompiledModel model)
    {
        string text = SymbolDisplay.FormatLiteral(model.Spec.Type.Name.TrimStart('@'), quote: true);
        writer.Lines([
            "/// <summary>With weights drawn from the layers' initializers.</summary>",
            $"public ModelProgram(int seed) : this(ParameterSet.Create({text}, Weights(), seed))",
            "{",
            "}",
            "",
            "public ModelProgram(ParameterSet parameters) : base(Layout, parameters)",
            "{",
            "}",
            "",
        ]);
        if (model.Spec.Shares is not null)
        {
            writer.Line("/// <summary>With the weights of another model.</summary>");
            writer.Line($"public static ModelProgram Over(ParameterSet weights) => new(weights.SharedWith({text}, Weights()));").Line();
        }

        PretrainedEmitter.WriteUnfilled(writer, model.Spec, text);
        CalibrationEmitter.WriteCreate(writer, model);
        WriteArenas(writer, model, text);
        WriteSummary(writer.Line(), model, text);
        WriteGraph(writer.Line(), model.Graph);
        WriteLayout(writer.Line(), model);
        if (model.Options.OpenCL) OpenCLEmitter.WriteDescribeFor(writer);
    }

    private static void WriteSizes(SourceWriter writer, ShapedGraph graph)
    {
        WriteSize(writer, "ParameterCount", graph.TrainableParameters, "Parameters that training changes.");
        WriteSize(writer, "NonTrainableParameterCount", graph.NonTrainableParameters, "Parameters that training leaves as they are.");
        WriteSize(writer, "InputSize", graph.Input.Count, $"Floats of one sample's input, {graph.Input}.");
        WriteSize(writer, "OutputSize", graph.Output.Count, $"Floats of one sample's output, {graph.Output}.");
    }

    private static void WriteSize(SourceWriter writer, string name, long value, string summary)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line($"public const int {name} = {Number(value)};").Line();
    }

    private static void WriteMembers(SourceWriter writer, string name, string self, string program, string field) => writer.Lines($$"""
        private readonly {{program}} {{field}};

        /// <summary>A model with weights drawn from the layers' initializers; equal seeds give equal weights.</summary>
        public {{name}}(int seed = 0) : this(new {{program}}(seed))
        {
        }

        private {{name}}({{program}} program) => this.{{field}} = program;

        /// <summary>Layer by layer: kind, shape, parameters, cost.</summary>
        public static global::ModelCompiler.ModelSummary Summary { get; } = {{program}}.Summarize();

        /// <inheritdoc/>
        public global::ModelCompiler.ParameterSet Parameters => {{field}}.ParameterSet;

        /// <inheritdoc/>
        public int Threads
        {
            get => {{field}}.Threads;
            set => {{field}}.Threads = value;
        }

        static int global::ModelCompiler.IModel<{{self}}>.ParameterCount => ParameterCount;

        static int global::ModelCompiler.IModel<{{self}}>.InputSize => InputSize;

        static int global::ModelCompiler.IModel<{{self}}>.OutputSize => OutputSize;

        global::ModelCompiler.Runtime.CompiledProgram global::ModelCompiler.IModel<{{self}}>.Program => {{field}};

        /// <inheritdoc/>
        public void Predict({{OutputsEmitter.InputsParameter}}, {{OutputsEmitter.OutputsParameter}}) => {{field}}.Predict(inputs, outputs);

        /// <inheritdoc/>
        public float[] Predict({{OutputsEmitter.InputsParameter}}) => {{field}}.Predict(inputs);

        /// <inheritdoc/>
        public {{self}} Share() => new(new {{program}}(Parameters));

        /// <inheritdoc/>
        public void Save(string path) => global::ModelCompiler.Serialization.ModelFile.Save(path, {{field}});

        /// <inheritdoc/>
        public void Load(string path) => global::ModelCompiler.Serialization.ModelFile.Load(path, {{field}});
        """.Split('\n').Select(l => l.TrimEnd('\r')));

    private static void WriteSummary(SourceWriter writer, CompiledModel model, string text)
    {
        writer.Line("/// <summary>Layer by layer: kind, shape, parameters, cost.</summary>");
        string[] rows =
        [
            .. model.Graph.Facts.Select(f =>
                $"new(\"{f.Kind}\", \"{f.Name}\", {Extents(f.Output)}, {Number(f.Parameters)}, {Number(f.NonTrainableParameters)}, "
                    + $"{Number(f.MultiplyAdds)}, {Number(f.ActivationBytes)}, [{string.Join(", ", f.ReceptiveField)}], "
                    + $"{Number(f.Operations)})"),
        ];
        string head = $"public static ModelSummary Summarize() => new({text}, {Extents(model.Graph.Input)},";
        MethodParts.WriteElements(writer, head, "], GraphText);", "LayerSummary", "Layers", rows);
    }

    /// <summary>A method, so that the text is only loaded where somebody asks for it.</summary>
    private static void WriteGraph(SourceWriter writer, ShapedGraph graph) => writer
        .Line("private static string GraphText() =>")
        .Line("\t\"\"\"")
        .Lines(ArchitectureText.Lines(graph).Select(l => $"\t{l}"))
        .Line("\t\"\"\";");

    /// <summary>A method, not a field: the descriptions are needed once, when weights are drawn.</summary>
    private static void WriteLayout(SourceWriter writer, CompiledModel model)
    {
        MemoryPlan plan = model.Inference.Plan;
        string[] rows = [.. model.Inference.Graph.Program.Parameters.OrderBy(b => plan.OffsetOf(b.Weights))
            .Select(b => Description(b, plan.OffsetOf(b.Weights)))];
        MethodParts.WriteElements(writer, "private static ParameterDescription[] Weights() =>", "];",
            "ParameterDescription", "Weights", rows);
    }

    private static string Description(ParameterBinding binding, long offset)
    {
        ParameterTensor p = binding.Parameter;
        InitializerSpec i = InitializerResolution.Of(p);
        return $"new(\"{p.Declaration.Name}\", {Extents(p.Shape)}, {offset}, Initializer.{i.Kind}, {CSharpDialect.Literal(i.A)}, "
            + $"{CSharpDialect.Literal(i.B)}, {p.FanIn}, {p.FanOut}, "
            + $"{(p.Declaration.Trainable ? "true" : "false")}){(p.Declaration.IsRange ? " { IsRange = true }" : "")}";
    }

    private static void WriteArenas(SourceWriter writer, CompiledModel model, string text)
    {
        ShapedGraph graph = model.Graph;
        string training = model.Training is { } t ? LayoutText.Arena(t.Graph.Program, t.Plan) : "null";
        writer.Line("/// <summary>Where values lie: floats in one sample's arena.</summary>");
        writer.Line($"public static new ProgramLayout Layout {{ get; }} = new(");
        writer.Line($"\t{text}, {Number(graph.Input.Count)}, {Number(graph.Output.Count)},");
        writer.Line($"\t{LayoutText.Arena(model.Inference.Graph.Program, model.Inference.Plan)},");
        writer.Line($"\t{training},");
        long scratch = Math.Max(model.Inference.Plan.ScratchFloats, model.Training?.Plan.ScratchFloats ?? 0);
        string[] more =
        [
            .. new[]
            {
                "Graph = GraphText",
                $"EarlierHash = \"{EarlierArchitectureHash.Of(graph)}\"",
                scratch > 0 ? $"ScratchFloats = {scratch}" : null,
                model.Inference.Graph.PredictsAlone ? "PredictsAlone = true" : null,
                LayoutText.Outputs(model.Inference.Graph, model.Inference.Plan),
                Buckets(model),
            }.OfType<string>(),
        ];
        writer.Line($"\t\"{ArchitectureHash.Of(graph)}\") {{ {string.Join(", ", more)} }};");
    }

    /// <summary>Launches of a training step follow those of a prediction.</summary>
    private static string? Buckets(CompiledModel model)
    {
        if (model.Training is not { } training || GradientBuckets.Of(training, model.Options.Machine) is not { Count: > 0 } buckets)
            return null;
        int before = model.Inference.Kernels.Count;
        return $"GradientBuckets = [{string.Join(", ", buckets.Select(b => $"new({before + b.Kernel}, {b.Start})"))}]";
    }

    private static string Extents(Shape shape) => $"[{string.Join(", ", shape.Extents)}]";

    private static string Number(long value) =>
        value < 10_000 ? value.ToString(CultureInfo.InvariantCulture) : value.ToString("N0",
            CultureInfo.InvariantCulture).Replace(',', '_');
}
