using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Policies;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.CodeFixes.Policies;

/// <summary>
/// Mends the policies of one document. One literal can hold several findings whose edits touch (the version is one for all): so
/// the findings of a literal are mended together.
/// </summary>
internal static class PolicyRepair
{
    /// <summary>The document with the statements of these diagnostics mended; null when none can be.</summary>
    public static async Task<Document?> ApplyAsync(Document document, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return null;
        }

        var source = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var options = TenantOptions.Read(document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(root.SyntaxTree));
        var changes = new List<TextChange>();
        foreach (var inOneLiteral in diagnostics.GroupBy(diagnostic => LiteralOf(diagnostic, root)))
        {
            if (inOneLiteral.Key is not { } expression
                || PolicyText.Read(expression, model, cancellationToken) is not { } map
                || PolicyReader.Read(map.Text, cancellationToken) is not { Policy: { } policy } reading)
            {
                continue;
            }
            var tenancy = PolicyModel.For(new LiteralPolicy(map, model, new TenantIdentity(options), cancellationToken), options);
            var edits = inOneLiteral.First().Id == Rules.PolicyMalformed.Id
                ? Mends(reading, inOneLiteral)
                : IsolationRepair.Mend(policy, inOneLiteral.Select(static found => NumberIn(found, PolicyReports.StatementProperty)).ToList(), tenancy, cancellationToken);
            edits = BreakBraces(map, edits);
            if (LiteralWriter.Write(map, edits) is { Count: > 0 } written
                && await IsAsIntendedAsync(document.WithText(source.WithChanges(written)), map, TextEdit.Apply(map.Text, edits), cancellationToken).ConfigureAwait(false))
            {
                changes.AddRange(written);
            }
        }
        return changes.Count == 0 ? null : document.WithText(source.WithChanges(changes.OrderBy(static change => change.Span.Start)));
    }

    private static ExpressionSyntax? LiteralOf(Diagnostic diagnostic, SyntaxNode root) =>
        root.FullSpan.Contains(diagnostic.Location.SourceSpan)
            ? PolicyLiterals.Outermost(root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true))
            : null;

    private static int NumberIn(Diagnostic diagnostic, string property) =>
        diagnostic.Properties.TryGetValue(property, out var value)
        && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    // What is misspelt has one mend or none, whatever else is wrong.
    private static ImmutableArray<TextEdit> Mends(PolicyReading reading, IEnumerable<Diagnostic> diagnostics)
    {
        var starts = diagnostics.Select(static found => NumberIn(found, PolicyReports.ErrorProperty)).ToImmutableHashSet();
        return reading.Errors
            .Where(error => error.Mend is not null && starts.Contains(error.Span.Start))
            .Select(static error => error.Mend!.Value)
            .OrderBy(static edit => edit.Span.Start)
            .ToImmutableArray();
    }

    private static ImmutableArray<TextEdit> BreakBraces(LiteralMap map, ImmutableArray<TextEdit> edits) =>
        Dollars(map) is > 0 and var dollars ? ImmutableArray.CreateRange(edits, edit => BraceRuns.Break(edit, map.Text, dollars)) : edits;

    // How many braces open a hole in the text, where they cannot be escaped; 0 where they can or there are no holes.
    private static int Dollars(LiteralMap map) =>
        map.Pieces
            .Where(static piece => piece.Kind == LiteralPieceKind.Text)
            .Select(static piece => LiteralShape.Of(piece.Source) is { Form: LiteralForm.Raw, Dollars: > 0 and var dollars } ? dollars : 0)
            .Where(static dollars => dollars > 0)
            .DefaultIfEmpty()
            .Min();

    // What was written is read again: an edit that a literal cannot hold shows here.
    private static async Task<bool> IsAsIntendedAsync(Document mended, LiteralMap before, string intended, CancellationToken cancellationToken)
    {
        if (await mended.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || await mended.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return false;
        }
        var start = before.Expression.SpanStart;
        return PolicyLiterals.Outermost(root.FindToken(start).Parent!) is { } expression
            && expression.SpanStart == start
            && LiteralMap.Create(expression, model, cancellationToken) is { } after
            && after.Text == intended
            && Holes(before).SequenceEqual(Holes(after));
    }

    private static IEnumerable<string> Holes(LiteralMap map) =>
        map.Pieces.Where(static piece => piece.Kind == LiteralPieceKind.Hole).Select(static piece => piece.Source.ToString());
}
