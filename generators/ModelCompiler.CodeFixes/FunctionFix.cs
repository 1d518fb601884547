using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.CodeFixes;

/// <summary>
/// MC0111, MC0201, MC0202, MC0203, and review: writes another function at a layer's end, or takes another loss. A network ends with the
/// function that its loss reads, or has the loss that reads what it gives.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FunctionFix)), Shared]
public sealed class FunctionFix : SyntaxFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds =>
    [
        Descriptors.SoftmaxOfOne.Id, Descriptors.LossNeedsSoftmax.Id, Descriptors.LossNeedsSigmoid.Id, Descriptors.LossNeedsNonNegative.Id,
        Descriptors.NoActivationBetween.Id, Descriptors.SigmoidOfClasses.Id, Descriptors.SquaredErrorOfSoftmax.Id, Descriptors.ClipOfSix.Id,
    ];

    private protected override IEnumerable<Change> Changes(SyntaxNode root, SyntaxNode place, Diagnostic diagnostic)
    {
        foreach (string option in FixData.Read(diagnostic.Properties, FixData.Training))
        {
            var edits = option.Split('+').Select(e => e.Split('.'))
                .Select(e => (Where: e[0], Member: e[1], Place: e[0] == "Loss" ? Loss(place)
                    : AttributeEdits.At(root, FixData.ReadPlaces(diagnostic.Properties).FirstOrDefault()))).ToList();
            if (edits.Any(e => e.Place is null)) continue;
            SyntaxNode? changed = root.TrackNodes(edits.Select(e => (SyntaxNode)e.Place!));
            foreach (var (where, member, attribute) in edits) changed = changed is null
                ? null
                : Edit(changed, changed.GetCurrentNode(attribute!)!, where, member);
            if (changed is not null) yield return new Change(Title(edits), option, changed);
        }
    }

    private static AttributeSyntax? Loss(SyntaxNode place) => place.FirstAncestorOrSelf<AttributeSyntax>();

    private static SyntaxNode? Edit(SyntaxNode root, AttributeSyntax attribute, string where, string member) => where switch
    {
        "Loss" => WithLoss(attribute, member) is { } loss ? root.ReplaceNode(attribute, loss) : null,
        "Activation" => root.ReplaceNode(attribute, AttributeEdits.With(attribute, "Activation", "Activation." + member)),
        "Layer" => root.ReplaceNode(attribute, AttributeEdits.As(attribute, member)),
        "Insert" => AttributeEdits.Insert(root, attribute, member, before: false),
        _ => null,
    };

    /// <summary>With another loss, and without numbers that the old one alone reads.</summary>
    private static AttributeSyntax? WithLoss(AttributeSyntax attribute, string member)
    {
        if (attribute.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals is null) is not { } argument) return null;
        ExpressionSyntax? expression = argument.Expression switch
        {
            MemberAccessExpressionSyntax access => access.WithName(SyntaxFactory.IdentifierName(member)),
            IdentifierNameSyntax name => SyntaxFactory.IdentifierName(member).WithTriviaFrom(name),
            _ => null,
        };
        return expression is null ? null : AttributeEdits.Without(
            attribute.ReplaceNode(argument.Expression, expression.WithTriviaFrom(argument.Expression)), "Delta", "Gamma");
    }

    private static string Title(IEnumerable<(string Where, string Member, AttributeSyntax? Place)> edits) =>
        "Use " + string.Join(" and ",
            edits.Select(
                e => e.Where == "Loss" ? $"Loss.{e.Member}" : e.Where is "Insert" or "Layer" ? $"[{e.Member}]" : $"Activation.{e.Member}"));
}
