using System.Collections.Immutable;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Tool.Review;

/// <summary>Mends the policies of a JSON text, keeping the text around them.</summary>
internal static class PolicyFixer
{
    /// <summary>The mended text and the number of statements that were mended; null when nothing can be.</summary>
    public static (string Text, int Statements)? Mend(string text, PolicyFile file, ReviewOptions options, CancellationToken cancellationToken)
    {
        var model = options.ModelFor(file.Tables);
        var all = new List<TextEdit>();
        var count = 0;
        for (var i = 0; i < file.Sites.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (MendSite(text, file, i, model, cancellationToken) is not { } mended)
                continue;
            all.AddRange(mended.Edits);
            count += mended.Statements;
        }
        if (all.Count == 0)
            return null;
        // Two sites never share text, but branches of one condition may share a place: then it is left to people.
        ImmutableArray<TextEdit> ordered = [.. all.OrderBy(static edit => edit.Span.Start)];
        for (var i = 1; i < ordered.Length; i++)
        {
            if (ordered[i].Span.Start < ordered[i - 1].Span.End)
                return null;
        }
        return (TextEdit.Apply(text, ordered), count);
    }

    private static (ImmutableArray<TextEdit> Edits, int Statements)? MendSite(
        string text, PolicyFile file, int index, TenancyModel model, CancellationToken cancellationToken)
    {
        var site = file.Sites[index];
        if (!site.CanEdit)
            return null;
        var statements = SiteProof.Prove(site, model, TenantWords.Denotes, cancellationToken).Findings.Select(static finding => finding.Statement.Index).ToArray();
        if (statements.Length == 0)
            return null;
        var named = model with { IsTenantHole = offset => site.HoleAt(offset) is { } name && TenantWords.Denotes(name) };
        var edits = IsolationRepair.Mend(site.Policy, statements, named, cancellationToken);
        if (edits.IsEmpty || site.ToFile(edits) is not { } inFile)
            return null;

        // What was proved is the policy's text: the file, read again, must have just that.
        var again = PolicyFiles.Read(TextEdit.Apply(text, inFile), cancellationToken);
        if (again.Kind != file.Kind || again.Sites.Length != file.Sites.Length || again.Sites[index].Policy.Text != TextEdit.Apply(site.Policy.Text, edits))
            return null;
        var left = SiteProof.Prove(again.Sites[index], model, TenantWords.Denotes, cancellationToken).Findings.Length;
        return (inFile, statements.Length - left);
    }
}
