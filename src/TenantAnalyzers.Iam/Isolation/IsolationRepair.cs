using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>Mends the statements that findings stand on (TNT3001 to TNT3005), keeping the text's layout.</summary>
public static class IsolationRepair
{
    /// <summary>
    /// The edits, ordered by place and without overlap, after which each of these statements is proved isolated; a statement for which
    /// there is no such edit is left alone, and the result is empty when that leaves none.
    /// </summary>
    /// <param name="document">The document, as it was proved.</param>
    /// <param name="statements">The numbers of the statements to mend (<see cref="PolicyStatement.Index"/>).</param>
    /// <param name="model">The model it was proved with. An index of which the key is not known is taken to be the tenant's here: no condition could mend it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ImmutableArray<TextEdit> Mend(
        PolicyDocument document, IReadOnlyCollection<int> statements, TenancyModel model, CancellationToken cancellationToken = default)
    {
        if (document.Ambiguity is not null || document.Version is { HasHole: true })
            return ImmutableArray<TextEdit>.Empty;
        TextEdit? version = LeadingKeysCondition.SetVersion(document);
        var all = new List<TextEdit>();
        foreach (int index in statements.Distinct())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (index < 0 || index >= document.Statements.Length)
                continue;
            var edits = new List<TextEdit>();
            bool proved = StatementRepair.Mend(edits, document, document.Statements[index], model)
                && IsIsolated(document, version is { } own ? [.. edits, own] : edits, index, model, cancellationToken);
            if (proved)
                all.AddRange(edits);
            if (proved && version is { } set && !all.Contains(set))
                all.Add(set);
        }

        return ImmutableArray.CreateRange(all.OrderBy(static edit => edit.Span.Start));
    }

    // What was written is read again and proved like any other policy.
    private static bool IsIsolated(PolicyDocument document, List<TextEdit> edits, int index, TenancyModel model, CancellationToken cancellationToken)
    {
        if (edits.Count == 0 || TextEdit.InOrder(edits) is not { } ordered
            || PolicyReader.Read(TextEdit.Apply(document.Text, ordered), cancellationToken).Policy is not { } mended
            || mended.Statements.Length != document.Statements.Length)
        {
            return false;
        }

        TenancyModel moved = model with
        {
            IsTenantHole = model.IsTenantHole is { } isTenantHole ? offset => isTenantHole(Before(ordered, offset)) : null,
            IsTenantIndex = (table, name) => model.IsTenantIndex?.Invoke(table, name) ?? true,
        };
        IsolationReport report = IsolationProver.Prove(mended, moved, cancellationToken);
        return report.Statements[index].Verdict == IsolationVerdict.Isolated && !report.Findings.Any(finding => finding.Statement.Index == index);
    }

    /// <summary>Where a character of the new text stood in the old one.</summary>
    private static int Before(ImmutableArray<TextEdit> edits, int offset)
    {
        int shift = 0;
        foreach (TextEdit edit in edits)
        {
            if (edit.Span.End + shift + edit.NewText.Length - edit.Span.Length <= offset)
                shift += edit.NewText.Length - edit.Span.Length;
        }

        return offset - shift;
    }
}
