using System.Reflection;
using System.Runtime.Intrinsics;
using ModelCompiler.Runtime;

namespace ModelCompiler.Tests.Runtime;

public class MultiplyAddTests
{
    private static readonly Type[] Types = [typeof(FusedMultiplyAdds), typeof(EstimatedMultiplyAdds)];

    public static TheoryData<string, string> Names()
    {
        var names = new TheoryData<string, string>();
        foreach (var type in Types)
        {
            foreach (var name in type.GetMethods(BindingFlags.Public | BindingFlags.Static).Select(m => m.Name).Distinct()) names.Add(type.Name, name);
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
        foreach (var method in Types.Single(t => t.Name == type).GetMethods().Where(m => m.Name == name))
        {
            if (name.StartsWith("FmaRow", StringComparison.Ordinal)) CheckRow(method);
            else if (name.StartsWith("FmaColumn", StringComparison.Ordinal)) CheckColumn(method);
            else Assert.Equal(MathF.FusedMultiplyAdd(3, 5, 7), Lane(method.Invoke(null, [.. new[] { 3f, 5f, 7f }.Select(v => Fill(method.ReturnType, v))])!, 0));
        }
    }

    private static void CheckRow(MethodInfo method)
    {
        // Through reflection a reference is to a box, behind which nothing may be read: at is 0.
        var memory = method.GetParameters()[0].ParameterType.IsByRef;
        var skip = memory ? 2 : 1;
        var sums = (method.GetParameters().Length - skip) / 2;
        var vector = method.GetParameters()[skip].ParameterType;
        object[] arguments =
        [
            .. memory ? new object[] { 3f, (nint)0 } : [Fill(vector, 3f)],
            .. Enumerable.Range(0, sums).Select(c => Fill(vector, 10f + c)),
            .. Enumerable.Range(0, sums).Select(c => Fill(vector, 100f * c)),
        ];
        method.Invoke(null, arguments);
        for (var c = 0; c < sums; c++) CheckLanes(arguments[skip + sums + c], lane => MathF.FusedMultiplyAdd(3f, 10f + c + lane, (100f * c) + lane), memory ? null : lane => MathF.FusedMultiplyAdd(3f + lane, 10f + c + lane, (100f * c) + lane));
    }

    private static void CheckColumn(MethodInfo method)
    {
        var sums = method.GetParameters().Length - 4;
        var vector = method.GetParameters()[3].ParameterType;
        object[] arguments = [3f, (nint)0, (nint)0, Fill(vector, 10f), .. Enumerable.Range(0, sums).Select(c => Fill(vector, 100f * c))];
        method.Invoke(null, arguments);
        for (var c = 0; c < sums; c++) CheckLanes(arguments[4 + c], lane => MathF.FusedMultiplyAdd(3f, 10f + lane, (100f * c) + lane), null);
    }

    [Fact]
    public void A_row_reads_one_float_and_a_column_one_for_each_sum()
    {
        float[] memory = [1, 2, 3, 4, 5, 6, 7];
        Vector128<float> k = Vector128.Create(1f, 10, 100, 1000), s0 = default, s1 = default, s2 = default;
        FusedMultiplyAdds.FmaColumn4(ref memory[0], 1, 2, k, ref s0, ref s1, ref s2);
        Assert.Equal(2 * k, s0);
        Assert.Equal(4 * k, s1);
        Assert.Equal(6 * k, s2);
        FusedMultiplyAdds.FmaRow4(ref memory[0], 6, k, -k, ref s0, ref s1);
        Assert.Equal(9 * k, s0);
        Assert.Equal(-3 * k, s1);
    }

    private static void CheckLanes(object vector, Func<int, float> expected, Func<int, float>? whenFull)
    {
        for (var lane = 0; lane < Lanes(vector.GetType()); lane++) Assert.Equal((whenFull ?? expected)(lane), Lane(vector, lane));
    }

    private static int Lanes(Type type) => type == typeof(Vector512<float>) ? 16 : type == typeof(Vector256<float>) ? 8 : type == typeof(Vector128<float>) ? 4 : 1;

    /// <summary>first, first + 1, first + 2 … along the lanes.</summary>
    private static object Fill(Type type, float first) => Lanes(type) switch
    {
        16 => Vector512.Create(first) + Vector512<float>.Indices,
        8 => Vector256.Create(first) + Vector256<float>.Indices,
        4 => Vector128.Create(first) + Vector128<float>.Indices,
        _ => first,
    };

    private static float Lane(object vector, int lane) => vector switch
    {
        Vector512<float> v => v[lane],
        Vector256<float> v => v[lane],
        Vector128<float> v => v[lane],
        _ => (float)vector,
    };
}
