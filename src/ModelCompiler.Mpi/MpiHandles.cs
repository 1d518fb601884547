using System.Runtime.InteropServices;

namespace ModelCompiler.Mpi;

/// <summary>
/// The constants of MPI's C interface that are used here, which the two families of libraries define each in its own way: Open MPI's are
/// addresses of objects that it exports, those of MPICH and its relatives (Intel MPI, MVAPICH, Cray MPICH) are numbers of 32 bits. Both
/// travel in registers of 64 bits, of which the latter's functions read the lower half.
/// </summary>
/// <param name="World">MPI_COMM_WORLD.</param>
/// <param name="Float">MPI_FLOAT.</param>
/// <param name="Byte">MPI_BYTE.</param>
/// <param name="Sum">MPI_SUM.</param>
/// <param name="ErrorsReturn">MPI_ERRORS_RETURN.</param>
/// <param name="InPlace">MPI_IN_PLACE.</param>
internal sealed record MpiHandles(nint World, nint Float, nint Byte, nint Sum, nint ErrorsReturn, nint InPlace)
{
    /// <summary>Those of a library.</summary>
    public static MpiHandles Of(nint library) => IsOpenMpi(library)
        ? new(
            NativeLibrary.GetExport(library, OpenMpiWorld), NativeLibrary.GetExport(library, "ompi_mpi_float"),
                NativeLibrary.GetExport(library, "ompi_mpi_byte"),
            NativeLibrary.GetExport(library, "ompi_mpi_op_sum"), NativeLibrary.GetExport(library, "ompi_mpi_errors_return"), 1)
        : new(0x4400_0000, 0x4c00_040a, 0x4c00_010d, 0x5800_0003, 0x5400_0001, -1);

    /// <summary>Whether a library is Open MPI.</summary>
    public static bool IsOpenMpi(nint library) => NativeLibrary.TryGetExport(library, OpenMpiWorld, out _);

    private const string OpenMpiWorld = "ompi_mpi_comm_world";
}
