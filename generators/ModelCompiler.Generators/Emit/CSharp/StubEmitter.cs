using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Emit.OpenCL;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>The members of a model whose declaration has an error: they compile, so that the one mistake is the only error in the list, and throw if they are ever reached.</summary>
internal static class StubEmitter
{
    /// <param name="outputs">Named outputs that are right, so that code may ask for them.</param>
    public static GeneratedFile Emit(ModelSpec spec, Shape? input, Shape? output, EquatableArray<NamedValue> outputs, bool openCL)
    {
        var writer = new SourceWriter();
        FileHeader.WriteFace(writer, "The declaration has errors: these members only keep the rest of the project compiling.");
        string name = spec.Type.Name;
        string face = spec.Losses.Count == 0 ? "IModel" : "ITrainableModel";
        long Size(Shape? shape) => shape is not null && shape.Count is > 0 and <= int.MaxValue ? shape.Count : 1;
        string model = spec.QualifiedName;
        using (new TypeNesting(writer, spec, $" : global::ModelCompiler.{face}<{model}>{(openCL ? OpenCLEmitter.FaceOf(model) : "")}"))
        {
            writer.Lines($$"""
                public const int ParameterCount = 0;

                public const int NonTrainableParameterCount = 0;

                public const int InputSize = {{Size(input)}};

                public const int OutputSize = {{Size(output)}};

                public {{name}}(int seed = 0) => throw Error();

                public static global::ModelCompiler.ModelSummary Summary => throw Error();

                public global::ModelCompiler.ParameterSet Parameters => throw Error();

                public int Threads
                {
                    get => throw Error();
                    set => throw Error();
                }

                static int global::ModelCompiler.IModel<{{model}}>.ParameterCount => ParameterCount;

                static int global::ModelCompiler.IModel<{{model}}>.InputSize => InputSize;

                static int global::ModelCompiler.IModel<{{model}}>.OutputSize => OutputSize;

                global::ModelCompiler.Runtime.CompiledProgram global::ModelCompiler.IModel<{{model}}>.Program => throw Error();

                public void Predict(global::System.ReadOnlySpan<float> inputs, global::System.Span<float> outputs) => throw Error();

                public float[] Predict(global::System.ReadOnlySpan<float> inputs) => throw Error();

                public {{model}} Share() => throw Error();

                public void Save(string path) => throw Error();

                public void Load(string path) => throw Error();

                private static global::System.InvalidOperationException Error() => new("The declaration of '{{name}}' has errors; see the build's MC diagnostics.");
                """.Split('\n').Select(l => l.TrimEnd('\r')));
            SharedWeightsEmitter.Write(writer, spec, " => throw Error();");
            PretrainedEmitter.Write(writer, spec, $"public static {model} Pretrained() => throw Error();");
            if (openCL) OpenCLEmitter.WriteDescribe(writer, model, "throw Error()");
            OutputsEmitter.Write(writer, model, [.. outputs.Select(o => (o, (Shape?)null))], _ => "throw Error()");
        }

        return ModelEmitter.File(spec, "Model", writer.ToString());
    }
}
