using System.IO.Compression;
using ModelCompiler.Data;
using ModelCompiler.Tests.Models;

namespace ModelCompiler.Tests.Data;

/// <summary>
/// Files of every format with bytes changed, cut out, doubled and swapped: each is read or refused by a <see cref="DataFormatException"/>, and
/// memory follows the file's size. MODELCOMPILER_LONG=1 reads 100,000 of them.
/// </summary>
public sealed class ReaderFuzzTests : IDisposable
{
    private static readonly int rounds = Environment.GetEnvironmentVariable("MODELCOMPILER_LONG") == "1" ? 14_300 : 400;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> Formats => ["idx", "idx-gzip", "cifar10", "cifar100", "csv", "npy", "npz"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Mutated_files_are_read_or_refused(string format)
    {
        byte[] labels = [0, 0, 8, 1, 0, 0, 0, 2, 7, 3], images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255];
        string answers = folder.Write("labels", labels), targets = folder.Write("y.npy", NpyTests.Npy("|u1", false, "(2,)", [1, 0]));
        (byte[] seed, Func<string, Dataset> read) = format switch
        {
            "idx" => (images, path => Idx.Load(path, answers)),
            "idx-gzip" => (TemporaryFolder.Gzip(images), path => Idx.Load(path, answers)),
            "cifar10" => (new byte[3073], path => Cifar10.Load(path)),
            "cifar100" => (new byte[3074 * 2], path => Cifar100.Load(path)),
            "csv" => ("a,b,kind\r\n1,2.5,\"cat\"\n-3e2,\"4\",dog\n,7,cat\n"u8.ToArray(), path => Dataset.FromCsv(path)),
            "npy" => (NpyTests.Npy("<f4", false, "(2, 3)", new byte[24]), path => Dataset.FromNpy(path, targets)),
            _ => (NpyTests.Archive(CompressionLevel.Optimal), (Func<string, Dataset>)(path => Dataset.FromNpy(path, "x_train", "y_train"))),
        };
        var random = new Random(format.Length * 7919);
        long most = 0;
        int accepted = 0;
        for (int round = 0; round < rounds; round++)
        {
            byte[] bytes = Mutate(seed, random);
            string path = folder.Write("mutant", bytes);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Dataset data = read(path);
                Assert.True(data.Count > 0);
                Assert.Equal(data.Count * data.InputSize, data.Inputs.Length);
                accepted++;
            }
            catch (DataFormatException exception)
            {
                Assert.Contains(path, exception.Message);
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"round {round}, {Convert.ToHexString(bytes)}: {exception}");
            }

            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.InRange(most, 0, 8L << 20);
        Assert.True(format == "csv" || accepted > 0, "every mutant was refused, so that nothing was shown of those that are read");
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        List<byte> bytes = [.. seed];
        for (int changes = random.Next(1, 5); changes > 0 && bytes.Count > 0; changes--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 9)));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(1, 9))));
                    break;
                case 4:
                    bytes.Insert(at, new byte[] { 0, 0xFF, 0x7F, (byte)'"', (byte)',', (byte)'\n' }[random.Next(6)]);
                    break;
                default:
                    int other = random.Next(bytes.Count);
                    (bytes[at], bytes[other]) = (bytes[other], bytes[at]);
                    break;
            }
        }

        return [.. bytes];
    }
}
