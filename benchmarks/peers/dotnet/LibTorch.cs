using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using TorchSharp;

namespace ModelCompiler.Benchmarks.Peers;

/// <summary>Loads libtorch, also where the system's libstdc++ is older than the one that TorchSharp was built with.</summary>
/// <remarks>
/// TorchSharp 0.107's libLibTorchSharp.so asks for GLIBCXX_3.4.32 (GCC 13); Debian 12 has 3.4.30. The one symbol of that version,
/// <c>std::ios_base_library_init()</c>, is only named, never called (no relocation refers to it). So the requirement is marked weak, in the
/// copy beside this program: one byte of the file's version table.
/// </remarks>
internal static class LibTorch
{
    private const uint VersionNeeds = 0x6FFFFFFE; // SHT_GNU_verneed
    private const ushort Weak = 2; // VER_FLG_WEAK

    public static void Load(int threads)
    {
        var library = Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so");
        if (!NativeLibrary.TryLoad(library, out _))
        {
            Relax(library, "GLIBCXX_3.4.32");
            NativeLibrary.Load(library);
        }

        torch.set_num_threads(threads);
        torch.set_num_interop_threads(1);
    }

    private static void Relax(string library, string version)
    {
        var file = File.ReadAllBytes(library);
        var (needs, count, names) = Sections(file);
        for (int entry = needs, i = 0; i < count; i++, entry += U32(file, entry + 12))
        {
            for (int need = entry + U32(file, entry + 8), j = 0; j < U16(file, entry + 2); j++, need += U32(file, need + 12))
            {
                if (Text(file, names + U32(file, need + 8)) == version)
                    BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(need + 4), Weak);
            }
        }

        // A new file, renamed over the old one: the old one may be mapped.
        File.WriteAllBytes(library + ".new", file);
        File.Move(library + ".new", library, overwrite: true);
    }

    /// <summary>Where the table of needed versions is, how many libraries it names, and where its names are.</summary>
    private static (int Needs, int Count, int Names) Sections(byte[] file)
    {
        var headers = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(0x28));
        int size = U16(file, 0x3A), count = U16(file, 0x3C);
        int Offset(int section) => (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(headers + (section * size) + 0x18));
        for (var i = 0; i < count; i++)
        {
            var header = headers + (i * size);
            if ((uint)U32(file, header + 4) == VersionNeeds) return (Offset(i), U32(file, header + 0x2C), Offset(U32(file, header + 0x28)));
        }

        throw new BadImageFormatException("The library has no table of needed versions.");
    }

    private static int U32(byte[] file, int at) => (int)BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at));

    private static int U16(byte[] file, int at) => BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at));

    private static string Text(byte[] file, int at) => Encoding.ASCII.GetString(file.AsSpan(at, Array.IndexOf(file, (byte)0, at) - at));
}
