namespace TenantAnalyzers.Benchmarks.Corpus;

/// <summary>One generated file.</summary>
/// <param name="Path">Where it stands below the corpus' folder.</param>
/// <param name="Text">Its C#.</param>
internal sealed record SourceFile(string Path, string Text)
{
    public int Lines => Text.AsSpan().Count('\n');
}
