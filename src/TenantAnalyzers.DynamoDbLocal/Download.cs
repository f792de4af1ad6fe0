using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace TenantAnalyzers.DynamoDbLocal;

/// <summary>
/// Fetches the npm package in which Amazon ships DynamoDB Local, once, into the cache folder. The folder appears there whole or not at
/// all: everything is prepared beside it and moved, so two processes may do it at the same time.
/// </summary>
internal static class Download
{
    public const string Package = "amplify-dynamodb-simulator@2.9.30";
    public const string Sha256 = "3503ffac19f183407909fecdacf4db51ab1fdad1da7b2f177016670b2d80e4b9";

    private const string EmulatorFolder = "package/emulator/";

    /// <summary>The folder of an earlier download, or null.</summary>
    public static string? TryGetCached(string cache)
    {
        var folder = Target(cache);
        return File.Exists(Path.Combine(folder, Locator.JarName)) ? folder : null;
    }

    /// <summary>The folder of a new download, or why there is none.</summary>
    /// <exception cref="DynamoDbLocalException">What npm delivered is not the file that was recorded here.</exception>
    public static async Task<(string? Folder, string Problem)> FetchAsync(DynamoDbLocalOptions options, CancellationToken cancellationToken)
    {
        if (options.FindProgram("npm") is not { } npm)
            return (null, "npm is not on PATH");

        var work = Path.Combine(options.Cache, ".work-" + Path.GetRandomFileName());
        try
        {
            Directory.CreateDirectory(work);
            options.NoticeWriter.WriteLine($"Downloading DynamoDB Local (57 MB, once) with npm pack {Package} ...");
            var result = await Tool.RunAsync(npm, ["pack", Package, "--silent", "--ignore-scripts"], options, cancellationToken, work).ConfigureAwait(false);
            if (result.ExitCode != 0 || Directory.GetFiles(work, "*.tgz") is not [var tgz])
                return (null, "failed: " + result.LastLine);

            await VerifyAsync(tgz, cancellationToken).ConfigureAwait(false);
            var folder = Path.Combine(work, "emulator");
            await ExtractAsync(tgz, folder, cancellationToken).ConfigureAwait(false);
            Publish(folder, Target(options.Cache));
            return (Target(options.Cache), "");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, "failed: " + exception.Message);
        }
        finally
        {
            TryDelete(work);
        }
    }

    internal static async Task VerifyAsync(string file, CancellationToken cancellationToken)
    {
        var stream = File.OpenRead(file);
        await using (stream.ConfigureAwait(false))
        {
            var actual = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
            if (actual != Sha256)
            {
                throw new DynamoDbLocalException(
                    $"The download of {Package} has SHA-256 {actual}, expected {Sha256}. It was deleted and nothing of it was run. Check which registry npm uses.");
            }
        }
    }

    private static async Task ExtractAsync(string tgz, string folder, CancellationToken cancellationToken)
    {
        var stream = File.OpenRead(tgz);
        await using (stream.ConfigureAwait(false))
        {
            using var unzipped = new GZipStream(stream, CompressionMode.Decompress);
            using var reader = new TarReader(unzipped);
            while (await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
            {
                if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || !entry.Name.StartsWith(EmulatorFolder, StringComparison.Ordinal))
                    continue;
                var parts = entry.Name[EmulatorFolder.Length..].Split('/');
                if (parts.Any(part => part is "" or "." or ".."))
                    continue;
                var target = Path.Combine([folder, .. parts]);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                await entry.ExtractToFileAsync(target, overwrite: false, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static void Publish(string folder, string target)
    {
        try
        {
            Directory.Move(folder, target);
        }
        catch (IOException) when (File.Exists(Path.Combine(target, Locator.JarName)))
        {
            // Another process was first; its folder went through the same checks.
        }
    }

    private static string Target(string cache) => Path.Combine(cache, Package.Replace('@', '-'));

    private static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A rest in the cache folder harms nobody.
        }
    }
}
