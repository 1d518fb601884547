using System.Reflection;
using System.Runtime.CompilerServices;
using ModelCompiler.Generators.MemoryPlanning;
using ModelCompiler.Reference;
using ModelCompiler.Runtime;

namespace ModelCompiler.Testing.Compilation;

/// <summary>A compiled model without its type: through its program, which is the same class for all.</summary>
public sealed class CompiledModel : ITestModel
{
    private readonly CompiledProgram program;

    private CompiledModel(CompiledProgram program) => this.program = program;

    /// <summary>
    /// Watches the borders of values in memory from here on; see <see cref="BorderWatch"/>. The model was compiled with <c>border=16</c> in <see cref="CompilerOptions.Machine"/>, and without OpenCL.
    /// </summary>
    public void WatchBorders(string declaration, string fullName, CompilerOptions options)
    {
        MemoryPlan[] plans = MemoryPlans.Of(declaration, fullName, options, out int border, out int kernels);
        program.Observer = new BorderWatch(program, plans[0], plans.ElementAtOrDefault(1), plans.Length > 1 ? kernels : int.MaxValue, border);
    }

    /// <summary>How many borders were looked at so far; 0 where nobody watches.</summary>
    public long BordersChecked => program.Observer is BorderWatch watch ? watch.Checked : 0;

    /// <summary>Weights by name.</summary>
    public ParameterSet Parameters => program.ParameterSet;

    /// <summary>The most threads that a call uses.</summary>
    public int Threads
    {
        get => program.Threads;
        set => program.Threads = value;
    }

    /// <summary>Makes an instance of a type that implements <c>IModel</c>.</summary>
    public static CompiledModel Create(Type type, int seed = 0)
    {
        object model = Activator.CreateInstance(type, BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions, null, [seed], null)!;
        var contract = type.GetInterfaces().Single(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IModel<>));
        return new((CompiledProgram)contract.GetProperty("Program")!.GetValue(model)!);
    }

    /// <summary>The program of an instance whose type is known.</summary>
    public static CompiledModel Of<T>(T model) where T : class, IModel<T> => new(model.Program);

    /// <summary>Outputs of a batch.</summary>
    public float[] Predict(float[] inputs) => program.Predict(inputs);

    /// <summary>Lets a model that quantizes activations see samples.</summary>
    public void Calibrate(float[] inputs) => program.Calibrate(inputs);

    /// <summary>What runs it.</summary>
    public CompiledProgram Program => program;

    /// <summary>A named value of a batch.</summary>
    public float[] PredictOutput(string name, float[] inputs) => program.PredictOutput(name, inputs);

    /// <summary>One forward and backward: the loss; outputs and gradients are readable afterwards.</summary>
    public float Step(float[] inputs, float[] targets, uint dropoutSeed = 1) => program.TrainStep(inputs, targets, dropoutSeed);

    /// <summary>The loss without dropout and gradients.</summary>
    public float Evaluate(float[] inputs, float[] targets) => program.EvaluateStep(inputs, targets);

    /// <summary>Predictions of the last step.</summary>
    public float[] LastOutputs => program.LastOutputs.ToArray();

    /// <summary>The gradient of one tensor in the last step.</summary>
    public float[] Gradient(string name)
    {
        var (offset, length) = Place(name);
        return program.GradientBuffer.Slice(offset, length).ToArray();
    }

    /// <summary>Where a tensor's weights lie among all, and its gradient among all gradients.</summary>
    public (int Offset, int Length) Place(string name)
    {
        ref float start = ref Parameters.First().Span[0];
        var tensor = Parameters[name];
        return ((int)Unsafe.ByteOffset(ref start, ref tensor.Span[0]) / sizeof(float), tensor.Length);
    }

    /// <summary>Gives the model and its reference the same random weights; see <see cref="RandomWeights"/>.</summary>
    public void Randomize(ReferenceNetwork reference, SplitMix64 random)
    {
        RandomWeights.Draw(reference, random);
        foreach (var parameter in reference.Parameters)
        {
            Span<float> weights = Parameters[parameter.Name].Span;
            // Exact: the drawn numbers are floats.
            for (int i = 0; i < weights.Length; i++) weights[i] = (float)parameter.Values[i];
        }
        Parameters.Touch();
    }
}
