using System.Reflection;
using Microsoft.ML.OnnxRuntime;
using ModelCompiler.Onnx;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Tool.Declarations;

namespace ModelCompiler.Formats.Tests.Onnx;

/// <summary>
/// Networks as PyTorch exports them, imported as classes that are compiled here: they compute what ONNX Runtime computes from the file. All are imported; those that are compiled are some of
/// each kind, all where MODELCOMPILER_LONG is 1.
/// </summary>
public class TorchNetworkTests
{
    private static readonly string[] Usual = ["shuffle", "cells_dcr", "excite_by_vector", "group_norm", "layer_norm", "convnext", "gelu", "permute_to_conv", "view", "rows", "flat_output", "padded"];

    private static bool IsCompiled(string name) => Environment.GetEnvironmentVariable("MODELCOMPILER_LONG") == "1" || Usual.Contains(name);

    [PythonFact("torch")]
    public void Exported_networks_are_classes_that_compute_the_same()
    {
        using var folder = new TemporaryFolder();
        string[] names = Python.Run("torch_onnx.py", folder.Path).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(names.Length > 30, string.Join(", ", names));
        var failures = new List<string>();
        var imported = new List<(string Path, ImportedModel Model, Declaration Written)>();
        foreach (string name in names)
        {
            try
            {
                string path = folder.File($"{name}.onnx");
                ImportedModel model = OnnxModel.Import(path);
                if (IsCompiled(name)) imported.Add((path, model, DeclarationWriter.Write(model.Architecture, $"Net.{model.Architecture.ModelName}Space", "A network.")));
            }
            catch (OnnxFileException exception)
            {
                failures.Add($"{name}: {exception.Message}");
            }
        }

        CompiledAssembly compiled = InMemoryCompiler.Compile(OneFile(imported.Select(i => i.Written.Text)));
        foreach (var (path, model, written) in imported)
        {
            try
            {
                typeof(TorchNetworkTests).GetMethod(nameof(Check), BindingFlags.Static | BindingFlags.NonPublic)!
                    .MakeGenericMethod(compiled.Type($"Net.{model.Architecture.ModelName}Space.{model.Architecture.ModelName}"))
                    .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [path, model, written], null);
            }
            catch (Exception exception)
            {
                failures.Add($"{Path.GetFileName(path)}: {exception.Message}\n{written.Text}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    /// <summary>Using lines stand at the top once; namespaces have braces.</summary>
    private static string OneFile(IEnumerable<string> files) => "using ModelCompiler;\n#pragma warning disable MC0107\n" + string.Join("\n", files.Select(f =>
    {
        int start = f.IndexOf("namespace ", StringComparison.Ordinal), end = f.IndexOf(';', start);
        return f[start..end] + "\n{" + f[(end + 1)..] + "}\n";
    }));

    private static void Check<T>(string path, ImportedModel imported, Declaration written) where T : class, IModel<T>
    {
        T model = (T)Activator.CreateInstance(typeof(T), BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions, null, [1], null)!;
        Assert.Equal(imported.Tensors.Count, model.Parameters.Count);
        foreach (ImportedTensor tensor in imported.Tensors) tensor.Values.CopyTo(model.Parameters[written.Tensor(tensor.Name)].Span);
        model.Parameters.Touch();
        using var session = new InferenceSession(path);
        int[] dims = [.. session.InputMetadata.Single().Value.Dimensions.Skip(1)];
        float[] first = Weights.Numbers(T.InputSize, seed: 3, -1, 1);
        float[] expected = Runtime.Run(session, first, [1, .. dims]).Single().Value;
        float[] actual = model.Predict(Last(first, dims));
        // The one whose output has its channels last in the file, too.
        Runtime.Close(expected, path.EndsWith("sequence.onnx", StringComparison.Ordinal) ? actual : First(actual, T.Summary.Architecture.OutputShape[^1]), 1e-4f);
    }

    /// <summary>Channels first → last.</summary>
    private static float[] Last(float[] values, int[] dims)
    {
        int cells = values.Length / dims[0];
        return dims.Length == 1 ? values : [.. Enumerable.Range(0, values.Length).Select(i => values[(i % dims[0] * cells) + (i / dims[0])])];
    }

    private static float[] First(float[] values, int channels)
    {
        int cells = values.Length / channels;
        return [.. Enumerable.Range(0, values.Length).Select(i => values[(i % cells * channels) + (i / cells)])];
    }
}
