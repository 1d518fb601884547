namespace ModelCompiler.Data;

public sealed partial class Dataset
{
    /// <summary>Reads a text file of separated values, one sample a line, packed with gzip or not.</summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <param name="options">Header, columns, missing values; the defaults if null: the last column is the target.</param>
    /// <exception cref="DataFormatException">A line with another number of fields, a field that is no number, values that are missing, a
    /// column that does not exist, or no samples; the message names the line.</exception>
    /// <exception cref="IOException">A file that cannot be opened.</exception>
    public static Dataset FromCsv(string path, CsvOptions? options = null) => CsvReader.Read(path, options ?? new CsvOptions());

    /// <summary>Reads a text file of separated values, one sample a line.</summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <param name="target">The column to be learnt, by its name or, counted from 0, its number; -1 is the last.</param>
    /// <param name="header">Whether the first line names the columns. Default: if it does not hold numbers.</param>
    /// <exception cref="DataFormatException">As with <see cref="FromCsv(string, CsvOptions?)"/>.</exception>
    /// <exception cref="IOException">A file that cannot be opened.</exception>
    public static Dataset FromCsv(string path, string target, bool? header = null) =>
        CsvReader.Read(path, new CsvOptions { Targets = [target], Header = header });

    /// <summary>Reads NumPy's files: <c>FromNpy("x.npy", "y.npy")</c> of one array each, or
    /// <c>FromNpy("mnist.npz", "x_train", "y_train")</c>, two arrays of an archive. Bytes are kept as bytes. Whole numbers, one for each
    /// sample, are class labels; others are dense targets.</summary>
    /// <param name="inputs">File of the inputs, samples first.</param>
    /// <param name="answers">File of labels or targets.</param>
    /// <exception cref="DataFormatException">A file that is truncated, damaged, not NumPy's, of a type that is not supported, or does not
    /// go with the other.</exception>
    /// <exception cref="IOException">A file that cannot be opened.</exception>
    public static Dataset FromNpy(string inputs, string answers) => NpyFiles.Load(inputs, answers);

    /// <summary>Reads two arrays of one of NumPy's archives, <c>.npz</c>.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="inputs">Name of the inputs' array.</param>
    /// <param name="answers">Name of the labels' or targets' array.</param>
    /// <exception cref="DataFormatException">As with <see cref="FromNpy(string, string)"/>, or an array that is not there.</exception>
    /// <exception cref="IOException">A file that cannot be opened.</exception>
    public static Dataset FromNpy(string path, string inputs, string answers) => NpyFiles.LoadArchive(path, inputs, answers);
}
