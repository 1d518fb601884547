using ModelCompiler.Data;

namespace Architectures.Data;

/// <summary>Colour pictures: figures drawn here at any size, or CIFAR-10's photographs from a folder.</summary>
internal static class PictureData
{
    private const int CifarSize = 32;

    public static Samples Classes(Request request)
    {
        if (request.Folder is { } folder)
            return Photographs(request, folder);
        var figures = new Figures(request.Input[0], request.Input[1]);
        return Drawn.Classes($"figures drawn from seed {request.Seed}", request, (random, picture) => figures.Draw(random, picture));
    }

    /// <summary>The lightness of a picture as input, its two channels of colour as target.</summary>
    public static Samples Colours(Request request)
    {
        if (request.Folder is { } folder)
        {
            var (description, train, test) = Photographs(request, folder);
            return new Samples(description, Split(train), Split(test));
        }

        var pixels = request.Input[0] * request.Input[1];
        var figures = new Figures(request.Input[0], request.Input[1]);
        return Drawn.Targets($"figures drawn from seed {request.Seed}", request, 2 * pixels, (random, lightness, colours) =>
        {
            var picture = new float[Figures.Channels * pixels];
            figures.Draw(random, picture, ownColour: true);
            LabColour.Split(picture, lightness, colours);
        });
    }

    /// <summary>For each pixel two targets: it is background, it belongs to the figure.</summary>
    public static Samples Masks(Request request)
    {
        if (request.Folder is not null)
            throw new ExampleException("--data: no data set with outlines is read from files; leave it out to draw figures.");
        var pixels = request.Input[0] * request.Input[1];
        var figures = new Figures(request.Input[0], request.Input[1]);
        return Drawn.Targets($"figures drawn from seed {request.Seed}", request, 2 * pixels, (random, picture, classes) =>
        {
            var mask = new float[pixels];
            figures.Draw(random, picture, mask);
            for (var i = 0; i < pixels; i++)
                (classes[2 * i], classes[2 * i + 1]) = (1 - mask[i], mask[i]);
        });
    }

    private static Samples Photographs(Request request, string folder)
    {
        if (request.Input[0] != CifarSize || request.Input[1] != CifarSize)
            throw new ExampleException($"--data: CIFAR-10 has pictures of 32×32, this network takes {request.Input[0]}×{request.Input[1]}; "
                + "leave it out to draw figures.");
        return new Samples(
            $"CIFAR-10 files in {Path.GetFullPath(folder)}",
            Cifar10.Load(DataFolder.Find(folder, "data_batch_1.bin")).Scale(1 / 255f),
            Cifar10.Load(DataFolder.Find(folder, "test_batch.bin")).Scale(1 / 255f)).Take(request.Train, request.Test);
    }

    private static Dataset Split(Dataset pictures)
    {
        var pixels = pictures.Count * CifarSize * CifarSize;
        var (lightness, colours) = (new float[pixels], new float[2 * pixels]);
        LabColour.Split(pictures.Inputs, lightness, colours);
        return new Dataset(lightness, colours, CifarSize * CifarSize, 2 * CifarSize * CifarSize);
    }
}
