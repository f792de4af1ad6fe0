using System.Text;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Gateway.Configuration;

/// <summary>Reads files of the configuration, and remembers which.</summary>
internal sealed class ConfigFile(List<string> errors)
{
    private const long MaxLength = 16 * 1024 * 1024;
    private const int MaxJsonErrors = 10;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, (ConfigDocument Document, JsonNode? Root)> _read = new(StringComparer.Ordinal);

    /// <summary>The files that were asked for, also those that cannot be read, as they were before.</summary>
    public FileStamps Stamps { get; } = new();

    /// <summary>The JSON of a file; null when it cannot be read (<paramref name="problem"/>) or is no JSON, which is an error with its place.</summary>
    public (ConfigDocument Document, JsonNode Root)? Read(string path, out string? problem)
    {
        Stamps.Add(path);
        problem = null;
        if (!_read.TryGetValue(path, out (ConfigDocument Document, JsonNode? Root) file))
        {
            if (TryReadText(path, out problem) is not { } text)
                return null;
            file = Parse(path, text);
            _read.Add(path, file);
        }

        return file.Root is null ? null : (file.Document, file.Root);
    }

    private (ConfigDocument Document, JsonNode? Root) Parse(string path, string text)
    {
        var document = new ConfigDocument(path, text, errors);
        JsonReading json = JsonReader.Read(text);
        if (json.IsValid)
            return (document, json.Root);
        foreach (JsonError error in json.Errors.Take(MaxJsonErrors))
            document.Error(error.Span, "this is no JSON: " + error.Message);
        return (document, null);
    }

    private static string? TryReadText(string path, out string? problem)
    {
        try
        {
            // Opened once: a length and a text of the same file, even when it is replaced meanwhile.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length > MaxLength)
            {
                problem = "it is larger than 16 MiB";
                return null;
            }

            using var reader = new StreamReader(stream, Utf8, detectEncodingFromByteOrderMarks: true);
            problem = null;
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            problem = "it is not UTF-8";
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problem = exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : exception.Message;
            return null;
        }
    }
}
