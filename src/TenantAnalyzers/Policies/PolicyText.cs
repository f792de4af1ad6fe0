using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Policies;

/// <summary>A policy that is written in a string expression.</summary>
internal static class PolicyText
{
    /// <summary>
    /// Reads an expression that <see cref="PolicyLiterals.IsCandidate"/>; null when it is no policy, or one that is written
    /// elsewhere and only named here.
    /// </summary>
    public static LiteralMap? Read(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken)
    {
        if (LiteralMap.Create(expression, model, cancellationToken) is not { } map
            || !PolicyReader.MayBePolicy(map.Text)
            || FirstVisible(map.Text) is not { } first
            || map.Text[first] != '{'
            || IsOneConstant(map, first)
            || HasHoleInText(map))
        {
            return null;
        }
        return map;
    }

    private static int? FirstVisible(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsWhiteSpace(text[i]))
                return i;
        }
        return null;
    }

    // The constant's own declaration is looked at too: one site, one diagnostic.
    private static bool IsOneConstant(LiteralMap map, int first)
    {
        var last = map.Text.Length - 1;
        while (char.IsWhiteSpace(map.Text[last]))
            last--;
        var piece = map.PieceAt(first);
        return piece.Kind == LiteralPieceKind.Constant && piece.End > last;
    }

    // The character that stands for holes, written as a character: nobody could tell them apart.
    private static bool HasHoleInText(LiteralMap map)
    {
        for (var i = map.Text.IndexOf(LiteralMap.Hole); i >= 0; i = map.Text.IndexOf(LiteralMap.Hole, i + 1))
        {
            if (map.PieceAt(i).Kind != LiteralPieceKind.Hole)
                return true;
        }
        return false;
    }
}
