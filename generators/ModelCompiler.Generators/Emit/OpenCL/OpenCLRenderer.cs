using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.OpenCL;

/// <summary>
/// Loop nests as OpenCL C, in few lines: registers that begin with the same number are declared together, and what is done under a
/// condition stands beside it where it is one statement. A driver reads all of it when a program starts.
/// </summary>
internal sealed class OpenCLRenderer(OpenCLDialect dialect, SourceWriter writer) : CStyleRenderer(dialect, writer)
{
    /// <summary>Characters of declarations in one line.</summary>
    private const int LineLength = 100;

    private readonly OpenCLDialect dialect = dialect;
    private readonly SourceWriter writer = writer;

    public override void Statements(EquatableArray<NestStatement> statements)
    {
        for (int s = 0; s < statements.Count; s++)
        {
            if (statements[s] is not VectorLet { Value: Splat start } let)
            {
                Statement(statements[s]);
                continue;
            }

            if (s + 1 < statements.Count && Otherwise(let, start, statements[s + 1]))
            {
                s++;
                continue;
            }

            int end = s + 1;
            while (end < statements.Count && statements[end] is VectorLet { Value: Splat } next && next.Value.Equals(start)
                && !(end + 1 < statements.Count && IsOtherwise(next, statements[end + 1]))) end++;
            Together(start, [.. statements.Range(s, end - s).Select(n => dialect.Identifier(((VectorLet)n).Name))]);
            s = end - 1;
        }
    }

    protected override void Statement(NestStatement statement)
    {
        if (statement is Conditional { Then.Count: 1, Else.Count: 0 } only && only.Then[0] is VectorSet or Store)
            writer.Line($"if ({Conditions(only)}) {Line(only.Then[0])}");
        else base.Statement(statement);
    }

    /// <summary>A value that is read under a condition: <c>float d = inside ? read : 0.0f;</c>.</summary>
    private bool Otherwise(VectorLet let, Splat otherwise, NestStatement next)
    {
        if (!IsOtherwise(let, next)) return false;
        var read = (Conditional)next;
        string value = WithoutParentheses(Vector(((VectorSet)read.Then[0]).Value));
        writer.Line($"float {dialect.Identifier(let.Name)} = {Conditions(read)} ? {value} : {dialect.Splat(otherwise.Value, 1)};");
        return true;
    }

    private static bool IsOtherwise(VectorLet let, NestStatement next) =>
        let.Value.Lanes == 1 && next is Conditional { Then.Count: 1, Else.Count: 0 } read
        && read.Then[0] is VectorSet set && set.Name == let.Name && !set.Value.Parts().Contains(new VectorName(let.Name, 1));

    /// <summary>One declaration of several; a scalar begins all lanes.</summary>
    private void Together(Splat start, IReadOnlyList<string> names)
    {
        string type = dialect.VectorType(start.Lanes), value = WithoutParentheses(dialect.Splat(start.Value, 1)), line = "";
        foreach (string name in names)
        {
            string one = $"{name} = {value}";
            if (line.Length + one.Length > LineLength)
            {
                writer.Line($"{type} {line};");
                line = "";
            }

            line = line.Length == 0 ? one : $"{line}, {one}";
        }

        writer.Line($"{type} {line};");
    }

    private string Line(NestStatement statement)
    {
        var single = new SourceWriter();
        new OpenCLRenderer(dialect, single).Statement(statement);
        return single.ToString().TrimEnd('\n');
    }
}
