using System.Diagnostics;
using ModelCompiler.OpenCL.Child;

namespace ModelCompiler.OpenCL.Tests;

public sealed class CacheTests
{
    [DeviceFact]
    public void What_was_built_and_chosen_once_is_neither_built_nor_tried_again()
    {
        using var folder = new TemporaryFolder();
        (float[] first, int built, int trials) = Predict(folder.Path);
        // Two variants that fit; one kernel each.
        Assert.Equal((2, 1), (built, trials));
        (float[] second, built, trials) = Predict(folder.Path);
        Assert.Equal((0, 0), (built, trials));
        Assert.Equal(first, second);
    }

    [DeviceTheory]
    [InlineData("cut")]
    [InlineData("flipped")]
    [InlineData("empty")]
    [InlineData("foreign")]
    public void Damaged_files_are_built_again(string damage)
    {
        using var folder = new TemporaryFolder();
        (float[] first, _, _) = Predict(folder.Path);
        string[] files = Directory.GetFiles(folder.Path);
        Assert.Equal(3, files.Length);
        foreach (string file in files)
            Damage(file, damage);
        (float[] second, int built, int trials) = Predict(folder.Path);
        Assert.Equal((2, 1), (built, trials));
        Assert.Equal(first, second);
        Assert.Equal((0, 0), Predict(folder.Path) is var (_, b, t) ? (b, t) : default);
    }

    [DeviceFact]
    public void A_stored_program_that_the_driver_refuses_is_built_again()
    {
        using var folder = new TemporaryFolder();
        Predict(folder.Path);
        var cache = new CacheFolder(folder.Path);
        foreach (string file in Directory.GetFiles(folder.Path))
            cache.Write(Path.GetFileNameWithoutExtension(file), "whole, but not a program"u8);
        (_, int built, int trials) = Predict(folder.Path);
        Assert.Equal((2, 1), (built, trials));
    }

    [DeviceFact]
    public void Processes_that_write_at_once_leave_whole_files_and_agree()
    {
        using var folder = new TemporaryFolder();
        // The children predict as many samples as this process does: choices hold for a batch's size.
        Process[] children = [.. Enumerable.Range(0, 3).Select(_ => Child.Start(["build", folder.Path]))];
        string[] outputs = [.. children.Select(Child.Finish)];
        Assert.All(outputs, output => Assert.Equal(outputs[0], output));
        Assert.Empty(Directory.GetFiles(folder.Path, "*.tmp"));
        (_, int built, int trials) = Predict(folder.Path);
        Assert.Equal((0, 0), (built, trials));
    }

    [DeviceFact]
    public void A_folder_that_cannot_be_written_costs_time_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "a file");
        File.WriteAllText(file, "");
        (float[] outputs, int built, _) = Predict(Path.Combine(file, "below"));
        Assert.Equal(2, built);
        Assert.Equal(6, outputs.Length);
    }

    [DeviceFact]
    public void Without_tuning_the_first_variant_that_fits_is_taken()
    {
        using OpenCLModel<LinearClassifier> model = new LinearClassifier().ToOpenCL(options: new OpenCLOptions { CachePath = "", Tune = false, Profile = true });
        model.Predict(LinearClassifier.Samples(2));
        Assert.Equal((1, 0), model.Work);
        Assert.Equal("groups of 16", Assert.Single(model.Profile).Variant);
    }

    [Fact]
    public void Keys_tell_parts_apart()
    {
        string[] keys = [CacheFolder.KeyOf("ab", "c"), CacheFolder.KeyOf("a", "bc"), CacheFolder.KeyOf("abc"), CacheFolder.KeyOf("abc", "")];
        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    private static (float[] Outputs, int Built, int Trials) Predict(string cache)
    {
        using OpenCLModel<LinearClassifier> model = new LinearClassifier(seed: 1).ToOpenCL(options: new OpenCLOptions { CachePath = cache });
        float[] outputs = model.Predict(LinearClassifier.Samples(2));
        return (outputs, model.Work.Built, model.Work.Trials);
    }

    private static void Damage(string file, string damage)
    {
        byte[] bytes = File.ReadAllBytes(file);
        switch (damage)
        {
            case "cut": bytes = bytes[..(bytes.Length / 2)]; break;
            case "flipped": bytes[^1] ^= 1; break;
            case "empty": bytes = []; break;
            default: bytes = [.. "MZ"u8, .. bytes]; break;
        }

        File.WriteAllBytes(file, bytes);
    }
}
