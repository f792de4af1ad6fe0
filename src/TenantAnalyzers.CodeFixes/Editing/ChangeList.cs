using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace TenantAnalyzers.CodeFixes.Editing;

/// <summary>Collects the changes of one plan. Insertions at one place are joined in the order in which they were asked for.</summary>
internal sealed class ChangeList
{
    private readonly Dictionary<TextSpan, string> _changes = [];

    public void Insert(int position, string text) => Replace(new TextSpan(position, 0), text);

    public void Replace(TextSpan span, string text) =>
        _changes[span] = span.IsEmpty && _changes.TryGetValue(span, out var before) ? before + text : text;

    public ImmutableArray<TextChange> ToImmutable() =>
        _changes.Select(static change => new TextChange(change.Key, change.Value)).ToImmutableArray();
}
