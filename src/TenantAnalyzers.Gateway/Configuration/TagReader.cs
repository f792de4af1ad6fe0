using System.Collections.Immutable;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Gateway.Configuration;

/// <summary>Reads the tags of a user, role or table.</summary>
internal static class TagReader
{
    public static ImmutableDictionary<string, string> Read(ConfigDocument document, JsonProperty member)
    {
        ImmutableDictionary<string, string>.Builder tags = Tags.None.ToBuilder();
        foreach (JsonProperty tag in document.Entries(member.Value, "`tags`", StringComparer.OrdinalIgnoreCase))
        {
            if (Tags.WrongKey(tag.Name.Value) is { } wrongKey)
                document.Error(tag.Name.Span, $"`{tag.Name.Value}`: {wrongKey}");
            if (document.String(tag) is not { } value)
                continue;
            if (Tags.WrongValue(value) is { } wrongValue)
                document.Error(tag.Value.Span, $"`{value}`: {wrongValue}");
            tags[tag.Name.Value] = value;
        }

        if (tags.Count > Tags.MaxCount)
            document.Error(member.Name.Span, $"there are {tags.Count} tags: AWS takes at most {Tags.MaxCount}");
        return tags.ToImmutable();
    }
}
