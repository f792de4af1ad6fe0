using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>A text of <c>Resource</c> or <c>NotResource</c>, split as IAM compares it: part by part at the first five colons.</summary>
internal sealed class ResourcePattern
{
    /// <summary>ARNs are not longer.</summary>
    private const int MaxLength = 2048;

    private readonly GlobPattern[]? _parts; // Partition, service, region, account, resource; null for everything and for no ARN.

    private ResourcePattern(GlobPattern[]? parts) => _parts = parts;

    /// <summary>A lone <c>*</c>.</summary>
    public bool IsEverything { get; private init; }

    /// <summary>Whether the text has a form whose meaning is known; IAM refuses a document where it has not.</summary>
    public bool IsKnown => IsEverything || _parts is not null;

    /// <summary>Whether the resource part holds a variable of a principal tag.</summary>
    public bool HasTagVariable { get; private init; }

    /// <summary>Whether the resource part holds another variable.</summary>
    public bool HasOtherVariable { get; private init; }

    /// <summary>The partition's pattern; like the others, only for an ARN.</summary>
    public GlobPattern Partition => _parts![0];

    /// <summary>The service's pattern.</summary>
    public GlobPattern Service => _parts![1];

    /// <summary>The region's pattern.</summary>
    public GlobPattern Region => _parts![2];

    /// <summary>The account's pattern.</summary>
    public GlobPattern Account => _parts![3];

    /// <summary>The pattern of the last part. A variable in it stands as <c>*</c>.</summary>
    public GlobPattern Resource => _parts![4];

    /// <summary>Reads a text. Variables are seen in the last part only (IAM user guide, "Variables and tags").</summary>
    public static ResourcePattern Parse(string text, bool variables)
    {
        GlobPattern whole = GlobPattern.Parse(text);
        if (whole.IsEverything)
            return new ResourcePattern(null) { IsEverything = true };
        string[] parts = text.Split([':'], 6);
        if (parts.Length < 6 || parts[0] != "arn" || text.Length > MaxLength)
            return new ResourcePattern(null);
        if (variables && text.IndexOf("${", 0, text.Length - parts[5].Length, StringComparison.Ordinal) >= 0)
            return new ResourcePattern(null);

        bool tag = false;
        bool other = false;
        GlobPattern last = variables ? ParseVariables(parts[5], out tag, out other) : GlobPattern.Parse(parts[5]);
        return new ResourcePattern([GlobPattern.Parse(parts[1]), GlobPattern.Parse(parts[2]), GlobPattern.Parse(parts[3]), GlobPattern.Parse(parts[4]), last])
        {
            HasTagVariable = tag,
            HasOtherVariable = other,
        };
    }

    /// <summary>Whether the pattern matches; where it holds a variable, whether some value of it does.</summary>
    public bool IsMatch(Arn arn) =>
        IsEverything || (_parts is not null
            && Partition.IsMatch(arn.Partition) && Service.IsMatch(arn.Service) && Region.IsMatch(arn.Region)
            && Account.IsMatch(arn.Account) && Resource.IsMatch(arn.Resource));

    private static GlobPattern ParseVariables(string text, out bool tag, out bool other)
    {
        tag = other = false;
        var tokens = ImmutableArray.CreateBuilder<int>(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            int end = text[i] == '$' && i + 1 < text.Length && text[i + 1] == '{' ? text.IndexOf('}', i) : -1;
            if (end < 0)
            {
                tokens.Add(GlobPattern.Token(text[i]));
                continue;
            }

            string name = text.Substring(i + 2, end - i - 2);
            i = end;
            if (name is "*" or "?" or "$")
            {
                tokens.Add(name[0]);
                continue;
            }

            tokens.Add(GlobPattern.Any);
            if (name.TrimStart().StartsWith("aws:PrincipalTag/", StringComparison.OrdinalIgnoreCase))
                tag = true;
            else
                other = true;
        }

        return new GlobPattern(tokens.ToArray());
    }
}
