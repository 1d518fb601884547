using System.Text.Json;

namespace ModelCompiler.Dashboard;

/// <summary>Tiles of one size, a byte for each cell and channel: what the page draws.</summary>
/// <param name="Width">Cells of a tile.</param>
/// <param name="Height">Rows of a tile.</param>
/// <param name="Channels">1 for grey, 3 for colour.</param>
/// <param name="Pixels">Tile after tile, row-major, channels last.</param>
/// <param name="Of">Tiles that there would be in all.</param>
internal sealed record Picture(int Width, int Height, int Channels, byte[] Pixels, int Of)
{
    /// <summary>Cells along a side; larger maps are thinned out.</summary>
    private const int MostSide = 48;

    private const int MostTiles = 48;

    public int Tiles => Pixels.Length / Math.Max(1, Width * Height * Channels);

    public void Write(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("w", Width);
        writer.WriteNumber("h", Height);
        writer.WriteNumber("c", Channels);
        writer.WriteNumber("n", Tiles);
        writer.WriteNumber("of", Of);
        writer.WriteBase64String("data", Pixels);
        writer.WriteEndObject();
    }

    /// <summary>
    /// One sample of a layer's values: a tile for each channel of a map, one row for a vector. Black is the least value, white the
    /// greatest.
    /// </summary>
    /// <param name="values">Channels last.</param>
    /// <param name="shape">Extents of the sample.</param>
    /// <param name="symmetric">Whether grey is zero, as for gradients.</param>
    public static Picture OfMaps(ReadOnlySpan<float> values, IReadOnlyList<int> shape, bool symmetric)
    {
        (int height, int width, int channels) = shape.Count switch
        {
            3 => (shape[0], shape[1], shape[2]),
            2 => (1, shape[0], shape[1]),
            _ => (1, values.Length, 1),
        };
        var scale = Scale.Of(values, symmetric);
        int step = shape.Count == 1 ? (width + 511) / 512 : (Math.Max(height, width) + MostSide - 1) / MostSide;
        int rows = (height + step - 1) / step, columns = (width + step - 1) / step, tiles = Math.Min(channels, MostTiles);
        var pixels = new byte[tiles * rows * columns];
        for (int t = 0, at = 0; t < tiles; t++)
        {
            for (int y = 0; y < height; y += step)
            {
                for (int x = 0; x < width; x += step)
                    pixels[at++] = scale.ToByte(values[(y * width + x) * channels + t]);
            }
        }

        return new Picture(columns, rows, 1, pixels, channels);
    }

    /// <summary>An input: in colour if it has three channels, else its first channel.</summary>
    public static Picture OfInput(ReadOnlySpan<float> values, IReadOnlyList<int> shape, float least, float greatest)
    {
        if (shape.Count != 3)
            return OfMaps(values, shape, symmetric: false);
        (int height, int width, int depth) = (shape[0], shape[1], shape[2]);
        int channels = depth == 3 ? 3 : 1, step = (Math.Max(height, width) + 63) / 64;
        var scale = new Scale(least, greatest);
        var pixels = new byte[(height + step - 1) / step * ((width + step - 1) / step) * channels];
        int at = 0;
        for (int y = 0; y < height; y += step)
        {
            for (int x = 0; x < width; x += step)
            {
                for (int c = 0; c < channels; c++)
                    pixels[at++] = scale.ToByte(values[(y * width + x) * depth + c]);
            }
        }

        return new Picture((width + step - 1) / step, (height + step - 1) / step, channels, pixels, 1);
    }

    /// <summary>
    /// A convolution's filters, <c>[kh, kw, in, out]</c>: in colour over three channels; else a tile for each pair of a filter and a
    /// channel, filter by filter.
    /// </summary>
    public static Picture OfFilters(ReadOnlySpan<float> kernel, IReadOnlyList<int> shape)
    {
        (int height, int width, int inputs, int outputs) = (shape[0], shape[1], shape[2], shape[3]);
        bool colour = inputs == 3;
        int channels = colour ? 3 : 1, inner = colour ? 1 : Math.Min(inputs, 16);
        int filters = Math.Min(outputs, colour ? MostTiles : Math.Max(1, 128 / inner));
        var scale = Scale.Of(kernel, symmetric: true);
        var pixels = new byte[filters * inner * height * width * channels];
        int at = 0;
        for (int o = 0; o < filters; o++)
        {
            for (int i = 0; i < inner; i++)
            {
                for (int cell = 0; cell < height * width; cell++)
                {
                    for (int c = 0; c < channels; c++)
                        pixels[at++] = scale.ToByte(kernel[(cell * inputs + i + c) * outputs + o]);
                }
            }
        }

        return new Picture(width, height, channels, pixels, colour ? outputs : outputs * inputs);
    }

    /// <summary>A dense layer's weights over pictures, <c>[in, out]</c>: a tile for each output, in the input's shape.</summary>
    public static Picture OfDense(ReadOnlySpan<float> kernel, int outputs, IReadOnlyList<int> inputShape)
    {
        (int height, int width, int depth) = (inputShape[0], inputShape[1], inputShape[2]);
        int tiles = Math.Min(outputs, MostTiles), channels = depth == 3 ? 3 : 1;
        var scale = Scale.Of(kernel, symmetric: true);
        var pixels = new byte[tiles * height * width * channels];
        int at = 0;
        for (int o = 0; o < tiles; o++)
        {
            for (int cell = 0; cell < height * width; cell++)
            {
                for (int c = 0; c < channels; c++)
                    pixels[at++] = scale.ToByte(kernel[(cell * depth + c) * outputs + o]);
            }
        }

        return new Picture(width, height, channels, pixels, outputs);
    }

    /// <summary>From numbers to bytes.</summary>
    private readonly struct Scale(float least, float greatest)
    {
        private readonly float factor = greatest > least ? 255.99f / (greatest - least) : 0;

        public static Scale Of(ReadOnlySpan<float> values, bool symmetric)
        {
            float min = float.PositiveInfinity, max = float.NegativeInfinity;
            foreach (float value in values)
            {
                min = Math.Min(min, value);
                max = Math.Max(max, value);
            }

            if (!symmetric)
                return new Scale(min, max);
            float most = Math.Max(Math.Abs(min), Math.Abs(max));
            return new Scale(-most, most);
        }

        public byte ToByte(float value) => factor == 0 ? (byte)128 : (byte)Math.Clamp((value - least) * factor, 0, 255);
    }
}
