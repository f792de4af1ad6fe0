using System.IO.Compression;
using System.Text;

namespace TenantAnalyzers.Gateway.Sts;

/// <summary>
/// The packed size of session policies and tags. AWS does not say how it packs; this is the compressed size of the same texts, so that small
/// ones pass, large ones do not, and the limit can be hit before the one on characters.
/// </summary>
internal static class PackedPolicy
{
    private const int MaxBytes = 2048;

    /// <summary>Percent of what is allowed; null when there is nothing to pack.</summary>
    public static int? SizeOf(AssumeRoleFacts facts)
    {
        if (facts.Policy is null && facts.PolicyArns.IsEmpty && facts.Tags.IsEmpty)
            return null;
        var text = new StringBuilder(facts.Policy).AppendJoin('\n', facts.PolicyArns);
        foreach (KeyValuePair<string, string> tag in facts.Tags)
            text.Append('\n').Append(tag.Key).Append('=').Append(tag.Value);
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(Encoding.UTF8.GetBytes(text.ToString()));
        return (int)(((packed.Length * 100) + MaxBytes - 1) / MaxBytes);
    }
}
