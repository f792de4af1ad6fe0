using System.Text;

namespace TenantAnalyzers.Tool.Review;

/// <summary>A text with its encoding, so that it can be written back as it was.</summary>
internal sealed record TextFile(string Text, Encoding Encoding, bool HasMark)
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Larger files are no policies.</summary>
    public const long MaxLength = 1L << 30;

    /// <summary>Reads a file: UTF-8, or what its byte order mark says.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="DecoderFallbackException">It is no text.</exception>
    public static TextFile Read(string path)
    {
        var length = new FileInfo(path).Length;
        if (length > MaxLength)
            throw new IOException("the file is larger than 1 GB");
        var bytes = File.ReadAllBytes(path);
        return bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => new(Utf8.GetString(bytes.AsSpan(3)), Utf8, true),
            [0xFF, 0xFE, ..] => new(Strict(Encoding.Unicode).GetString(bytes.AsSpan(2)), Encoding.Unicode, true),
            [0xFE, 0xFF, ..] => new(Strict(Encoding.BigEndianUnicode).GetString(bytes.AsSpan(2)), Encoding.BigEndianUnicode, true),
            _ => new(Utf8.GetString(bytes), Utf8, false),
        };
    }

    /// <summary>Writes another text in the same encoding; the file has at any time one text or the other.</summary>
    public void Write(string path, string text)
    {
        byte[] mark = !HasMark ? [] : Encoding == Utf8 ? [0xEF, 0xBB, 0xBF] : Encoding.GetPreamble();
        var temporary = path + ".tenant-analyzers.tmp";
        try
        {
            // A link keeps being one: what is replaced is what it leads to.
            var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            File.WriteAllBytes(temporary, [.. mark, .. Encoding.GetBytes(text)]);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static Encoding Strict(Encoding encoding) => Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
}
