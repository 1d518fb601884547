using Courses.Data;
using Courses.Gallery;
using Courses.Networks;
using ModelCompiler.Plots;

namespace Courses.Chapters;

/// <summary>Fixed filters on a picture.</summary>
internal static class FilterChapter
{
    public static IEnumerable<Exhibit> Make(Lab lab)
    {
        float[] picture = Scene.Draw(lab.Seed), salted = Scene.Salt(picture, lab.Seed);
        float[] edges = new VerticalEdges().Predict(picture), sobel = new Sobel().Predict(picture);
        float[] blurred = new Blur().Predict(salted), median = new Median().Predict(salted);
        yield return new Exhibit(
            "filters",
            Figure.Pictures("Filters before and after", [Scene.Size, Scene.Size, 1], 3,
                (picture, "picture"), (edges, "vertical edges: -1, 1"), (sobel, "Sobel"),
                (salted, "salt and pepper"), (blurred, "blurred"), (median, "median of nine")),
            "Fixed kernels, declared as layers. Mean squared error against the clean picture: with salt and pepper "
                + $"{Error(salted):0.0000}, blurred {Error(blurred):0.0000}, median {Error(median):0.0000}.");

        double Error(float[] other) => picture.Zip(other, (a, b) => (double)(a - b) * (a - b)).Average();
    }
}
