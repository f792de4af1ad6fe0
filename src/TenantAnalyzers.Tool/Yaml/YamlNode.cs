using TenantAnalyzers.Tool.Review;

namespace TenantAnalyzers.Tool.Yaml;

/// <summary>A YAML value with its place.</summary>
internal abstract class YamlNode(string tag, Place place)
{
    /// <summary>The tag; empty when none is written.</summary>
    public string Tag => tag;

    public Place Place { get; set; } = place;
}

/// <summary>A scalar.</summary>
internal sealed class YamlScalar(string tag, Place place, string value, bool isPlain) : YamlNode(tag, place)
{
    public string Value => value;

    /// <summary>Whether it is written without quotes, and so may be a number or null.</summary>
    public bool IsPlain => isPlain;
}

/// <summary>A sequence.</summary>
internal sealed class YamlSequence(string tag, Place place) : YamlNode(tag, place)
{
    public List<YamlNode> Items { get; } = [];
}

/// <summary>A mapping.</summary>
internal sealed class YamlMapping(string tag, Place place) : YamlNode(tag, place)
{
    public List<(YamlNode Name, YamlNode Value)> Pairs { get; } = [];
}
