using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace ModelCompiler.Training.Child;

/// <summary>Kernels of compiled networks, for the JIT.</summary>
internal static class Kernels
{
    /// <summary>Has all kernels compiled that this machine would run.</summary>
    /// <param name="assembly">A file with networks.</param>
    public static void Compile(string assembly)
    {
        string[] classes = Avx512F.IsSupported ? ["Kernels512", "Kernels256", "Kernels128"] : Fma.IsSupported ? ["Kernels256", "Kernels128"] : ["Kernels128"];
        foreach (Type type in Assembly.LoadFrom(assembly).GetTypes().Where(t => classes.Contains(t.Name)))
        {
            MethodInfo[] methods = type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
            // Functions are inlined into them, and are not compiled by themselves.
            foreach (MethodInfo method in methods.Where(m => m.MethodImplementationFlags.HasFlag(MethodImplAttributes.AggressiveOptimization))) RuntimeHelpers.PrepareMethod(method.MethodHandle);
        }
    }
}
