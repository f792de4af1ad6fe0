using System.Collections.Immutable;
using System.Text;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Tool.Review;

namespace TenantAnalyzers.Tool.Simulate;

/// <summary>A policy with what fills its holes.</summary>
/// <param name="Document">The policy.</param>
/// <param name="HoleName">The name of the hole at an offset; null where there is none, or it has none.</param>
internal sealed record LoadedPolicy(PolicyDocument Document, Func<int, string?> HoleName);

/// <summary>Reads the policies that requests name, each once.</summary>
internal sealed class PolicyLibrary(string folder)
{
    private readonly Dictionary<string, ImmutableArray<LoadedPolicy>> _loaded = new(StringComparer.Ordinal);

    /// <summary>The policies of a file, or the one that is named behind <c>#</c>.</summary>
    /// <exception cref="BadRequestException">There is none.</exception>
    public ImmutableArray<LoadedPolicy> Load(string path, CancellationToken cancellationToken)
    {
        if (_loaded.TryGetValue(path, out var known))
            return known;
        var (file, name) = Find(path);
        var named = Read(path, file, cancellationToken).Where(policy => name is null || policy.Name == name).Select(static policy => policy.Policy).ToImmutableArray();
        if (named.IsEmpty)
            throw new BadRequestException($"`{path}` holds no such policy");
        return _loaded[path] = named;
    }

    // Relative to the requests, or else to where the tool runs; a file's own name may hold a `#`.
    private (string File, string? Name) Find(string path)
    {
        var hash = path.LastIndexOf('#');
        foreach (var root in new[] { folder, "." })
        {
            if (File.Exists(Path.Combine(root, path)))
                return (Path.Combine(root, path), null);
            if (hash > 0 && File.Exists(Path.Combine(root, path[..hash])))
                return (Path.Combine(root, path[..hash]), path[(hash + 1)..]);
        }
        throw new BadRequestException($"there is no file `{path}`");
    }

    private static List<(string Name, LoadedPolicy Policy)> Read(string path, string file, CancellationToken cancellationToken)
    {
        TextFile text;
        try
        {
            text = TextFile.Read(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new BadRequestException($"`{path}` cannot be read: {exception.Message}");
        }

        if (Path.GetExtension(file).Equals(".cs", StringComparison.OrdinalIgnoreCase))
        {
            return [.. new CSharpReviewer(new() { Paths = [] }).Read(text.Text, cancellationToken)
                .Select(static policy => (policy.Name, new LoadedPolicy(policy.Document, static _ => null)))];
        }
        var source = PolicySource.Read(file, text.Text, cancellationToken);
        if (source.File is not { } policies)
            throw new BadRequestException($"`{path}`: {source.Problem!.Reason}");
        return [.. policies.Sites.Where(static site => site.Kind == PolicySiteKind.Policy).Select(static site => (site.Name, new LoadedPolicy(site.Policy, site.HoleAt)))];
    }
}
