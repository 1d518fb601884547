using ModelCompiler.Runtime;

namespace ModelCompiler.Tests.Runtime;

public class NameGroupsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("a,b", "a b")]
    [InlineData("a{b,c{d,e}},f", "ab acd ace f")]
    [InlineData("a{b{c,d},e}", "abc abd ae")]
    [InlineData("a{b{c,d}},e{f,g}", "abc abd ef eg")]
    [InlineData("Relu1{,_2,_3}", "Relu1 Relu1_2 Relu1_3")]
    [InlineData("a{b{,c},d{e,}}", "ab abc ade ad")]
    public void What_stands_before_braces_begins_each_name_in_them(string names, string expected) =>
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), NameGroups.Expand(names));
}
