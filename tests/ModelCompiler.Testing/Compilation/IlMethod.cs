using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ModelCompiler.Testing.Compilation;

/// <summary>A compiled method's size.</summary>
/// <param name="Name">Its class and name.</param>
/// <param name="Bytes">Of its IL.</param>
/// <param name="Branches">Branch instructions and switch targets; basic blocks are about as many.</param>
/// <param name="Locals">Its variables, the compiler's own included.</param>
public sealed record IlMethod(string Name, int Bytes, int Branches, int Locals)
{
    // The JIT gives up on methods past about 60,000 bytes of IL, 2,000 basic blocks or 2,000 locals.
    private const int MostBytes = 60_000, MostBranches = 2_000, MostLocals = 2_000;

    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes).GetFields().Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => (int)(ushort)c.Value);

    /// <summary>False: the JIT compiles it unoptimized, which loses more than all unrolling gains.</summary>
    public bool IsOptimized => Bytes < MostBytes && Branches < MostBranches && Locals < MostLocals;

    /// <summary>All methods of an assembly that have a body.</summary>
    public static IReadOnlyList<IlMethod> Read(byte[] assembly)
    {
        using var file = new PEReader(ImmutableArray.Create(assembly));
        var metadata = file.GetMetadataReader();
        var methods = new List<IlMethod>();
        foreach (var method in metadata.MethodDefinitions.Select(metadata.GetMethodDefinition).Where(m => m.RelativeVirtualAddress != 0))
        {
            var body = file.GetMethodBody(method.RelativeVirtualAddress);
            string type = metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name);
            byte[] code = body.GetILBytes()!;
            methods.Add(new IlMethod($"{type}.{metadata.GetString(method.Name)}", code.Length, CountBranches(code), CountLocals(metadata, body)));
        }

        return methods;
    }

    private static int CountLocals(MetadataReader metadata, MethodBodyBlock body)
    {
        if (body.LocalSignature.IsNil) return 0;
        var signature = metadata.GetBlobReader(metadata.GetStandaloneSignature(body.LocalSignature).Signature);
        signature.ReadSignatureHeader();
        return signature.ReadCompressedInteger();
    }

    private static int CountBranches(byte[] code)
    {
        int branches = 0;
        for (int at = 0; at < code.Length;)
        {
            int value = code[at++];
            if (value == 0xFE) value = (value << 8) | code[at++];
            var operand = Codes[value].OperandType;
            if (operand is OperandType.InlineBrTarget or OperandType.ShortInlineBrTarget) branches++;
            if (operand == OperandType.InlineSwitch) branches += BitConverter.ToInt32(code, at);
            at += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }

        return branches;
    }
}
