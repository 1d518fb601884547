using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace ModelCompiler.Generators.Tests.Diagnostics;

/// <summary>A source in which expected diagnostics are marked where they underline: <c>[Conv2D(20, {|MC0101:7|})]</c>.</summary>
internal sealed partial record MarkedSource(string Text, IReadOnlyList<(string Id, TextSpan Span)> Expected)
{
    public static MarkedSource Parse(string marked)
    {
        var text = new StringBuilder();
        var open = new Stack<(string Id, int Start)>();
        var expected = new List<(string Id, TextSpan Span)>();
        int at = 0;
        foreach (Match marker in Marker().Matches(marked))
        {
            text.Append(marked, at, marker.Index - at);
            at = marker.Index + marker.Length;
            if (marker.Groups["id"].Success)
            {
                open.Push((marker.Groups["id"].Value, text.Length));
                continue;
            }

            var (id, start) = open.Pop();
            expected.Add((id, TextSpan.FromBounds(start, text.Length)));
        }

        Assert.Empty(open);
        text.Append(marked, at, marked.Length - at);
        return new MarkedSource(text.ToString(), [.. expected.OrderBy(e => e.Span.Start).ThenBy(e => e.Id)]);
    }

    [GeneratedRegex(@"\{\|(?<id>\w+):|\|\}")]
    private static partial Regex Marker();
}
