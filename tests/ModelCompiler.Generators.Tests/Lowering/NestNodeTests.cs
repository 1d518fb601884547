using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Emit.CSharp.Rows;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Lowering.Tiles;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Tests.Lowering;

/// <summary>Visitors and rewriters reach every part of every kind of node: each is made with parts that have names, and all names must be seen, and be seen anew after they are rewritten.</summary>
public class NestNodeTests
{
    /// <summary>Text that is no name of the nest.</summary>
    private static readonly (Type, string)[] NoNames =
        [(typeof(Comment), "Text"), (typeof(AxisRemark), "Parts"), (typeof(IntegerArgument), "Name")];

    public static TheoryData<string> Kinds => [.. Types().Select(t => t.Name)];

    private static IEnumerable<Type> Types() => typeof(NestStatement).Assembly.GetTypes()
        .Where(t => !t.IsAbstract && t != typeof(OutlinedTile) && new[] { typeof(NestStatement), typeof(VectorExpression), typeof(IntExpression) }.Any(node => node.IsAssignableFrom(t)));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_part_is_visited_and_rewritten(string kind)
    {
        var names = new List<string>();
        object node = Make(Types().Single(t => t.Name == kind), names);
        Assert.Equal(names.Order(), Seen(node).Order());
        // Where nothing changes nothing is made anew, rows apart, of which each is rewritten once.
        if (node is NestStatement and not RowStatement) Assert.Same(node, new Unchanging().Rewrite((NestStatement)node));
        if (node is VectorExpression unchanged) Assert.Same(node, new Unchanging().Rewrite(unchanged));
        var renamed = new Renaming();
        object rewritten = node switch
        {
            NestStatement statement => renamed.Rewrite(statement)!,
            VectorExpression vector => renamed.Rewrite(vector),
            _ => renamed.Rewrite((IntExpression)node),
        };
        Assert.Equal(node.GetType(), rewritten.GetType());
        Assert.Equal(names.Select(n => n + "!").Order(), Seen(rewritten).Order());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Parts_of_vectors_are_replaced_in_every_kind_of_vector(string kind)
    {
        var names = new List<string>();
        if (Make(Types().Single(t => t.Name == kind), names) is not VectorExpression vector) return;
        Assert.DoesNotContain(vector.Rewrite(part => part is VectorName name ? new Splat(1, name.Lanes) : null).Parts(), part => part is VectorName);
        Assert.Equal(vector, vector.Rewrite(_ => null));
    }

    /// <summary>A tile's method would not be what stands in its place.</summary>
    [Fact]
    public void A_tile_that_is_outlined_is_seen_and_not_rewritten()
    {
        var outlined = new OutlinedTile(new RegisterTile([new VectorLet("a", new Splat(0, 4))]), [], [], []);
        Assert.Equal(["a"], Seen(outlined));
        Assert.Same(outlined, new Unchanging().Rewrite(outlined));
        Assert.Throws<InvalidOperationException>(() => new Renaming().Rewrite(outlined));
    }

    private static object Make(Type type, List<string> names)
    {
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Part(type, p.ParameterType, p.Name!, names))]);
    }

    private static object? Part(Type node, Type type, string parameter, List<string> names)
    {
        string New()
        {
            names.Add($"name{names.Count}");
            return names[^1];
        }

        if (NoNames.Contains((node, parameter))) return type == typeof(string) ? "no name" : Activator.CreateInstance(type);
        if (type == typeof(string)) return New();
        if (type == typeof(VectorExpression)) return new VectorName(New(), 8);
        if (type == typeof(IntExpression)) return new IntVariable(New());
        if (type == typeof(LinearForm)) return LinearForm.Of(New());
        if (type == typeof(Access)) return new Access(New(), LinearForm.Of(New()));
        if (type == typeof(VectorName)) return new VectorName(New(), 8);
        if (type == typeof(StridedAccess)) return new StridedAccess(new Access(New(), LinearForm.Of(New())), 1);
        if (type == typeof(EquatableArray<VectorLet>)) return EquatableArray.Create([new VectorLet(New(), new VectorName(New(), 8))]);
        if (type == typeof(EquatableArray<NestStatement>)) return EquatableArray.Create<NestStatement>([new PointerAdvance(New(), 1)]);
        if (type == typeof(EquatableArray<VectorName>)) return EquatableArray.Create([new VectorName(New(), 8), new VectorName(New(), 8)]);
        if (type == typeof(EquatableArray<VectorExpression>)) return EquatableArray.Create<VectorExpression>([new VectorName(New(), 8), new VectorName(New(), 8)]);
        if (type == typeof(EquatableArray<Condition>)) return EquatableArray.Create([new Condition(ConditionKind.Less, new IntVariable(New()), new IntVariable(New()))]);
        Assert.True(type.IsValueType && !type.IsGenericType, $"{node.Name}.{parameter} is a {type.Name}: say here how to make one.");
        return parameter == "Lanes" ? 8 : Activator.CreateInstance(type);
    }

    private static List<string> Seen(object node)
    {
        var names = new Names();
        if (node is NestStatement statement) names.Visit(statement);
        if (node is VectorExpression vector) names.Visit(vector);
        if (node is IntExpression number) names.Rewrite(number);
        return names.All;
    }

    private sealed class Names : NestVisitor
    {
        public List<string> All { get; } = [];

        public override void Used(string name) => All.Add(name);

        public override void Declared(string name) => All.Add(name);
    }

    private sealed class Unchanging : NestRewriter;

    private sealed class Renaming : NestRewriter
    {
        public override string Use(string name) => name + "!";

        public override string Declare(string name) => name + "!";

        public override LinearForm Rewrite(LinearForm form) => LinearForm.Of(form.Terms[0].Variable + "!");
    }
}
