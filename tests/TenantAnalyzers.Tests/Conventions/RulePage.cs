using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TenantAnalyzers.Tests.Conventions;

/// <summary>The help page of one rule.</summary>
internal sealed partial class RulePage(string id)
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Diagnostics.CodeAnalysis;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        using TenantAnalyzers;

        """;

    public string Text { get; } = Repository.Read("docs", "rules", $"{id}.md");

    public IEnumerable<string> Headings => Heading().Matches(Text).Select(match => match.Groups[1].Value);

    /// <summary>What stands under a heading of the second level.</summary>
    public string Section(string heading)
    {
        var start = Text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{id}.md has no section '{heading}'");
        var end = Text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return end < 0 ? Text[start..] : Text[start..end];
    }

    /// <summary>The C# samples of a section, each a compilation unit.</summary>
    public string[] Samples(string heading) => [.. CodeBlock().Matches(Section(heading)).Select(match => Complete(match.Groups[1].Value))];

    // A sample may be a whole file, members of a class or statements.
    private static string Complete(string sample)
    {
        var unit = SyntaxFactory.ParseCompilationUnit(sample);
        if (unit.Usings.Count > 0)
            return sample;
        if (unit.Members.All(member => member is BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax))
            return Usings + sample;
        var isStatements = unit.Members.OfType<GlobalStatementSyntax>()
            .Any(member => member.Statement is not (LocalFunctionStatementSyntax or LocalDeclarationStatementSyntax { IsConst: true }));
        return isStatements
            ? $"{Usings}public class Sample\n{{\npublic async Task Run(IAmazonDynamoDB dynamo, string tenantId)\n{{\n{sample}\n}}\n}}\n"
            : $"{Usings}public class Sample\n{{\n{sample}\n}}\n";
    }

    [GeneratedRegex("^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
