using System.Text;
using Silk.NET.OpenCL;

namespace ModelCompiler.OpenCL;

/// <summary>Text → kernels. A text is built once; what came of it is kept on disk for the next process.</summary>
internal sealed unsafe class ProgramBuilder(DeviceContext context, CacheFolder cache) : IDisposable
{
    private readonly Dictionary<string, ProgramHandle> programs = [];
    private int builtTexts;

    /// <summary>Texts that the device's compiler built, the cache being of no help.</summary>
    public int Built => builtTexts;

    /// <summary>The device and its driver, as far as built programs depend on them.</summary>
    public static string Identity(OpenCLDevice device) =>
        string.Join('\n', device.Platform, device.Name, device.Vendor, device.Version, device.DriverVersion);

    /// <summary>A kernel of its own for the caller, who sets its arguments and disposes of it.</summary>
    /// <param name="name">The kernel's function.</param>
    /// <param name="source">OpenCL C, in UTF-8.</param>
    /// <param name="options">The compiler's.</param>
    /// <exception cref="OpenCLBuildException">The compiler refused the text.</exception>
    public KernelHandle Kernel(string name, byte[] source, string options)
    {
        string key = KeyOf(source, options);
        if (!programs.TryGetValue(key, out ProgramHandle? program))
        {
            program = FromCache(key, options, name) ?? FromSource(key, name, source, options, texts: 1);
            programs.Add(key, program);
        }

        int code;
        fixed (byte* text = Terminated(name))
        {
            nint kernel = context.Cl.CreateKernel(program.Raw, text, &code);
            OpenCLErrors.Check(code, "clCreateKernel", context.Device, $"kernel '{name}'");
            return new KernelHandle(kernel);
        }
    }

    /// <summary>Builds many texts at once, for the calls of <see cref="Kernel"/> to come. What a driver refuses is left to them.</summary>
    /// <param name="head">What every text begins with.</param>
    /// <param name="texts">Functions, and how their texts go on.</param>
    /// <param name="options">The compiler's.</param>
    /// <param name="together">Texts whose lengths add up to no more than this are one program to the driver, with one head: for drivers to
    /// which a program is much work and a kernel little. Programs are built side by side.</param>
    public void Prepare(byte[] head, IEnumerable<(string Name, byte[] Source)> texts, string options, int together)
    {
        PendingText[] missing = [.. texts.Select(t => new PendingText(t.Name, t.Source, KeyOf([.. head, .. t.Source], options)))
            .Where(t => !programs.ContainsKey(t.Key)).DistinctBy(t => t.Key)];
        PendingText[][] packs = [.. Packs(missing, together)];
        Build(packs, head, options);
        // Where a driver refuses a pack, one of its texts is wrong, or they are too much for it.
        Build([.. packs.Where(p => p.Length > 1).SelectMany(p => p).Where(t => !programs.ContainsKey(t.Key)).Select(t => new[] { t })],
            head, options);
    }

    private static IEnumerable<PendingText[]> Packs(PendingText[] texts, int together)
    {
        var pack = new List<PendingText>();
        int length = 0;
        foreach (PendingText text in texts)
        {
            if (pack.Count > 0 && length + text.Source.Length > together)
            {
                yield return [.. pack];
                pack.Clear();
                length = 0;
            }

            pack.Add(text);
            length += text.Source.Length;
        }

        if (pack.Count > 0)
            yield return [.. pack];
    }

    private void Build(PendingText[][] packs, byte[] head, string options)
    {
        var built = new ProgramHandle?[packs.Length];
        Parallel.For(0, packs.Length, i =>
        {
            byte[] source = [.. head, .. packs[i].SelectMany(t => t.Source)];
            string key = KeyOf(source, options), name = packs[i][0].Name;
            try
            {
                built[i] = FromCache(key, options, name) ?? FromSource(key, name, source, options, packs[i].Length);
            }
            catch (OpenCLException)
            {
                // Said, with the driver's log, when the kernel is asked for.
            }
        });
        for (int i = 0; i < packs.Length; i++)
        {
            foreach (PendingText text in built[i] is null ? [] : packs[i])
                programs.Add(text.Key, built[i]!);
        }
    }

