namespace ModelCompiler.OpenCL.Native;

// The values that this project uses, of the enumerations that the package has in full.

internal enum PlatformInfo
{
    Version = 0x0901,
    Name = 0x0902,
    Vendor = 0x0903,
}

[Flags]
internal enum DeviceType : ulong
{
    None = 0,
    Default = 1,
    Cpu = 2,
    Gpu = 4,
    Accelerator = 8,
    All = 0xFFFF_FFFF,
}

internal enum DeviceInfo
{
    Type = 0x1000,
    MaxComputeUnits = 0x1002,
    MaxWorkItemDimensions = 0x1003,
    MaxWorkGroupSize = 0x1004,
    MaxWorkItemSizes = 0x1005,
    MaxClockFrequency = 0x100C,
    MaxMemAllocSize = 0x1010,
    GlobalMemSize = 0x101F,
    LocalMemSize = 0x1023,
    Available = 0x1027,
    CompilerAvailable = 0x1028,
    Name = 0x102B,
    Vendor = 0x102C,
    DriverVersion = 0x102D,
    Version = 0x102F,
}

[Flags]
internal enum CommandQueueProperties : ulong
{
    None = 0,
    ProfilingEnable = 2,
}

[Flags]
internal enum MemFlags : ulong
{
    None = 0,
    ReadWrite = 1,
}

internal enum ProgramInfo
{
    BinarySizes = 0x1165,
    Binaries = 0x1166,
}

internal enum ProgramBuildInfo
{
    BuildLog = 0x1183,
}

internal enum KernelWorkGroupInfo
{
    WorkGroupSize = 0x11B0,
    LocalMemSize = 0x11B2,
}

internal enum ProfilingInfo
{
    CommandStart = 0x1282,
    CommandEnd = 0x1283,
}
