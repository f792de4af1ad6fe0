using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Policies;

/// <summary>Places in an additional file.</summary>
internal sealed class FilePlaces(string path, SourceText text)
{
    /// <summary>The location of a range of the file's text.</summary>
    public Location this[SourceSpan range]
    {
        get
        {
            var start = Math.Min(range.Start, text.Length);
            var span = TextSpan.FromBounds(start, Math.Max(start, Math.Min(range.End, text.Length)));
            return Location.Create(path, span, text.Lines.GetLinePositionSpan(span));
        }
    }
}
