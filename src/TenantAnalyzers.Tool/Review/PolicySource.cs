using TenantAnalyzers.Iam;
using TenantAnalyzers.Tool.Yaml;

namespace TenantAnalyzers.Tool.Review;

/// <summary>The policies of a file's text, and how places in what was read become places in the file.</summary>
/// <param name="File">What was found; null when the text is not of the language that it should be.</param>
/// <param name="Place">The place of a range of the text that was read.</param>
/// <param name="CanEdit">Whether the text that was read is the file's.</param>
internal sealed record PolicySource(PolicyFile? File, Func<SourceSpan, Place> Place, bool CanEdit)
{
    /// <summary>What is wrong with the text when there is no <see cref="File"/>.</summary>
    public Note? Problem { get; init; }

    /// <summary>Reads JSON, or YAML when the file is that.</summary>
    public static PolicySource Read(string path, string text, CancellationToken cancellationToken) =>
        IsYaml(path, text) ? ReadYaml(text, cancellationToken) : ReadJson(text, cancellationToken);

    private static PolicySource ReadJson(string text, CancellationToken cancellationToken)
    {
        var lines = new LineMap(text);
        var file = PolicyFiles.Read(text, cancellationToken);
        return new(file.Kind == PolicyFileKind.Invalid ? null : file, span => Review.Place.Of(lines, span.Start, span.End), CanEdit: true)
        {
            Problem = file.Kind == PolicyFileKind.Invalid ? new(Review.Place.Of(lines, file.Errors[0].Span.Start, file.Errors[0].Span.End), file.Reason!) : null,
        };
    }

    private static PolicySource ReadYaml(string text, CancellationToken cancellationToken)
    {
        var yaml = YamlDocument.Read(text, cancellationToken);
        return yaml.Problem is { } problem
            ? new(null, yaml.PlaceOf, CanEdit: false) { Problem = problem }
            : new(PolicyFiles.Read(yaml.Json, cancellationToken), yaml.PlaceOf, CanEdit: false);
    }

    // A template without an extension that tells is JSON when it looks like it: all JSON is YAML, too, but its places are better known.
    private static bool IsYaml(string path, string text) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".YAML" or ".YML" => true,
        ".JSON" => false,
        _ => text.AsSpan().TrimStart() is not ['{' or '[', ..],
    };
}
