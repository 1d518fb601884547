using System.Globalization;
using ModelCompiler.Onnx.Protos;

namespace ModelCompiler.Onnx.Import;

/// <summary>
/// Numbers of a tensor that lie in a file beside the model. The file names that file, so only one in the model's own folder, or below it,
/// is read.
/// </summary>
internal static class ExternalData
{
    /// <param name="path">The model's file.</param>
    /// <param name="tensor">Says where its numbers are.</param>
    /// <param name="bytes">How many they are.</param>
    /// <exception cref="OnnxFileException">The place is outside the folder, missing, or too short.</exception>
    public static byte[] Read(string path, TensorProto tensor, long bytes)
    {
        string? location = Entry("location");
        if (string.IsNullOrEmpty(location))
            throw Refused("says that its numbers are in another file, but not in which.", "The file is damaged; export it again.");
        string file = Resolve(location);
        long offset = Number("offset", 0), length = Number("length", bytes);
        if (length != bytes)
            throw Refused($"announces {length} bytes of external data, but its shape needs {bytes}.",
                "The file is damaged; export it again.");
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (offset > stream.Length - bytes)
                throw Refused($"lies at bytes {offset} to {offset + bytes} of '{location}', which has {stream.Length}.",
                    "Put the whole file beside the model.");
            stream.Position = offset;
            var data = new byte[bytes];
            stream.ReadExactly(data);
            return data;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Refused($"has its numbers in '{location}', which cannot be read: {exception.Message}",
                "Put the file beside the model.", exception);
        }

        string? Entry(string key) => tensor.ExternalData.FirstOrDefault(e => e.Key == key)?.Value;

        long Number(string key, long otherwise) => Entry(key) is not { } text ? otherwise
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number
            : throw Refused($"has the {key} '{TensorDecoder.Shown(text)}', which is no number of bytes.",
            "The file is damaged; export it again.");

        string Resolve(string place)
        {
            string folder = Path.GetDirectoryName(Path.GetFullPath(path))!, shown = TensorDecoder.Shown(place);
            bool escapes = place.Contains('\0') || Path.IsPathRooted(place) || place.Contains(':') || place.Split('/', '\\').Contains("..");
            if (!escapes)
            {
                string full = Path.GetFullPath(Path.Combine(folder, place));
                for (FileSystemInfo? link = new FileInfo(full); link is { Exists: true, LinkTarget: not null };)
                {
                    link = link.ResolveLinkTarget(returnFinalTarget: true);
                    if (link is not null) full = link.FullName;
                    escapes = !full.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
                    break;
                }

                if (!escapes) return full;
            }

            throw Refused($"has its numbers in '{shown}', which is outside the model's folder.",
                "Such a file is not read; export the model with its data beside it.");
        }

        OnnxFileException Refused(string problem, string remedy, Exception? inner = null) =>
            new(path, $"tensor '{TensorDecoder.Shown(tensor.Name)}' {problem}", remedy, inner: inner);
    }
}
