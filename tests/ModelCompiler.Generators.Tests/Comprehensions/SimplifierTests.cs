using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Tests.Comprehensions;

public class SimplifierTests
{
    private static readonly Expression X = new AxisNumber(AffineIndex.Of(new Axis("x", 3)));

    [Fact]
    public void Neutral_elements_vanish()
    {
        Assert.Same(X, X + 0f);
        Assert.Same(X, 0f + X);
        Assert.Same(X, X - 0f);
        Assert.Same(X, X * 1f);
        Assert.Same(X, 1f * X);
        Assert.Same(X, X / 1f);
        Assert.Equal(new Constant(0), X * 0f);
        Assert.Equal(new Constant(0), 0f * X);
        Assert.Equal(new Constant(0), 0f / X);
    }

    [Fact]
    public void Constants_are_computed()
    {
        Assert.Equal(new Constant(5), (Expression)2f + 3f);
        Assert.Equal(new Constant(-1), (Expression)2f - 3f);
        Assert.Equal(new Constant(6), (Expression)2f * 3f);
        Assert.Equal(new Constant(0.5f), (Expression)1f / 2f);
    }

    [Fact]
    public void What_is_not_neutral_stays()
    {
        Assert.IsType<Binary>(X + 1f);
        Assert.IsType<Binary>(0f - X);
        Assert.IsType<Binary>(1f / X);
        Assert.IsType<Binary>(X / 0f);
    }

    [Fact]
    public void A_product_with_a_mask_is_a_choice()
    {
        var product = Assert.IsType<Select>(X * new Select(Comparison.LessOrEqual, X, 0f, 0f, 1f));
        Assert.Equal((new Constant(0), X), (product.WhenTrue, product.WhenFalse));
    }
}
