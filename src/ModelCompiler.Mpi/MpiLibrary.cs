using System.Runtime.InteropServices;
using ModelCompiler.Training;

namespace ModelCompiler.Mpi;

/// <summary>The functions of the system's MPI library that are used here.</summary>
internal sealed unsafe class MpiLibrary
{
    private readonly nint library;
    private readonly delegate* unmanaged<int, byte*, int*, int> errorString;

    private MpiLibrary(nint library)
    {
        this.library = library;
        Handles = MpiHandles.Of(library);
        InitThread = (delegate* unmanaged<void*, void*, int, int*, int>)Export("MPI_Init_thread");
        QueryThread = (delegate* unmanaged<int*, int>)Export("MPI_Query_thread");
        Initialized = (delegate* unmanaged<int*, int>)Export("MPI_Initialized");
        FinalizeAll = (delegate* unmanaged<int>)Export("MPI_Finalize");
        AbortAll = (delegate* unmanaged<nint, int, int>)Export("MPI_Abort");
        SetErrorHandler = (delegate* unmanaged<nint, nint, int>)Export("MPI_Comm_set_errhandler");
        Rank = (delegate* unmanaged<nint, int*, int>)Export("MPI_Comm_rank");
        Size = (delegate* unmanaged<nint, int*, int>)Export("MPI_Comm_size");
        Barrier = (delegate* unmanaged<nint, int>)Export("MPI_Barrier");
        Broadcast = (delegate* unmanaged<void*, int, nint, int, nint, int>)Export("MPI_Bcast");
        AllReduce = (delegate* unmanaged<void*, void*, int, nint, nint, nint, int>)Export("MPI_Allreduce");
        AllGather = (delegate* unmanaged<void*, int, nint, void*, int, nint, nint, int>)Export("MPI_Allgather");
        AllGatherV = (delegate* unmanaged<void*, int, nint, void*, int*, int*, nint, nint, int>)Export("MPI_Allgatherv");
        AllToAllV = (delegate* unmanaged<void*, int*, int*, nint, void*, int*, int*, nint, nint, int>)Export("MPI_Alltoallv");
        errorString = (delegate* unmanaged<int, byte*, int*, int>)Export("MPI_Error_string");
    }

    public MpiHandles Handles { get; }

    public bool IsOpenMpi => MpiHandles.IsOpenMpi(library);

    public delegate* unmanaged<void*, void*, int, int*, int> InitThread { get; }

    public delegate* unmanaged<int*, int> QueryThread { get; }

    public delegate* unmanaged<int*, int> Initialized { get; }

    public delegate* unmanaged<int> FinalizeAll { get; }

    public delegate* unmanaged<nint, int, int> AbortAll { get; }

    public delegate* unmanaged<nint, nint, int> SetErrorHandler { get; }

    public delegate* unmanaged<nint, int*, int> Rank { get; }

    public delegate* unmanaged<nint, int*, int> Size { get; }

    public delegate* unmanaged<nint, int> Barrier { get; }

    public delegate* unmanaged<void*, int, nint, int, nint, int> Broadcast { get; }

    public delegate* unmanaged<void*, void*, int, nint, nint, nint, int> AllReduce { get; }

    public delegate* unmanaged<void*, int, nint, void*, int, nint, nint, int> AllGather { get; }

    public delegate* unmanaged<void*, int, nint, void*, int*, int*, nint, nint, int> AllGatherV { get; }

    public delegate* unmanaged<void*, int*, int*, nint, void*, int*, int*, nint, nint, int> AllToAllV { get; }

    /// <summary>Loads the library that fits the launcher, or any that is there.</summary>
    /// <exception cref="MpiNotAvailableException">There is none.</exception>
    public static MpiLibrary Load()
    {
        string[] names = MpiLauncher.LibraryNames();
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, out nint library) && NativeLibrary.TryGetExport(library, "MPI_Init_thread", out _))
                return new MpiLibrary(library);
        }

        throw new MpiNotAvailableException(
            $"No MPI library was found; looked for {string.Join(", ", names)}. Install Open MPI (Debian and Ubuntu: apt-get install "
            + "openmpi-bin libopenmpi3; Fedora: dnf install openmpi) or "
            + $"MPICH (apt-get install mpich), or name the library's file in the environment variable {MpiLauncher.LibraryVariable}.");
    }

    /// <summary>Throws where a call did not succeed.</summary>
    public void Check(int code, string call)
    {
        if (code == 0)
            return;
        // Both families say at most 1,024 bytes.
        byte* text = stackalloc byte[1024];
        int length = 0;
        throw new MpiException(call, code,
            errorString(code, text, &length) == 0 ? Marshal.PtrToStringUTF8((nint)text, length) : "an unknown error");
    }

    private nint Export(string name) => NativeLibrary.TryGetExport(library, name, out nint address)
        ? address
        : throw new MpiNotAvailableException($"The MPI library has no function {name}. Install Open MPI 4 or MPICH 3.2, or later ones.");
}
