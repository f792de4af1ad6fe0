using System.IO.Hashing;

namespace TenantAnalyzers.Gateway.Configuration;

/// <summary>What tells one content of some files from another.</summary>
internal sealed class FileStamps : IEquatable<FileStamps>
{
    // Times tell too little: a file that is renamed over another may have the same. Larger files are not read again and again.
    private const long MaxHashed = 1024 * 1024;

    private readonly SortedDictionary<string, (long Length, long Content)> _stamps = new(StringComparer.Ordinal);

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

    private static (long Length, long Content) Stamp(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > MaxHashed)
                return (file.Length, File.GetLastWriteTimeUtc(file.SafeFileHandle).Ticks);
            var hash = new XxHash3();
            hash.Append(file);
            return (file.Length, (long)hash.GetCurrentHashAsUInt64());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return (-1, 0);
        }
    }
}
