using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;

namespace ModelCompiler.Generators.Tests.ShapeInference;

/// <summary>The formulas against windows that are laid one by one.</summary>
public class WindowArithmeticTests
{
    [Fact]
    public void Extents_padding_and_rest_are_those_of_windows_laid_one_by_one()
    {
        int checkedCases = 0;
        foreach (var (n, k, s, d, p) in
            from n in Enumerable.Range(1, 14)
            from k in Enumerable.Range(1, 5)
            from s in Enumerable.Range(1, 4)
            from d in Enumerable.Range(1, 3)
            from p in Enumerable.Range(0, 4)
            select (n, k, s, d, p))
        {
            foreach (var mode in new[] { PaddingMode.Valid, PaddingMode.Explicit })
            {
                var window = new Window(k, s, d, mode, mode == PaddingMode.Explicit ? p : 0);
                var starts = Starts(window, n);
                Assert.Equal(starts.Count > 0, WindowArithmetic.Fits(window, n));
                if (starts.Count == 0) continue;
                Assert.Equal(starts.Count, WindowArithmetic.Output(window, n));
                int unread = n - 1 - (starts[^1] + ((k - 1) * d));
                int gap = Math.Max(0, s - (((k - 1) * d) + 1));
                Assert.Equal(unread > gap ? unread : 0, WindowArithmetic.Dropped(window, n));
                checkedCases++;
            }
        }

        Assert.True(checkedCases > 3000);
    }

    /// <summary>Output sizes and pads that TensorFlow gives for "SAME".</summary>
    [Theory]
    [InlineData(5, 2, 2, 1, 3, 0, 1)]
    [InlineData(28, 3, 1, 1, 28, 1, 1)]
    [InlineData(28, 3, 2, 1, 14, 0, 1)]
    [InlineData(224, 7, 2, 1, 112, 2, 3)]
    [InlineData(28, 4, 1, 1, 28, 1, 2)]
    [InlineData(10, 3, 1, 2, 10, 2, 2)]
    [InlineData(10, 1, 3, 1, 4, 0, 0)]
    [InlineData(2, 9, 1, 1, 2, 4, 4)]
    public void Same(int n, int k, int s, int d, int output, int before, int after)
    {
        var window = new Window(k, s, d, PaddingMode.Same, 0);
        Assert.True(WindowArithmetic.Fits(window, n));
        Assert.Equal(output, WindowArithmetic.Output(window, n));
        Assert.Equal((before, after), WindowArithmetic.Padding(window, n));
    }

    private static List<int> Starts(Window window, int n)
    {
        int span = ((window.Size - 1) * window.Dilation) + 1;
        var starts = new List<int>();
        for (int start = -window.Pad; start + span <= n + window.Pad; start += window.Stride) starts.Add(start);
        return starts;
    }
}
