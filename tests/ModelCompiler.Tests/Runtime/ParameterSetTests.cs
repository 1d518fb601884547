using ModelCompiler.Runtime;
using ModelCompiler.Tests.Models;

namespace ModelCompiler.Tests.Runtime;

public class ParameterSetTests
{
    [Fact]
    public void Tensors_are_found_by_name_with_their_shapes()
    {
        ParameterSet parameters = new Classifier().Parameters;
        Assert.Equal(["dense_1.kernel", "dense_1.bias", "dense_1.offset"], parameters.Select(t => t.Name));
        Assert.Equal([4, 3], parameters["dense_1.kernel"].Shape);
        Assert.Equal(12, parameters["dense_1.kernel"].Span.Length);
        Assert.True(parameters["dense_1.bias"].Trainable);
        Assert.False(parameters["dense_1.offset"].Trainable);
        Assert.Equal(32, parameters.TrainableFloats);
    }

    [Fact]
    public void An_unknown_name_lists_the_nearest()
    {
        var exception = Assert.Throws<ParameterNotFoundException>(() => new Classifier().Parameters["dense1.kernel"]);
        Assert.StartsWith("'Classifier' has no parameter called 'dense1.kernel'. The nearest are: dense_1.kernel,", exception.Message);
        Assert.Equal("dense1.kernel", exception.Name);
    }

    [Fact]
    public void Equal_seeds_give_equal_weights_and_others_do_not()
    {
        float[] Weights(int seed) => new Classifier(seed).Parameters["dense_1.kernel"].Span.ToArray();
        Assert.Equal(Weights(7), Weights(7));
        Assert.NotEqual(Weights(7), Weights(8));
    }

    [Fact]
    public void A_tensor_draws_from_its_own_stream_whatever_stands_before_it()
    {
        ParameterDescription Tensor(string name, int length, int offset) => new(name, [length], offset, Initializer.HeNormal, 0, 0, 10, 10, true);
        ParameterSet small = ParameterSet.Create("A", [Tensor("a", 16, 0), Tensor("b", 64, 16)], 3);
        ParameterSet large = ParameterSet.Create("B", [Tensor("a", 160, 0), Tensor("b", 64, 160)], 3);
        Assert.Equal(small["b"].Span.ToArray(), large["b"].Span.ToArray());
        Assert.NotEqual(small["a"].Span.ToArray(), small["b"].Span[..16].ToArray());
    }

    [Theory]
    [InlineData(8, 32)] // misaligned
    [InlineData(0, 32)] // overlapping
    public void Layouts_that_cannot_be_are_refused(int second, int length)
    {
        ParameterDescription Tensor(string name, int offset) => new(name, [length], offset, Initializer.Zeros, 0, 0, 1, 1, true);
        Assert.Throws<ArgumentException>(() => ParameterSet.Create("M", [Tensor("a", 0), Tensor("b", second)], 0));
    }

    [Fact]
    public void A_trainable_tensor_after_a_frozen_one_is_refused()
    {
        ParameterDescription Tensor(string name, int offset, bool trainable) => new(name, [16], offset, Initializer.Zeros, 0, 0, 1, 1, trainable);
        Assert.Throws<ArgumentException>(() => ParameterSet.Create("M", [Tensor("a", 0, false), Tensor("b", 16, true)], 0));
    }

    [Fact]
    public void Touch_raises_the_version()
    {
        ParameterSet parameters = new Classifier().Parameters;
        int before = parameters.Version;
        parameters.Touch();
        Assert.Equal(before + 1, parameters.Version);
    }
}
