namespace TenantAnalyzers.Gateway.Configuration;

/// <summary>What tells one content of some files from another, without reading them.</summary>
internal sealed class FileStamps : IEquatable<FileStamps>
{
    private readonly SortedDictionary<string, (long Length, DateTime Written, DateTime Created)> _stamps = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Paths => _stamps.Keys;

    public static FileStamps Of(IEnumerable<string> paths)
    {
        var stamps = new FileStamps();
        foreach (string path in paths)
            stamps._stamps[path] = Stamp(path);
        return stamps;
    }

    /// <summary>These stamps with those of other files that have none yet; files that are not named are left out.</summary>
    public FileStamps With(IReadOnlyCollection<string> paths)
    {
        var stamps = new FileStamps();
        foreach (string path in paths)
            stamps._stamps[path] = _stamps.TryGetValue(path, out (long, DateTime, DateTime) known) ? known : Stamp(path);
        return stamps;
    }

    public bool Equals(FileStamps? other) => other is not null && _stamps.SequenceEqual(other._stamps);

    public override bool Equals(object? obj) => Equals(obj as FileStamps);

    public override int GetHashCode() => _stamps.Count;

    private static (long Length, DateTime Written, DateTime Created) Stamp(string path)
    {
        try
        {
            var file = new FileInfo(path);
            // A link's own times do not change with what it leads to.
            if (file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target)
                file = target;
            return file.Exists ? (file.Length, file.LastWriteTimeUtc, file.CreationTimeUtc) : (-1, default, default);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (-2, default, default);
        }
    }
}
