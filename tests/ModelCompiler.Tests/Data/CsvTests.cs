using ModelCompiler.Data;
using ModelCompiler.Tests.Models;

namespace ModelCompiler.Tests.Data;

public sealed class CsvTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a,b,kind\n1,2,cat\n3,4.5,dog\n-1e2,0,cat\n", false)]
    [InlineData("a,b,kind\r\n1,2,cat\r\n\r\n3,4.5,\"dog\"\r\n-1e2, 0 ,cat", true)]
    [InlineData("1,2,cat\n3,4.5,dog\n-1e2,0,cat\n", false)]
    [InlineData("\uFEFFa,b,kind\n1,2,cat\n3,4.5,dog\n-1e2,0,cat\n", false)]
    public void Words_become_classes_with_and_without_a_header(string text, bool packed)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
        Dataset data = Dataset.FromCsv(packed ? folder.WriteGzip("x.csv.gz", bytes) : folder.Write("x.csv", bytes));
        Assert.Equal([1, 2, 3, 4.5f, -100, 0], data.Inputs.ToArray());
        Assert.Equal([0, 1, 0], data.Labels.ToArray());
        Assert.Equal(["cat", "dog"], data.ClassNames);
        Assert.Equal([2], data.Shape);
    }

    [Fact]
    public void Whole_numbers_are_classes_and_others_are_targets()
    {
        Assert.Equal([2, 0], Read("1,2,2\n3,4,0\n").Labels.ToArray());
        Assert.Equal([2.5f, 0], Read("1,2,2.5\n3,4,0\n").Targets.ToArray());
        Assert.Equal([2, 0], Read("1,2,2\n3,4,0\n", new CsvOptions { Target = CsvTarget.Numbers }).Targets.ToArray());
        Assert.Equal([1984, 2], Read("1,1984\n3,2\n").Targets.ToArray());
    }

    [Fact]
    public void Columns_are_chosen_by_name_or_number()
    {
        const string Text = "id;x;y;z\n7;1;2;3\n8;4;5;6\n";
        Dataset data = Read(Text, new CsvOptions { Separator = ';', Targets = ["x", "z"], Ignore = ["id"] });
        Assert.Equal([2, 5], data.Inputs.ToArray());
        Assert.Equal([1, 3, 4, 6], data.Targets.ToArray());
        Assert.Equal([1, 3, 4, 6], Read(Text, new CsvOptions { Separator = ';', Targets = ["1", "-1"], Ignore = ["0"], Header = true }).Targets.ToArray());
        Refuses(Text, "has no column 'w'. Its 4 columns are id, x, y, z", new CsvOptions { Separator = ';', Targets = ["w"] });
        Assert.Equal([3, 6], Dataset.FromCsv(folder.Write("y.csv", "x,y,z\n1,3,2\n4,6,5\n"u8), target: "y").Labels.ToArray());
    }

    [Fact]
    public void Quotes_may_hold_separators_quotes_and_lines()
    {
        Dataset data = Read("1,\"a, \"\"b\"\"\nc\"\n2,d\n");
        Assert.Equal(["a, \"b\"\nc", "d"], data.ClassNames);
        Refuses("1,a\n2,\"b\n", "line 2: a quoted field does not end");
    }

    [Fact]
    public void Missing_values_are_reported_by_line()
    {
        const string Text = "a,b,y\n1,2,0\n,2,1\n3,NA,0\n4,5,?\n7,8,1\n";
        Refuses(Text, "values are missing in 3 lines: line 3, column 'a'; line 4, column 'b'; line 5, column 'y'.");
        Assert.Equal([1, 2, 7, 8], Read(Text, new CsvOptions { WhenMissing = CsvMissing.Skip }).Inputs.ToArray());
        Dataset mean = Read(Text, new CsvOptions { WhenMissing = CsvMissing.Mean });
        Assert.Equal([1, 2, 11f / 3, 2, 3, 4, 7, 8], mean.Inputs.ToArray());
        Assert.Equal([0, 1, 0, 1], mean.Labels.ToArray());
    }

    [Fact]
    public void Bad_lines_are_named()
    {
        Refuses("a,b,y\n1,2,0\n\n3,4\n", "line 4 has 2 fields where the first line has 3");
        Refuses("1,2,0\n3,4,5,6\n", "line 2 has 4 fields where the first line has 3");
        Refuses("1,2,0\n3,x,0\n", "line 2, column '1': 'x' is not a number");
        Refuses("a,b,y\n1,2,0\n1e99,4,0\n", "line 3, column 'a': '1e99' is not a number");
        Refuses("1,2,0\n3,4,cat\n", "line 2, column '2': target 'cat' is not a number");
        Refuses("a,b\n", "has a header and no samples");
        Refuses("", "is empty");
        Refuses("1\n2\n", "of which none is left as an input");
    }

    private Dataset Read(string text, CsvOptions? options = null) => Dataset.FromCsv(folder.Write("x.csv", System.Text.Encoding.UTF8.GetBytes(text)), options);

    private void Refuses(string text, string message, CsvOptions? options = null)
    {
        var exception = Assert.Throws<DataFormatException>(() => Read(text, options));
        Assert.Contains(message, exception.Message);
        Assert.EndsWith("x.csv", exception.Path);
    }
}
