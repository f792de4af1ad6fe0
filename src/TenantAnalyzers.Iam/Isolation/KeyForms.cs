namespace TenantAnalyzers.Iam;

/// <summary>The forms that the tenants' partition keys have.</summary>
/// <remarks>
/// They are the model's key format. Where that is not set, they are read off the policy itself: what stands before and behind the
/// tenant in its patterns, with the bare id and the usual delimiter beside.
/// </remarks>
internal sealed class KeyForms
{
    private const char UsualDelimiter = '#';

    /// <summary>Parts of names that people give to a partition which all tenants share.</summary>
    private static readonly string[] SharedWords =
    [
        "shared", "global", "common", "public", "system", "default", "config", "configuration", "settings", "metadata", "meta",
        "catalog", "catalogue", "reference", "lookup", "template", "templates", "all", "static",
    ];

    private readonly bool _inferred;
    private readonly bool _anyTenant;

    public KeyForms(TenancyModel model, IReadOnlyCollection<TenantPattern> patterns, TenantAlphabet alphabet)
    {
        _inferred = model.KeyFormat == TenancyModel.TenantPlaceholder;
        if (!_inferred)
        {
            All = [TenantPattern.Format(model.KeyFormat)];
            return;
        }

        _anyTenant = patterns.Any(static pattern => pattern.HasTenant);
        var formats = new List<string>();
        foreach (TenantPattern pattern in patterns)
        {
            if (_anyTenant && !pattern.HasTenant)
                continue;
            string prefix = PrefixOf(pattern, alphabet);
            AddUnique(prefix + TenancyModel.TenantPlaceholder);
            AddUnique(prefix + TenancyModel.TenantPlaceholder + UsualDelimiter + "*");
            if (pattern.Delimiter() is { } delimiter and not ('*' or '?'))
                AddUnique(prefix + TenancyModel.TenantPlaceholder + delimiter + "*");
        }

        if (formats.Count == 0)
            formats.Add(TenancyModel.TenantPlaceholder);
        All = [.. formats.Select(TenantPattern.Format)];

        void AddUnique(string format)
        {
            if (!formats.Contains(format))
                formats.Add(format);
        }
    }

    public IReadOnlyList<TenantPattern> All { get; }

    /// <summary>The forms that a pattern can meet: where they are read off the policy, a pattern with a prefix is about the keys with it.</summary>
    public IEnumerable<TenantPattern> For(TenantPattern pattern)
    {
        string prefix = pattern.LiteralPrefix();
        return _inferred && pattern.HasTenant && prefix.Length > 0 ? All.Where(form => form.LiteralPrefix() == prefix) : All;
    }

    /// <summary>Whether a text without the tenant is the name of a partition that all share rather than some tenant's key.</summary>
    public bool IsShared(TenantPattern literal)
    {
        if (!_inferred || !_anyTenant || !literal.IsLiteral)
            return false;
        foreach (string word in literal.Fill("").Split('_', '-', '#', '.', ':', '/', '|'))
        {
            if (Array.Exists(SharedWords, shared => string.Equals(shared, word, StringComparison.OrdinalIgnoreCase)))
                return true;
        }

        return false;
    }

    // "TENANT#" of "TENANT#acme" and of "TENANT#1*": the id begins behind the last character that no id holds.
    private static string PrefixOf(TenantPattern pattern, TenantAlphabet alphabet)
    {
        string prefix = pattern.LiteralPrefix();
        if (pattern.HasTenant)
            return prefix.IndexOfAny(['*', '?']) < 0 ? prefix : "";
        int end = prefix.Length;
        while (end > 0 && (alphabet.Contains(prefix[end - 1]) || prefix[end - 1] is '*' or '?'))
            end--;
        return prefix.IndexOfAny(['*', '?'], 0, end) < 0 ? prefix.Substring(0, end) : "";
    }
}
