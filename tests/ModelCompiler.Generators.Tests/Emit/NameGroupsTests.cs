using ModelCompiler.Generators.Emit.CSharp;

namespace ModelCompiler.Generators.Tests.Emit;

public class NameGroupsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("InferConv2d1", "InferConv2d1")]
    [InlineData("InferConv2d1 InferDense1", "Infer{Conv2d1,Dense1}")]
    [InlineData("InferConv2d1 InferConv2d1Packed TrainConv2d1", "InferConv2d1{,Packed},TrainConv2d1")]
    [InlineData("TrainRelu1 TrainRelu1_2 TrainRelu12", "Train{Relu1{,_2},Relu12}")]
    [InlineData("TrainConv2d1Rows TrainConv2d1Points TrainConv2d2Rows", "Train{Conv2d1{Rows,Points},Conv2d2Rows}")]
    public void What_neighbours_begin_with_is_written_once(string names, string expected) =>
        Assert.Equal(expected, NameGroups.Write(names.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Names_come_out_as_they_went_in(int seed)
    {
        var random = new Random(seed);
        string[] words = ["Conv2d1", "Conv2d12", "Relu", "R", "_2", "Rows", "D", "Kernel"];
        string[] names = [.. Enumerable.Range(0, random.Next(1, 40))
            .Select(_ => "Train" + string.Concat(Enumerable.Range(0, random.Next(0, 5)).Select(_ => words[random.Next(words.Length)])))];
        string written = NameGroups.Write(names);
        int at = 0;
        Assert.Equal(names, Expand(written, ref at));
        Assert.Equal(written.Length, at);
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    /// <summary>list = item { "," item };  item = letters [ "{" list "}" ].</summary>
    private static List<string> Expand(string text, ref int at)
    {
        var names = new List<string>();
        while (true)
        {
            int from = at;
            while (at < text.Length && text[at] is not (',' or '{' or '}')) at++;
            string letters = text[from..at];
            if (at < text.Length && text[at] == '{')
            {
                at++;
                names.AddRange(Expand(text, ref at).Select(inner => letters + inner));
                Assert.Equal('}', text[at++]);
            }
            else names.Add(letters);

            if (at == text.Length || text[at] != ',') return names;
            at++;
        }
    }
}
