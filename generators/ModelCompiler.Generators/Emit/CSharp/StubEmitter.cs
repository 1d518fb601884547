using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>The members of a model whose declaration has an error: they compile, so that the one mistake is the only error in the list, and throw if they are ever reached.</summary>
internal static class StubEmitter
{
    /// <param name="outputs">Named outputs that are right, so that code may ask for them.</param>
    public static GeneratedFile Emit(ModelSpec spec, Shape? input, Shape? output, EquatableArray<NamedValue> outputs)
    {
        var writer = new SourceWriter();
        FileHeader.WriteFace(writer, spec, "The declaration has errors: these members only keep the rest of the project compiling.");
        string name = spec.Type.Name;
        string face = spec.Losses.Count == 0 ? "IModel" : "ITrainableModel";
        long Size(Shape? shape) => shape is not null && shape.Count is > 0 and <= int.MaxValue ? shape.Count : 1;
        using (new TypeNesting(writer, spec, $" : global::ModelCompiler.{face}<{name}>"))
        {
            writer.Lines($$"""
                public const int ParameterCount = 0;

                public const int NonTrainableParameterCount = 0;

                public const int InputSize = {{Size(input)}};

                public const int OutputSize = {{Size(output)}};

                public {{name}}(int seed = 0) => throw Error();

                public static ModelSummary Summary => throw Error();

                public ParameterSet Parameters => throw Error();

                public int Threads
                {
                    get => throw Error();
                    set => throw Error();
                }

                static int IModel<{{name}}>.ParameterCount => ParameterCount;

                static int IModel<{{name}}>.InputSize => InputSize;

                static int IModel<{{name}}>.OutputSize => OutputSize;

                CompiledProgram IModel<{{name}}>.Program => throw Error();

                public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs) => throw Error();

                public float[] Predict(ReadOnlySpan<float> inputs) => throw Error();

                public {{name}} Share() => throw Error();

                public void Save(string path) => throw Error();

                public void Load(string path) => throw Error();

                private static InvalidOperationException Error() => new("The declaration of '{{name}}' has errors; see the build's MC diagnostics.");
                """.Split('\n').Select(l => l.TrimEnd('\r')));
            SharedWeightsEmitter.Write(writer, spec, " => throw Error();");
            OutputsEmitter.Write(writer, name, [.. outputs.Select(o => (o, (Shape?)null))], _ => "throw Error()");
        }

        return ModelEmitter.File(spec, "Model", writer.ToString());
    }
}
