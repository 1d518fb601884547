using ModelCompiler.Serialization;

namespace ModelCompiler.Keras.Hdf5;

/// <summary>Something that a group holds.</summary>
/// <param name="Attributes">Its attributes that are texts.</param>
internal abstract record Hdf5Object(IReadOnlyDictionary<string, string[]> Attributes);

/// <summary>A group: its members by name.</summary>
internal sealed record Hdf5Group(IReadOnlyDictionary<string, string[]> Attributes,
    IReadOnlyList<KeyValuePair<string, Hdf5Object>> Members) : Hdf5Object(Attributes)
{
    /// <summary>A member, or null.</summary>
    public Hdf5Object? Find(string name) => Members.FirstOrDefault(m => m.Key == name).Value;

    /// <summary>All data sets of the group and of groups in it, with their paths.</summary>
    public IEnumerable<(string Path, Hdf5Dataset Dataset)> Datasets(string path = "") => Members.SelectMany(m => m.Value switch
    {
        Hdf5Group group => group.Datasets($"{path}{m.Key}/"),
        Hdf5Dataset dataset => [($"{path}{m.Key}", dataset)],
        _ => [],
    });
}

/// <summary>Numbers that lie one after the other in the file.</summary>
/// <param name="Attributes">Its attributes that are texts.</param>
/// <param name="Type">What they are; <see cref="StoredType.Unknown"/> for anything that is not read.</param>
/// <param name="TypeName">The same for a message.</param>
/// <param name="Shape">Extents, outermost first.</param>
/// <param name="Offset">The first byte in the file.</param>
internal sealed record Hdf5Dataset(IReadOnlyDictionary<string, string[]> Attributes, StoredType Type, string TypeName,
    IReadOnlyList<long> Shape, long Offset) : Hdf5Object(Attributes);

/// <summary>Something in an HDF5 file that is damaged or refused.</summary>
internal sealed class Hdf5Exception(string message) : Exception(message);
