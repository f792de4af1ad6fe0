using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TenantAnalyzers.Policies;

/// <summary>A part of a policy that code builds: what stands in its JSON, and the code that it is made by.</summary>
/// <param name="Syntax">The code.</param>
internal abstract record PolicyPart(SyntaxNode Syntax);

/// <summary>A JSON string.</summary>
/// <param name="Syntax">The code.</param>
/// <param name="Runs">What the text is made of, in order.</param>
internal sealed record TextPart(SyntaxNode Syntax, ImmutableArray<TextRun> Runs) : PolicyPart(Syntax)
{
    /// <summary>The text when all of it is known.</summary>
    public string? Known
    {
        get
        {
            if (Runs is [{ Text: { } only }])
                return only;
            var all = "";
            foreach (var run in Runs)
            {
                if (run.Text is null)
                    return null;
                all += run.Text;
            }

            return all;
        }
    }

    /// <summary>Whether nothing of the text is known.</summary>
    public bool IsUnknown => Runs is [{ Text: null }];

    /// <summary>A text that is known.</summary>
    public static TextPart Of(SyntaxNode syntax, string text) => new(syntax, ImmutableArray.Create(new TextRun(text, ImmutableArray<ExpressionSyntax>.Empty)));

    /// <summary>A value of which nothing is known but the expression; as a statement or a condition it has no meaning, and so is never judged.</summary>
    public static TextPart Unknown(SyntaxNode syntax) =>
        new(syntax, ImmutableArray.Create(TextRun.Hole(syntax as ExpressionSyntax)));
}

/// <summary>A stretch of a <see cref="TextPart"/>.</summary>
/// <param name="Text">The characters; null where they are not known.</param>
/// <param name="Holes">The expressions whose value it is, from the outside in, when it is not known.</param>
internal readonly record struct TextRun(string? Text, ImmutableArray<ExpressionSyntax> Holes)
{
    /// <summary>The value of an expression that is not known.</summary>
    public static TextRun Hole(ExpressionSyntax? expression) =>
        new(null, expression is null ? ImmutableArray<ExpressionSyntax>.Empty : ImmutableArray.Create(expression));
}

/// <summary>A number, <c>true</c>, <c>false</c> or <c>null</c>.</summary>
/// <param name="Syntax">The code.</param>
/// <param name="Json">How JSON writes it.</param>
internal sealed record ScalarPart(SyntaxNode Syntax, string Json) : PolicyPart(Syntax);

/// <summary>A JSON array.</summary>
/// <param name="Syntax">The code.</param>
/// <param name="Items">The elements.</param>
internal sealed record ListPart(SyntaxNode Syntax, ImmutableArray<PolicyPart> Items) : PolicyPart(Syntax);

/// <summary>A JSON object.</summary>
/// <param name="Syntax">The code.</param>
/// <param name="Members">Names and values, in order.</param>
internal sealed record ObjectPart(SyntaxNode Syntax, ImmutableArray<PolicyMember> Members) : PolicyPart(Syntax)
{
    /// <summary>The value of that name; null when there is none.</summary>
    public PolicyPart? Find(string name)
    {
        foreach (var member in Members)
        {
            if (string.Equals(member.Name, name, StringComparison.Ordinal))
                return member.Value;
        }

        return null;
    }
}

/// <summary>A member of an <see cref="ObjectPart"/>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
/// <param name="Syntax">The code that gives the name.</param>
internal readonly record struct PolicyMember(string Name, PolicyPart Value, SyntaxNode Syntax);
