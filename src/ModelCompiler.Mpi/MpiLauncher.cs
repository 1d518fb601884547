using System.Globalization;
using ModelCompiler.Training;

namespace ModelCompiler.Mpi;

/// <summary>What the environment says of the program that started this process as one of several.</summary>
internal static class MpiLauncher
{
    public const string LibraryVariable = "MODELCOMPILER_MPI";

    private static readonly string[] openMpi = ["libmpi.so.40", "libmpi.so.80", "libmpi.40.dylib", "libmpi.so"];
    private static readonly string[] mpich = ["libmpich.so.12", "libmpi.so.12", "libmpich.so", "libmpi.12.dylib"];

    /// <summary>Processes that Open MPI's launcher started; null where it did not.</summary>
    public static int? OpenMpiSize => Number("OMPI_COMM_WORLD_SIZE");

    /// <summary>Processes that MPICH's launcher, or a relative's, started; null where it did not.</summary>
    public static int? MpichSize => OpenMpiSize is null ? Number("PMI_SIZE") : null;

    /// <summary>
    /// Names of libraries, in the order in which they are tried: those of the launcher first, since another's processes would not find each
    /// other.
    /// </summary>
    public static string[] LibraryNames() => Environment.GetEnvironmentVariable(LibraryVariable) is { Length: > 0 } named
        ? [named]
        : MpichSize is not null ? [.. mpich, .. openMpi] : [.. openMpi, .. mpich];

    /// <summary>Says where the processes that were started together cannot find each other.</summary>
    /// <exception cref="MpiNotAvailableException">The library is another's than the launcher's.</exception>
    public static void Check(bool isOpenMpi, int size)
    {
        int? started = OpenMpiSize ?? MpichSize;
        if (started is null || started == size)
            return;
        string launcher = OpenMpiSize is not null ? "Open MPI" : "MPICH", library = isOpenMpi ? "Open MPI" : "MPICH";
        throw new MpiNotAvailableException(
            $"{launcher}'s launcher started {started} processes, but the library that was found ({library}) sees {size}. "
            + $"Install {launcher}'s library, start with {library}'s mpirun, or name the "
            + $"library's file in {LibraryVariable}.");
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;
}
