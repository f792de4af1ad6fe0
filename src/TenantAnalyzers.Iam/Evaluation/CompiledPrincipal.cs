using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam;

/// <summary>How a <c>Principal</c> names a caller, from not at all to by its session.</summary>
internal enum PrincipalMatch
{
    None,
    Unclear,

    /// <summary>By <c>*</c>, its account or its role: session policy and boundary still limit.</summary>
    Limited,

    /// <summary>By the ARN of its session, or of its user: neither limits (IAM user guide, "Policy evaluation logic").</summary>
    Direct,
}

/// <summary>The <c>Principal</c> or <c>NotPrincipal</c> of a resource policy (IAM user guide, "AWS JSON policy elements: Principal").</summary>
internal sealed class CompiledPrincipal
{
    private readonly List<string?> _names = []; // Null: not known.
    private readonly bool _negated;
    private readonly bool _isUnclear;

    public CompiledPrincipal(JsonNode node, bool negated, PolicyTexts texts)
    {
        _negated = negated;
        switch (node)
        {
            case JsonString text:
                // Only `*` may stand alone.
                _names.Add(Fill(text) is "*" ? "*" : null);
                break;
            case JsonObject kinds:
                foreach (JsonProperty kind in kinds.Properties)
                {
                    // `Service`, `Federated` and `CanonicalUser` are never the caller we are asked about.
                    if (Fill(kind.Name) is "AWS")
                        _names.AddRange(ItemsOf(kind.Value).Select(item => item is JsonString name ? Fill(name) : null));
                    else if (Fill(kind.Name) is not ("Service" or "Federated" or "CanonicalUser"))
                        _isUnclear = true;
                }

                break;
            default:
                _isUnclear = true;
                break;
        }

        string? Fill(JsonString text) => texts.Fill(new PolicyValue(text.Value, text));
    }

    public PrincipalMatch Match(string? caller)
    {
        PrincipalMatch best = _isUnclear ? PrincipalMatch.Unclear : PrincipalMatch.None;
        foreach (string? name in _names)
        {
            PrincipalMatch one = Match(name, caller);
            if (one > best)
                best = one;
        }

        if (!_negated)
            return best;
        return best switch { PrincipalMatch.None => PrincipalMatch.Limited, PrincipalMatch.Unclear => best, _ => PrincipalMatch.None };
    }

    private static IEnumerable<JsonNode> ItemsOf(JsonNode value) => value is JsonArray array ? array.Items : new[] { value };

    private static PrincipalMatch Match(string? name, string? caller)
    {
        if (name == "*")
            return PrincipalMatch.Limited;
        if (name is null || caller is null)
            return PrincipalMatch.Unclear;
        var arn = new ArnText(caller);
        if (!arn.IsArn)
            return string.Equals(name, caller, StringComparison.Ordinal) ? PrincipalMatch.Direct : PrincipalMatch.None;
        bool isRole = caller.IndexOf("role/", arn.ResourceStart, StringComparison.Ordinal) == arn.ResourceStart;
        if (string.Equals(name, caller, StringComparison.Ordinal))
            return isRole ? PrincipalMatch.Limited : PrincipalMatch.Direct;
        if (IsAccount(name, arn))
            return OpenQuestions.AccountPrincipal;
        return IsRole(name, arn) ? PrincipalMatch.Limited : PrincipalMatch.None;
    }

    /// <summary><c>123456789012</c>, or <c>arn:aws:iam::123456789012:root</c>.</summary>
    private static bool IsAccount(string name, ArnText caller)
    {
        (int start, int length) = caller.Account;
        if (name.Length == length)
            return string.CompareOrdinal(name, 0, caller.Text, start, length) == 0;
        return IsIamArn(name, caller, out int resource) && string.CompareOrdinal(name, resource, "root", 0, int.MaxValue) == 0;
    }

    /// <summary>The role <c>arn:aws:iam::A:role/path/R</c> of the session <c>arn:aws:sts::A:assumed-role/R/S</c>.</summary>
    private static bool IsRole(string name, ArnText caller)
    {
        const string Session = "assumed-role/";
        const string Role = "role/";
        string text = caller.Text;
        int start = caller.ResourceStart + Session.Length;
        if (string.CompareOrdinal(text, caller.ResourceStart, Session, 0, Session.Length) != 0 || !IsIamArn(name, caller, out int resource))
            return false;
        int end = text.IndexOf('/', start);
        // The ARN of a session does not hold the path of its role.
        int last = name.LastIndexOf('/') + 1;
        return end > start && last >= resource + Role.Length
            && string.CompareOrdinal(name, resource, Role, 0, Role.Length) == 0
            && name.Length - last == end - start && string.CompareOrdinal(name, last, text, start, end - start) == 0;
    }

    /// <summary>Whether a name is an ARN of IAM in the caller's partition and account.</summary>
    private static bool IsIamArn(string name, ArnText caller, out int resource)
    {
        var arn = new ArnText(name);
        resource = arn.ResourceStart;
        (int start, int length) = arn.Account;
        return arn.IsArn && arn.IsOf("iam") && length == caller.Account.Length
            && string.CompareOrdinal(name, start, caller.Text, caller.Account.Start, length) == 0;
    }
}
