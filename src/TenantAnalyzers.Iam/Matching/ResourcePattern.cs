namespace TenantAnalyzers.Iam;

/// <summary>A text of <c>Resource</c> or <c>NotResource</c>, split as IAM compares it: part by part at the first five colons.</summary>
internal sealed class ResourcePattern
{
    /// <summary>ARNs are not longer.</summary>
    private const int MaxLength = 2048;

    private static readonly GlobPattern Prefix = GlobPattern.Literal("arn");

    private readonly GlobPattern[]? _parts; // Partition, service, region, account, resource; null for everything and for no ARN.
    private readonly GlobPattern? _last; // The resource with its variables.
    private readonly string? _literal; // The whole ARN, when it has neither wildcards nor variables.

    private ResourcePattern(GlobPattern[]? parts, GlobPattern? last = null)
    {
        (_parts, _last) = (parts, last);
        if (last?.AsLiteral is { } resource && Array.TrueForAll(parts!, static part => part.AsLiteral is not null))
            _literal = $"arn:{parts![0].AsLiteral}:{parts[1].AsLiteral}:{parts[2].AsLiteral}:{parts[3].AsLiteral}:{resource}";
    }

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

        GlobPattern last = variables ? GlobPattern.ParseVariables(parts[5], wildcards: true) : GlobPattern.Parse(parts[5]);
        return new ResourcePattern([GlobPattern.Parse(parts[1]), GlobPattern.Parse(parts[2]), GlobPattern.Parse(parts[3]), GlobPattern.Parse(parts[4]), last.WithAnyForVariables()], last)
        {
            HasTagVariable = last.Variables.Any(IsTag),
            HasOtherVariable = last.Variables.Any(static variable => !IsTag(variable)),
        };

        static bool IsTag(PolicyVariable variable) => variable.Key.TrimStart().StartsWith("aws:PrincipalTag/", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether the pattern matches; where it holds a variable, whether some value of it does.</summary>
    public bool IsMatch(Arn arn) =>
        IsEverything || (_parts is not null
            && Partition.IsMatch(arn.Partition) && Service.IsMatch(arn.Service) && Region.IsMatch(arn.Region)
            && Account.IsMatch(arn.Account) && Resource.IsMatch(arn.Resource));

    /// <summary>Whether the pattern matches for that request, with the variables' values in it.</summary>
    public bool IsMatch(ArnText arn, RequestContext context, bool inDeny) =>
        IsEverything || (_literal is not null ? string.Equals(_literal, arn.Text, StringComparison.Ordinal) : IsMatchByParts(arn, context, inDeny));

    private bool IsMatchByParts(ArnText arn, RequestContext context, bool inDeny) =>
        _parts is not null && arn.IsArn && arn.IsPrefixMatch(Prefix)
            && arn.IsPartitionMatch(Partition) && arn.IsServiceMatch(Service) && arn.IsRegionMatch(Region) && arn.IsAccountMatch(Account)
            && _last!.IsMatch(arn.Text, arn.ResourceStart, arn.Text.Length, ignoreCase: false, context, inDeny);

    /// <summary>The first variable without a value; null when all have one.</summary>
    public PolicyVariable? Unresolved(RequestContext context, bool inDeny) => _last?.Unresolved(context, inDeny);
}
