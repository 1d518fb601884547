using System.Globalization;

namespace ModelCompiler.Training;

/// <summary>Numbers as people read them; exact ones belong in files.</summary>
internal static class Figures
{
    /// <summary>Four decimals from 0.001 to 10 000, as Keras has them; four significant digits otherwise.</summary>
    public static string Text(double value)
    {
        double size = Math.Abs(value);
        bool plain = size is 0 or (>= 1e-3 and < 1e4) || !double.IsFinite(value);
        return value.ToString(plain ? "F4" : "0.000e+00", CultureInfo.InvariantCulture);
    }

    /// <summary>A time in the unit that suits it: <c>830us</c>, <c>12ms</c>, <c>3s</c>, <c>4:05</c>, <c>1:02:03</c>.</summary>
    public static string Time(double seconds) => seconds switch
    {
        < 1e-3 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:F0}us"),
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:F0}ms"),
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds:F0}s"),
        < 3600 => TimeSpan.FromSeconds(seconds).ToString(@"m\:ss", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(long)(seconds / 3600)}:{TimeSpan.FromSeconds(seconds):mm\\:ss}"),
    };
}
