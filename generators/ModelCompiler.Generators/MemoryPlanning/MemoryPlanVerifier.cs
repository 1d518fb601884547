using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.MemoryPlanning;

/// <summary>Two tensors that live at the same time never overlap, and all fit.</summary>
internal static class MemoryPlanVerifier
{
    public static void Verify(MemoryPlan plan)
    {
        Tensor[] tensors = [.. plan.Lifetimes.Keys];
        for (int a = 0; a < tensors.Length; a++)
        {
            if (End(plan, tensors[a]) > plan.FloatsPerSample) throw new InvalidOperationException($"{tensors[a]} ends beyond the arena.");
            for (int b = a + 1; b < tensors.Length; b++)
            {
                (int From, int To) la = plan.Lifetimes[tensors[a]], lb = plan.Lifetimes[tensors[b]];
                bool together = la.From <= lb.To && lb.From <= la.To;
                bool apart = End(plan, tensors[a]) <= plan.Offsets[tensors[b]] || End(plan, tensors[b]) <= plan.Offsets[tensors[a]];
                if (together && !apart) throw new InvalidOperationException($"{tensors[a]} and {tensors[b]} overlap while both live.");
            }
        }
    }

    private static long End(MemoryPlan plan, Tensor tensor) => plan.Offsets[tensor] + tensor.Floats;
}
