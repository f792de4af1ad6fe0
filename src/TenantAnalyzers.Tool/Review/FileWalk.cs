namespace TenantAnalyzers.Tool.Review;

/// <summary>A file to review.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="IsNamed">Whether it was asked for by name, rather than found in a folder.</param>
/// <param name="Problem">Why it cannot be read; null when that is to be seen.</param>
internal sealed record FileToReview(string Path, bool IsNamed, string? Problem = null);

/// <summary>Finds the files that may hold policies.</summary>
internal static class FileWalk
{
    private static readonly HashSet<string> Skipped = new(StringComparer.OrdinalIgnoreCase) { "bin", "obj", "node_modules", ".git", ".vs" };

    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase) { ".json", ".template", ".yaml", ".yml", ".cs" };

    /// <summary>The files, folders in the order of their names; each file once.</summary>
    public static IEnumerable<FileToReview> Find(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (File.Exists(path))
            {
                if (seen.Add(Path.GetFullPath(path)))
                    yield return new(path, IsNamed: true);
            }
            else if (Directory.Exists(path))
            {
                foreach (var file in Walk(path, seen, cancellationToken))
                    yield return file;
            }
            else
            {
                yield return new(path, IsNamed: true, "there is no such file or folder");
            }
        }
    }

    private static IEnumerable<FileToReview> Walk(string root, HashSet<string> seen, CancellationToken cancellationToken)
    {
        // Links between folders are not followed, so there is no way back to where one was.
        var options = new EnumerationOptions { IgnoreInaccessible = false, AttributesToSkip = 0 };
        var pending = new Stack<string>();
        pending.Push(root);
        while (pending.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var folder = pending.Pop();
            FileSystemInfo[]? entries = null;
            string? problem = null;
            try
            {
                entries = new DirectoryInfo(folder).GetFileSystemInfos("*", options);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                problem = exception.Message;
            }
            if (entries is null)
            {
                yield return new(folder, IsNamed: false, problem);
                continue;
            }

            Array.Sort(entries, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
            foreach (var file in entries.OfType<FileInfo>())
            {
                if (Extensions.Contains(file.Extension) && seen.Add(file.FullName))
                    yield return new(Path.Combine(folder, file.Name), IsNamed: false);
            }
            foreach (var inner in entries.OfType<DirectoryInfo>().Reverse())
            {
                if (!Skipped.Contains(inner.Name) && inner.LinkTarget is null)
                    pending.Push(Path.Combine(folder, inner.Name));
            }
        }
    }
}
