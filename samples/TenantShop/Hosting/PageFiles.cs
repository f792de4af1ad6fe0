using System.Reflection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace TenantShop.Hosting;

/// <summary>The page's files, which are in the assembly as <c>wwwroot/NAME</c>.</summary>
internal sealed class PageFiles(Assembly assembly) : IFileProvider
{
    private readonly DateTimeOffset _built = File.GetLastWriteTimeUtc(assembly.Location);

    public IFileInfo GetFileInfo(string subpath)
    {
        var name = "wwwroot/" + subpath.TrimStart('/');
        return assembly.GetManifestResourceInfo(name) is null ? new NotFoundFileInfo(subpath) : new Page(assembly, name, _built);
    }

    public IDirectoryContents GetDirectoryContents(string subpath) => subpath is "" or "/" ? new Root() : NotFoundDirectoryContents.Singleton;

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

    private sealed class Page(Assembly assembly, string name, DateTimeOffset built) : IFileInfo
    {
        public bool Exists => true;

        public long Length
        {
            get
            {
                using var stream = CreateReadStream();
                return stream.Length;
            }
        }

        public string? PhysicalPath => null;

        public string Name => Path.GetFileName(name);

        public DateTimeOffset LastModified => built;

        public bool IsDirectory => false;

        public Stream CreateReadStream() => assembly.GetManifestResourceStream(name)!;
    }

    // Exists, which is all that is asked of it.
    private sealed class Root : IDirectoryContents
    {
        public bool Exists => true;

        public IEnumerator<IFileInfo> GetEnumerator() => Enumerable.Empty<IFileInfo>().GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
