namespace ModelCompiler.Generators.Tests.Incrementality;

public class CachedValuesTests
{
    [Fact]
    public void A_symbol_deep_inside_is_found()
    {
        var symbol = TestCompilation.Type("class C;", "C");
        var message = Assert.ThrowsAny<Exception>(() => CachedValues.Verify(new { Items = new[] { (1, (object)"text"), (2, symbol) } }, "Step")).Message;
        Assert.Contains("Step.<Items>i__Field[1].Item2 holds", message);
        CachedValues.Verify(new { Items = new[] { (1, (object)"text") } }, "Step");
    }
}
