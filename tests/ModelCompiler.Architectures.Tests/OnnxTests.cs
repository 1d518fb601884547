using Architectures;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using ModelCompiler.Onnx;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Tool.Declarations;

namespace ModelCompiler.Architectures.Tests;

/// <summary>Every network of the example is exported, predicts the same in ONNX Runtime, and comes back as a class of the same graph. Large ones where MODELCOMPILER_LONG is 1.</summary>
public class OnnxTests
{
    private const long SmallParameters = 2_000_000, SmallMultiplyAdds = 200_000_000;

    public static TheoryData<string> Networks =>
        [.. Catalog.All.Where(n => IsLong || (n.Summary.TrainableParameters <= SmallParameters && n.Summary.MultiplyAdds <= SmallMultiplyAdds)).Select(n => n.Name)];

    private static bool IsLong => Environment.GetEnvironmentVariable("MODELCOMPILER_LONG") is "1";

    [Theory]
    [MemberData(nameof(Networks))]
    public void Exported_networks_predict_the_same_and_come_back(string name)
    {
        Network network = Catalog.Find(name);
        Type model = network.GetType().GetGenericArguments()[0];
        object create = network.GetType().GetProperty("Create")!.GetValue(network)!;
        typeof(OnnxTests).GetMethod(nameof(Check), System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!.MakeGenericMethod(model)
            .Invoke(null, System.Reflection.BindingFlags.DoNotWrapExceptions, null, [create], null);
    }

    private static void Check<T>(object create) where T : class, IModel<T>
    {
        T model = create is Func<int, T> seeded ? seeded(1) : ((Func<T>)create)();
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
        try
        {
            OnnxModel.Export(model, path);
            Agrees(model, path);
            // Filters have no weights that could come back.
            if (model.Parameters.Count > 0) ComesBack(model, path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Agrees<T>(T model, string path) where T : class, IModel<T>
    {
        var random = new Random(1);
        float[] inputs = [.. Enumerable.Range(0, T.InputSize).Select(_ => random.NextSingle())];
        float[] expected = model.Predict(inputs);
        using var session = new InferenceSession(path);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor(session.InputNames[0], new DenseTensor<float>(inputs, [1, .. T.Summary.InputShape]))]);
        float[] actual = [.. results[0].AsEnumerable<float>()];
        Assert.Equal(expected.Length, actual.Length);
        float largest = expected.Max(MathF.Abs);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(MathF.Abs(expected[i] - actual[i]) <= 1e-4f * largest, $"{i}: {expected[i]} here, {actual[i]} there, of at most {largest}");
    }

    private static void ComesBack<T>(T model, string path) where T : class, IModel<T>
    {
        ImportedModel imported = OnnxModel.Import(path, new OnnxImportOptions { ModelName = "Again" });
        Assert.Equal(T.Summary.TrainableParameters + T.Summary.NonTrainableParameters, imported.Tensors.Sum(t => (long)t.Values.Length));
        Declaration written = DeclarationWriter.Write(imported.Architecture, "Imported", "A network.");
        ModelArchitecture declared = DeclaredArchitecture.Read(written.Text, "Imported.Again");
        Assert.Null(SameArchitecture.Difference(imported.Architecture, declared, written.Names));
        float[][] before = [.. model.Parameters.Select(p => p.Span.ToArray())];
        foreach (ParameterTensor tensor in model.Parameters) tensor.Span.Clear();
        OnnxModel.Load(model, path);
        Assert.Equal(before, model.Parameters.Select(p => p.Span.ToArray()));
    }
}
