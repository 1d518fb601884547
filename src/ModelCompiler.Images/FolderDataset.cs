using ModelCompiler.Images;

namespace ModelCompiler.Data;

/// <summary>Data sets out of folders of pictures.</summary>
public static class FolderDataset
{
    extension(Dataset)
    {
        /// <summary>Reads pictures of which each class has a folder: <c>pets/cat/1.png</c>, <c>pets/dog/2.jpg</c>. Classes are counted in
        /// the alphabetical (ordinal) order of the folders, whose names become <see cref="Dataset.ClassNames"/>. Numbers are from 0 to 255:
        /// use <see cref="Dataset.Scale"/>.</summary>
        /// <param name="path">The folder of folders.</param>
        /// <param name="options">Size, channels and cache; the defaults if null.</param>
        /// <exception cref="DataFormatException">
        /// A folder without classes, a class without pictures, or a file that is no picture.
        /// </exception>
        /// <exception cref="IOException">A folder or file that cannot be opened.</exception>
        public static Dataset FromFolder(string path, FolderOptions? options = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(path);
            options ??= new FolderOptions();
            ArgumentOutOfRangeException.ThrowIfLessThan(options.Height, 1);
            ArgumentOutOfRangeException.ThrowIfLessThan(options.Width, 1);
            Picture.Checked(options.Channels);
            string[] folders = [.. Directory.EnumerateDirectories(path).Where(IsShown).Order(StringComparer.Ordinal)];
            if (folders.Length == 0)
                throw new DataFormatException(path, "has no folders in it. Each class is a folder with its pictures.");
            var files = new List<(string Path, int Label)>();
            for (int label = 0; label < folders.Length; label++)
                AddPictures(folders[label], label, options, files);
            return Dataset.FromSource(new FolderSource(files, folders.Length, options))
                .WithClassNames([.. folders.Select(Path.GetFileName)!]);
        }

        /// <summary>Reads pictures of which each class has a folder, scaled to one size.</summary>
        /// <param name="path">The folder of folders.</param>
        /// <param name="height">Rows of a sample.</param>
        /// <param name="width">Columns of a sample.</param>
        /// <param name="channels">3 for red, green and blue, 1 for grey.</param>
        /// <exception cref="DataFormatException">
        /// A folder without classes, a class without pictures, or a file that is no picture.
        /// </exception>
        /// <exception cref="IOException">A folder or file that cannot be opened.</exception>
        public static Dataset FromFolder(string path, int height, int width, int channels = 3) =>
            FromFolder(path, new FolderOptions { Height = height, Width = width, Channels = channels });
    }

    private static void AddPictures(string folder, int label, FolderOptions options, List<(string Path, int Label)> files)
    {
        int before = files.Count;
        var everywhere =
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden };
        foreach (string file in Directory.EnumerateFiles(folder, "*", everywhere).Where(IsShown).Order(StringComparer.Ordinal))
        {
            if (!options.Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                continue;
            if (options.CheckFiles)
                new PictureDecoder(file).Dispose();
            files.Add((file, label));
        }

        if (files.Count == before)
            throw new DataFormatException(folder, $"has no pictures ({string.Join(", ", options.Extensions)}).");
    }

    private static bool IsShown(string path) => !Path.GetFileName(path).StartsWith('.');
}