    public void Dispose()
    {
        foreach (ProgramHandle program in programs.Values.Distinct())
            program.Dispose();
        programs.Clear();
    }

    private string KeyOf(byte[] source, string options) => CacheFolder.KeyOf(source, Identity(context.Device), options);

    /// <summary>The program that was stored, or null where none was or the driver refuses it.</summary>
    private ProgramHandle? FromCache(string key, string options, string name)
    {
        if (cache.Read(key) is not { Length: > 0 } binary)
            return null;
        nint device = context.Device.Id;
        var length = (nuint)binary.Length;
        int status, code;
        fixed (byte* bytes = binary)
        {
            byte* first = bytes;
            nint made = context.Cl.CreateProgramWithBinary(context.Context, 1, &device, &length, &first, &status, &code);
            if (code != (int)ErrorCodes.Success)
                return null;
            var program = new ProgramHandle(made);
            try
            {
                Build(program, options, name);
                return program;
            }
            catch (OpenCLException)
            {
                program.Dispose();
                return null;
            }
        }
    }

    private ProgramHandle FromSource(string key, string name, byte[] source, string options, int texts)
    {
        int code;
        var length = (nuint)source.Length;
        fixed (byte* bytes = source)
        {
            byte* first = bytes;
            nint made = context.Cl.CreateProgramWithSource(context.Context, 1, &first, &length, &code);
            OpenCLErrors.Check(code, "clCreateProgramWithSource", context.Device, $"kernel '{name}'");
            var program = new ProgramHandle(made);
            try
            {
                Build(program, options, name);
                Interlocked.Add(ref builtTexts, texts);
                if (cache.Keeps && Binary(program) is { Length: > 0 } binary)
                    cache.Write(key, binary);
                return program;
            }
            catch
            {
                program.Dispose();
                throw;
            }
        }
    }

    private void Build(ProgramHandle program, string options, string name)
    {
        int code;
        fixed (byte* text = Terminated(options))
            code = CallbackFreeCalls.BuildProgram(context.Cl, program.Raw, context.Device.Id, text);
        if (OpenCLErrors.Override is { } replace)
            code = replace("clBuildProgram", code);
        if ((ErrorCodes)code is ErrorCodes.BuildProgramFailure or ErrorCodes.InvalidBuildOptions)
            throw new OpenCLBuildException(name, context.Device, Log(program), "clBuildProgram", code);
        OpenCLErrors.Check(code, "clBuildProgram", context.Device, $"kernel '{name}'");
    }

    private string Log(ProgramHandle program)
    {
        nuint size;
        int code = context.Cl.GetProgramBuildInfo(program.Raw, context.Device.Id, ProgramBuildInfo.BuildLog, 0, null, &size);
        if (code != (int)ErrorCodes.Success || size == 0)
            return "(no log)";
        var log = new byte[(int)size];
        fixed (byte* first = log)
            code = context.Cl.GetProgramBuildInfo(program.Raw, context.Device.Id, ProgramBuildInfo.BuildLog, size, first, null);
        return code == (int)ErrorCodes.Success ? Encoding.UTF8.GetString(log.AsSpan().TrimEnd((byte)0)) : "(no log)";
    }

    /// <summary>What the driver made of a program, for the cache; empty where it does not say.</summary>
    private byte[] Binary(ProgramHandle program)
    {
        nuint size;
        int code = context.Cl.GetProgramInfo(program.Raw, ProgramInfo.BinarySizes, (nuint)sizeof(nuint), &size, null);
        if (code != (int)ErrorCodes.Success || size is 0 or > int.MaxValue)
            return [];
        var binary = new byte[(int)size];
        fixed (byte* bytes = binary)
        {
            byte* first = bytes;
            code = context.Cl.GetProgramInfo(program.Raw, ProgramInfo.Binaries, (nuint)sizeof(byte*), &first, null);
        }

        return code == (int)ErrorCodes.Success ? binary : [];
    }

    private static byte[] Terminated(string text) => [.. Encoding.UTF8.GetBytes(text), 0];

    private sealed record PendingText(string Name, byte[] Source, string Key);
}
