namespace ModelCompiler.Generators.Pipeline;

/// <summary>Two observers, one after the other.</summary>
internal sealed class PassObservers(IPassObserver? first, IPassObserver second) : IPassObserver
{
    public void After(string pass, object program)
    {
        first?.After(pass, program);
        second.After(pass, program);
    }
}
