using System.Text;
using ModelCompiler.Images;
using ModelCompiler.Plots;
using ModelCompiler.Training;

namespace ModelCompiler.Pictures.Tests;

public sealed class FigureTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("modelcompiler-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(".svg")]
    [InlineData(".png")]
    public void Curves_are_written_in_both_formats(string ending)
    {
        var history = new History([.. Enumerable.Range(1, 5).Select(e => new EpochResult(e, 1.0 / e, 0.1 * e, 1.1 / e, 0.09 * e, 1))], Cancelled: false);
        string path = Path.Combine(folder, "new", "curves" + ending);
        Figure.TrainingCurves(history).Save(path);
        if (ending == ".svg")
        {
            string svg = File.ReadAllText(path);
            foreach (string word in new[] { "<svg", "training", "validation", "Accuracy", "epoch" })
                Assert.Contains(word, svg);
        }
        else
        {
            Picture picture = Picture.Load(path);
            Assert.Equal((434, 1280), (picture.Height, picture.Width));
            AssertHasColour(picture, 31, 119, 180);
            AssertHasColour(picture, 255, 127, 14);
        }

        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    /// <summary>A line's pixels are where its values are: the right half of a step is drawn higher than the left one.</summary>
    [Fact]
    public void A_line_rises_where_its_values_do()
    {
        Picture picture = Drawn(Figure.Lines("step", "x", "y", new Series("a", [0, 1, 1, 2], [0, 0, 5, 5])));
        double[] rows = [.. new[] { 0.3, 0.8 }.Select(part => Rows(picture, (int)(part * picture.Width)).Average())];
        Assert.True(rows[0] > rows[1] + 100, $"left at row {rows[0]:0}, right at row {rows[1]:0}");
    }

    [Fact]
    public void Tiles_show_the_pixels_that_came()
    {
        float[] quarters = [0, 1, 1, 0];
        Picture picture = Drawn(Figure.Pictures("tiles", [2, 2], 1, (quarters, "")));
        int middleX = picture.Width / 2, middleY = (picture.Height + 34) / 2;
        byte At(int dx, int dy) => picture.Pixels[((middleY + dy) * picture.Width + middleX + dx) * 3];
        Assert.True(At(-12, -12) < 50 && At(12, 12) < 50 && At(12, -12) > 200 && At(-12, 12) > 200, $"{At(-12, -12)} {At(12, -12)} {At(-12, 12)} {At(12, 12)}");
    }

    [Fact]
    public void Figures_are_combined_and_names_are_escaped()
    {
        Figure one = Figure.Sweep("a < b & c", "rate", "accuracy", [0.1, 0.2], ("train & test", [0.5, 0.6]));
        Figure both = Figure.Combine("both", 2, one, one);
        Assert.Equal(2 * one.DefaultWidth, both.DefaultWidth);
        System.Xml.Linq.XDocument.Parse(Encoding.UTF8.GetString(both.ToSvg()));
        Figure.LearningRates("rates", 10, ("1/t", step => 1.0 / (step + 1))).ToPng();
        Figure.ByLayer("gradients", "rms", ("sigmoid", [1e-9, 1e-3, 0]), ("none", [0, double.NaN])).ToPng();
        Figure.Distributions("spread", ("conv2d_1", [0, 1, 2, float.NaN]), ("dense_1", [])).ToPng();
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused()
    {
        Assert.Contains("'.gif'", Assert.Throws<PlotException>(() => Figure.Lines("t", "x", "y", new Series("a", [1])).Save(Path.Combine(folder, "x.gif"))).Message);
        Assert.Throws<PlotException>(() => Figure.Lines("t", "x", "y"));
        Assert.Contains("2 places and 1 values", Assert.Throws<PlotException>(() => Figure.Lines("t", "x", "y", new Series("a", [1, 2], [1]))).Message);
        Assert.Throws<PlotException>(() => Figure.TrainingCurves(new History([], false)));
        Assert.Throws<PlotException>(() => Figure.Pictures("t", [2, 2, 2], null, (new float[8], "")));
        Assert.Throws<PlotException>(() => Figure.Pictures("t", [2, 2], null, (new float[5], "")));
        Assert.Throws<PlotException>(() => Figure.Maps(new float[5], 2, 2, 1, "t"));
        Assert.Empty(Directory.GetFiles(folder));
    }

    private Picture Drawn(Figure figure)
    {
        string path = Path.Combine(folder, "figure.png");
        figure.Save(path);
        return Picture.Load(path);
    }

    private static void AssertHasColour(Picture picture, byte red, byte green, byte blue) => Assert.True(
        Enumerable.Range(0, picture.Height * picture.Width).Any(i => picture.Pixels.AsSpan(3 * i, 3) is [var r, var g, var b] && (r, g, b) == (red, green, blue)),
        $"no pixel of {red}, {green}, {blue}");

    /// <summary>Rows in which a column has the first line's colour.</summary>
    private static IEnumerable<int> Rows(Picture picture, int column) => Enumerable.Range(0, picture.Height).Where(row =>
        picture.Pixels.AsSpan((row * picture.Width + column) * 3, 3) is [31, 119, 180]);
}
