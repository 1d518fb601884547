using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Lowering;

/// <summary>Which numbers of the run a nest needs beside its buffers.</summary>
internal sealed class NestFacts : NestVisitor
{
    private bool batch, inverseBatch, dropout, lossScale;

    public static RunNumbers Of(LoopNest nest)
    {
        var facts = new NestFacts();
        facts.Visit(nest.Body);
        return new RunNumbers(facts.batch, facts.inverseBatch, facts.dropout, facts.lossScale);
    }

    public override void Used(string name) => batch |= name == LoopNest.Batch;

    public override void Visit(VectorExpression vector)
    {
        inverseBatch |= vector is RunSplat { Kind: RunNumberKind.InverseBatch };
        lossScale |= vector is RunSplat { Kind: RunNumberKind.LossScale };
        dropout |= vector is KeepFactor;
        base.Visit(vector);
    }
}

/// <summary>Numbers of the run that a nest needs.</summary>
internal readonly record struct RunNumbers(bool Batch, bool InverseBatch, bool Dropout, bool LossScale);
