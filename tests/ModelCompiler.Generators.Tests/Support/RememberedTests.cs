using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Tests.Support;

/// <summary>What a record keeps of what was computed from it, and what an array keeps of itself.</summary>
public class RememberedTests
{
    private sealed record Text(string Value)
    {
        private Remembered<string> twice;

        public string Twice => twice.Of(this, static text => text.Value + text.Value);
    }

    [Fact]
    public void It_is_computed_once_and_by_each_copy_anew()
    {
        var text = new Text("a");
        Assert.Equal("aa", text.Twice);
        Assert.Same(text.Twice, text.Twice);
        Assert.Equal("bb", (text with { Value = "b" }).Twice);
        Assert.Equal("aa", text.Twice);
    }

    [Fact]
    public void It_is_no_part_of_what_the_record_is()
    {
        Text asked = new("a"), other = new("a");
        _ = asked.Twice;
        Assert.Equal(asked, other);
        Assert.Equal(asked.GetHashCode(), other.GetHashCode());
    }

    [Fact]
    public void An_array_that_is_not_changed_stays_the_same()
    {
        EquatableArray<string> items = ["a", "b", "c"];
        Assert.True(items.IsSame(items.Rewritten(item => item)));
        EquatableArray<string> other = items.Rewritten(item => item == "b" ? "x" : item);
        Assert.Equal(["a", "x", "c"], other);
        Assert.False(items.IsSame(other));
        Assert.False(items.IsSame(["a", "b", "c"]));
        Assert.Equal(["a", "b", "c"], items);
        Assert.True(EquatableArray<string>.Empty.IsSame(default));
        Assert.Equal(["b", "c"], items.Range(1, 2));
    }

    /// <summary>What is later done to a list or an array is not done to what was made of it.</summary>
    [Fact]
    public void An_array_is_a_copy()
    {
        List<int> list = [1, 2];
        int[] array = [1, 2];
        EquatableArray<int> ofList = list.ToEquatableArray(), ofArray = array.ToEquatableArray(), ofSpan = EquatableArray.Create<int>(array);
        (list[0], array[0]) = (7, 7);
        Assert.All([ofList, ofArray, ofSpan], items => Assert.Equal([1, 2], items));
    }
}
