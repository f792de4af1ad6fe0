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
            stamps.Add(path);
        return stamps;
    }

    /// <summary>Stamps a file that has no stamp yet.</summary>
    public void Add(string path)
    {
        if (!_stamps.ContainsKey(path))
            _stamps.Add(path, Stamp(path));
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
