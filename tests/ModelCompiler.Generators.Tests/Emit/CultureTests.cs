using System.Globalization;

namespace ModelCompiler.Generators.Tests.Emit;

/// <summary>Where a comma stands before the fraction, the same code comes out, and the same hash: weights move between such machines.</summary>
public class CultureTests
{
    private const string Source =
        "using ModelCompiler; [Model] [Input(6, 6, 1)] [FixedConv2D(1, 3, 0.25, 0.5, 0.25)] [Conv2D(2, 3, Activation = Activation.Tanh)] [LocalResponseNormalization(Alpha = 0.5)] "
            + "public partial class Net;";

    [Fact]
    public void The_code_does_not_depend_on_the_culture()
    {
        string Text(string decimalSeparator)
        {
            // Made here, since a system without ICU has no cultures by name.
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = decimalSeparator;
            var before = (CultureInfo.CurrentCulture, CultureInfo.DefaultThreadCurrentCulture);
            (CultureInfo.CurrentCulture, CultureInfo.DefaultThreadCurrentCulture) = (culture, culture);
            try
            {
                return string.Concat(GeneratorRun.Of(Source).Files.Select(f => f.SourceText.ToString()));
            }
            finally
            {
                (CultureInfo.CurrentCulture, CultureInfo.DefaultThreadCurrentCulture) = before;
            }
        }

        Assert.Equal(Text("."), Text(","));
    }
}
