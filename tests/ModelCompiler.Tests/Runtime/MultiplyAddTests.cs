using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.Intrinsics;
using ModelCompiler.Runtime;

namespace ModelCompiler.Tests.Runtime;

/// <summary>Each method of the rows and columns of kernels against its own definition, lane by lane.</summary>
public class MultiplyAddTests
{
    private const int From = 7, At = 2, Weights = 40, WeightsAt = 1, Stride = 19, Step = 8 * Stride;

    private static readonly Type[] Types = [typeof(FusedMultiplyAdds), typeof(EstimatedMultiplyAdds), typeof(VectorRowAccess), typeof(VectorAccess)];

    public static TheoryData<string, string> Names()
    {
        var names = new TheoryData<string, string>();
        foreach (var type in Types)
        {
            foreach (var name in Methods(type).Select(m => m.Name).Where(n => n is not ("At" or "TurnRows8" or "TurnRows4")).Distinct()) names.Add(type.Name, name);
        }

        return names;
    }

    /// <summary>With MODELCOMPILER_ACCEPT=1 the files are written.</summary>
    [Fact]
    public void The_files_are_those_of_the_source()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "ModelCompiler.sln"))) root = root.Parent;
        foreach (var (file, text) in MultiplyAddSource.Files)
        {
            var path = Path.Combine(root.FullName, "src/ModelCompiler/Runtime/MultiplyAdds", file);
            if (Environment.GetEnvironmentVariable("MODELCOMPILER_ACCEPT") == "1") File.WriteAllText(path, text);
            Assert.Equal(text, File.ReadAllText(path).ReplaceLineEndings("\n"));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_sum_gets_its_own_product(string type, string name)
    {
        foreach (var method in Methods(Types.Single(t => t.Name == type)).Where(m => m.Name == name))
        {
            var memory = Enumerable.Range(0, From + At + (8 * Step)).Select(i => i * 0.37f).ToArray();
            var (values, written) = (Values(method), (float[])memory.Clone());
            var after = Call(method, written, values);
            var expected = (float[])memory.Clone();
            foreach (var (parameter, before) in values)
            {
                for (var lane = 0; lane < before.Length; lane++)
                {
                    var result = Expected(method, memory, values, parameter, lane);
                    if (method.Name.StartsWith("Store", StringComparison.Ordinal)) expected[Place(parameter, From + At) + lane] = before[lane];
                    Assert.Equal(result, after[parameter][lane]);
                }
            }

            Assert.Equal(expected, written);
        }
    }

    [Fact]
    public void A_place_is_a_number_of_floats_away()
    {
        float[] memory = [1, 2, 3];
        VectorAccess.At(ref memory[0], 2) = 5;
        Assert.Equal([1f, 2f, 5f], memory);
    }

    /// <summary>Numbers on both sides of 0, both zeros, infinities and NaN in every lane of every width.</summary>
    [Fact]
    public void Rectified_lanes_and_their_gradients_are_those_of_a_float()
    {
        float[] numbers = [-2, 3, -0f, 0, float.NaN, float.NegativeInfinity, float.PositiveInfinity, float.Epsilon, -float.Epsilon, 1e30f];
        for (var first = 0; first < numbers.Length; first++)
        {
            var x = Enumerable.Range(0, 16).Select(lane => numbers[(first + lane) % numbers.Length]).ToArray();
            var gradient = Enumerable.Range(0, 16).Select(lane => lane - 7.5f).ToArray();
            var expected = x.Select(v => MathF.Max(v, 0)).ToArray();
            var expectedGradient = x.Select((v, lane) => v <= 0 ? 0 : gradient[lane]).ToArray();
            Vector512<float> of16 = Vector512.Create(x), gradients = Vector512.Create(gradient);
            Compare(expected, lane => VectorFunctions.Relu16(of16)[lane], 16);
            Compare(expected, lane => VectorFunctions.Relu8(of16.GetLower())[lane], 8);
            Compare(expected, lane => VectorFunctions.Relu4(of16.GetLower().GetLower())[lane], 4);
            Compare(expectedGradient, lane => VectorFunctions.ReluGradient16(of16, gradients)[lane], 16);
            Compare(expectedGradient, lane => VectorFunctions.ReluGradient8(of16.GetLower(), gradients.GetLower())[lane], 8);
            Compare(expectedGradient, lane => VectorFunctions.ReluGradient4(of16.GetLower().GetLower(), gradients.GetLower().GetLower())[lane], 4);
        }
    }

    private static void Compare(float[] expected, Func<int, float> lane, int lanes) =>
        Assert.Equal(expected.Take(lanes).Select(BitConverter.SingleToInt32Bits), Enumerable.Range(0, lanes).Select(l => BitConverter.SingleToInt32Bits(lane(l))));

    private static IEnumerable<MethodInfo> Methods(Type type) => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly);

    /// <summary>A vector's value after the call: sums and what is read change, all else stays.</summary>
    private static float Expected(MethodInfo method, float[] memory, Dictionary<string, float[]> values, string parameter, int lane)
    {
        if (parameter == "result")
        {
            return method.Name.StartsWith("Fma", StringComparison.Ordinal) ? MathF.FusedMultiplyAdd(values["a"][lane], values["b"][lane], values["c"][lane])
                : values.TryGetValue("value", out var value) ? value[0]
                : memory[From + At + (method.Name.StartsWith("Splat", StringComparison.Ordinal) ? 0 : lane)];
        }

        var before = values[parameter][lane];
        if (method.Name.StartsWith("LoadRow", StringComparison.Ordinal)) return memory[Place(parameter, From + At) + lane];
        if (method.Name.StartsWith("AddRow", StringComparison.Ordinal)) return before + memory[Place(parameter, From + At) + lane];
        if (parameter[0] != 's') return before;
        if (method.Name.StartsWith("FmaTile", StringComparison.Ordinal))
        {
            var cell = parameter[1..].Split('_');
            return MathF.FusedMultiplyAdd(memory[From + At + (Stride * int.Parse(cell[0], CultureInfo.InvariantCulture))], values["k" + cell[1]][lane], before);
        }

        if (method.Name.StartsWith("FmaColumn", StringComparison.Ordinal)) return MathF.FusedMultiplyAdd(memory[Place(parameter, From + At)], values["k"][lane], before);
        var x = values.TryGetValue("x", out var factor) ? factor[lane] : memory[From + At];
        var k = values.TryGetValue("k" + parameter[1..], out var other) ? other[lane] : memory[Place(parameter, Weights + WeightsAt) + lane];
        return MathF.FusedMultiplyAdd(x, k, before);
    }

    /// <summary>Where the vector of a sum's number lies.</summary>
    private static int Place(string parameter, int first) =>
        first + (char.IsAsciiDigit(parameter[^1]) ? Stride * (parameter[^1] - '0') : 0) + (parameter.IndexOf('_', StringComparison.Ordinal) is > 0 and var row ? Step * (parameter[row - 1] - '0') : 0);

    /// <summary>Lanes of all vectors that go in, each another number; of what is returned as many.</summary>
    private static Dictionary<string, float[]> Values(MethodInfo method)
    {
        var parameters = method.GetParameters().Where(p => IsVector(p)).Select(p => (p.Name!, Type: Plain(p.ParameterType)));
        if (method.ReturnType != typeof(void)) parameters = parameters.Append(("result", method.ReturnType));
        return parameters.Select((p, number) => (p.Item1, Lanes: Enumerable.Range(0, Lanes(p.Type)).Select(lane => 1.5f + number + (lane / 8f)).ToArray())).ToDictionary(p => p.Item1, p => p.Lanes);
    }

    private static bool IsVector(ParameterInfo parameter) => Plain(parameter.ParameterType) != typeof(nint) && parameter.Name is not ("from" or "to" or "weights");

    private static Type Plain(Type type) => type.IsByRef ? type.GetElementType()! : type;

    /// <summary>All vectors after a call, references to an array's elements for memory.</summary>
    private static Dictionary<string, float[]> Call(MethodInfo method, float[] memory, Dictionary<string, float[]> values)
    {
        var array = Expression.Constant(memory);
        var variables = values.Keys.ToDictionary(
            name => name, name => Expression.Variable(name == "result" ? method.ReturnType : Plain(method.GetParameters().Single(p => p.Name == name).ParameterType), name));
        Expression Argument(ParameterInfo parameter) => parameter.Name switch
        {
            "from" or "to" => Expression.ArrayAccess(array, Expression.Constant(From)),
            "weights" => Expression.ArrayAccess(array, Expression.Constant(Weights)),
            "at" => Expression.Constant((nint)At),
            "weightsAt" => Expression.Constant((nint)WeightsAt),
            "stride" => Expression.Constant((nint)Stride),
            "step" => Expression.Constant((nint)Step),
            _ => variables[parameter.Name!],
        };
        Expression call = Expression.Call(method, method.GetParameters().Select(Argument));
        if (method.ReturnType != typeof(void)) call = Expression.Assign(variables["result"], call);
        var body = Expression.Block(
            variables.Values,
            [
                .. variables.Values.Select(v => Expression.Assign(v, Expression.Constant(Vector(v.Type, values[v.Name!])))),
                call,
                Expression.NewArrayInit(typeof(object), variables.Values.Select(v => Expression.Convert(v, typeof(object)))),
            ]);
        var after = Expression.Lambda<Func<object[]>>(body).Compile()();
        return variables.Keys.Select((name, v) => (name, Floats: Enumerable.Range(0, values[name].Length).Select(lane => Lane(after[v], lane)).ToArray())).ToDictionary(v => v.name, v => v.Floats);
    }

    private static int Lanes(Type type) => type == typeof(Vector512<float>) ? 16 : type == typeof(Vector256<float>) ? 8 : type == typeof(Vector128<float>) ? 4 : 1;

    private static object Vector(Type type, float[] lanes) => Lanes(type) switch
    {
        16 => Vector512.Create(lanes),
        8 => Vector256.Create(lanes),
        4 => Vector128.Create(lanes),
        _ => lanes[0],
    };

    private static float Lane(object vector, int lane) => vector switch
    {
        Vector512<float> v => v[lane],
        Vector256<float> v => v[lane],
        Vector128<float> v => v[lane],
        _ => (float)vector,
    };
}
