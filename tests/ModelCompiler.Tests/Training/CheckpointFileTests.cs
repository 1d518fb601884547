using ModelCompiler.Tests.Models;
using ModelCompiler.Training;
using ModelCompiler.Training.Child;

namespace ModelCompiler.Tests.Training;

public class CheckpointFileTests
{
    [Fact]
    public void Another_network_is_refused_with_the_first_difference()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.ckpt");
        new Trainer<StatefulNet>(new StatefulNet(1), new Adam()).SaveCheckpoint(path);
        var other = new OtherNet(2);
        float[] before = other.Parameters.Buffer.Span.ToArray();
        var exception = Assert.Throws<CheckpointException>(() => new Trainer<OtherNet>(other, new Adam()).LoadCheckpoint(path));
        Assert.Equal(path, exception.Path);
        Assert.Contains("made from another network ('StatefulNet')", exception.Message);
        Assert.Contains("LeakyReLU alpha=0.3", exception.Message);
        Assert.Equal(before, other.Parameters.Buffer.Span.ToArray());
        string message = Assert.Throws<CheckpointException>(() => new Trainer<StatefulNet>(new StatefulNet(1), new Sgd()).LoadCheckpoint(path)).Message;
        Assert.Contains("the optimizer Adam, but this trainer has Sgd", message);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused_with_the_place_and_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.ckpt"), cut = folder.File("cut.ckpt");
        new Trainer<Classifier>(new Classifier(1), new Adam()).SaveCheckpoint(path);
        byte[] whole = File.ReadAllBytes(path);
        var model = new Classifier(2);
        var trainer = new Trainer<Classifier>(model, new Adam());
        float[] before = model.Parameters.Buffer.Span.ToArray();
        for (int length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(cut, whole[..length]);
            var exception = Assert.Throws<CheckpointException>(() => trainer.LoadCheckpoint(cut));
            Assert.Equal(cut, exception.Path);
            Assert.Contains("byte", exception.Message);
        }

        File.WriteAllBytes(cut, whole[..(whole.Length - 40)]);
        Assert.Contains("inside 'optimizer.v dense_1.bias'", Assert.Throws<CheckpointException>(() => trainer.LoadCheckpoint(cut)).Message);
        Assert.Equal(before, model.Parameters.Buffer.Span.ToArray());
        Assert.Equal(0, trainer.StepCount);
    }

    [Fact]
    public void Changed_bytes_are_noticed_and_never_crash()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.ckpt"), changed = folder.File("changed.ckpt");
        new Trainer<Classifier>(new Classifier(1), new Adam()).SaveCheckpoint(path);
        byte[] whole = File.ReadAllBytes(path);
        var trainer = new Trainer<Classifier>(new Classifier(2), new Adam());
        var random = new Random(9);
        int times = Environment.GetEnvironmentVariable("MODELCOMPILER_LONG") == "1" ? 100_000 : 1500;
        for (int i = 0; i < times; i++)
        {
            byte[] bytes = [.. whole];
            for (int n = random.Next(1, 4); n > 0; n--)
                bytes[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
            if (bytes.AsSpan().SequenceEqual(whole)) continue; // The second change took the first one back.
            File.WriteAllBytes(changed, bytes);
            Assert.Throws<CheckpointException>(() => trainer.LoadCheckpoint(changed));
        }
    }

    [Fact]
    public void A_full_disk_is_named_and_the_file_before_stays()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.ckpt");
        var trainer = new Trainer<Classifier>(new Classifier(1), new Adam());
        trainer.SaveCheckpoint(path);
        byte[] before = File.ReadAllBytes(path);
        var content = new CheckpointContent { ModelName = "Classifier", ArchitectureHash = "hash-1", Graph = "" };
        content.Tensors.Add(("weights dense_1.kernel", 5000, () => new float[5000]));
        var exception = Assert.Throws<CheckpointException>(() => CheckpointFile.Write(path, content, file => new FullDisk(file, 2000)));
        Assert.Equal(path, exception.Path);
        Assert.Contains("No space left", exception.Message);
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(folder.Path));
        Assert.Contains("nowhere", Assert.Throws<CheckpointException>(() => trainer.SaveCheckpoint(Path.Combine(folder.Path, "nowhere", "a.ckpt"))).Message);
    }

    /// <summary>Refuses what goes past a number of bytes.</summary>
    private sealed class FullDisk(Stream inner, long room) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => inner.Length;

        public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
            room -= count;
            if (room < 0)
                throw new IOException("No space left on device");
            inner.Write(buffer, offset, count);
        }
    }
}
