using System.Collections.Immutable;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Tool.Review;

/// <summary>Mends the policies of a JSON text, keeping the text around them.</summary>
internal static class PolicyFixer
{
    /// <summary>The mended text and the number of changes; null when nothing can be mended.</summary>
    public static (string Text, int Count)? Mend(string text, PolicyFile file, ReviewOptions options, CancellationToken cancellationToken)
    {
        // Spelling first: what a condition means is known only then.
        var spelt = Spell(text, file, cancellationToken);
        if (spelt is not null)
            (text, file) = (spelt.Value.Text, spelt.Value.File);
        var proved = MendStatements(text, file, options, cancellationToken);
        return proved is null && spelt is null ? null : (proved?.Text ?? text, (proved?.Count ?? 0) + (spelt?.Count ?? 0));
    }

    private static (string Text, PolicyFile File, int Count)? Spell(string text, PolicyFile file, CancellationToken cancellationToken)
    {
        var edits = new List<TextEdit>();
        foreach (var site in file.Sites)
        {
            foreach (var mend in site.Errors.Select(static error => error.Mend).OfType<TextEdit>())
                edits.AddRange(site.ToFile([mend]) ?? []);
        }
        if (edits.Count == 0 || TextEdit.InOrder(edits) is not { } ordered)
            return null;
        var spelt = TextEdit.Apply(text, ordered);
        var again = PolicyFiles.Read(spelt, cancellationToken);
        return again.Kind == file.Kind && again.Sites.Length == file.Sites.Length && Errors(again) < Errors(file) ? (spelt, again, Errors(file) - Errors(again)) : null;

        static int Errors(PolicyFile file) => file.Sites.Sum(static site => site.Errors.Length);
    }

    private static (string Text, int Count)? MendStatements(string text, PolicyFile file, ReviewOptions options, CancellationToken cancellationToken)
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
        // Two sites never share text, but branches of one condition may share a place: then it is left to people.
        return all.Count > 0 && TextEdit.InOrder(all) is { } ordered ? (TextEdit.Apply(text, ordered), count) : null;
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
