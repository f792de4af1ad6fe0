using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>Whether the resources that a statement binds to the tenant are the tenant's own: <c>table/orders-${aws:PrincipalTag/TenantId}</c>.</summary>
/// <remarks>
/// The same for tables, secrets, prefixes of a bucket and database users: what belongs to another tenant is what the same text gives
/// with the other's id. Sources: "Resource" in the IAM user guide; "Actions, resources, and condition keys" of each service.
/// </remarks>
internal sealed class ResourceBinding
{
    private const string Prefix = "s3:prefix";

    /// <summary>The actions that get at data, by service, the most telling first.</summary>
    private static readonly ImmutableArray<string> DataActions = ImmutableArray.Create(
        "secretsmanager:GetSecretValue", "s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket", "rds-db:connect");

    private readonly PolicyDocument _document;
    private readonly PolicyStatement _statement;
    private readonly Keyspace _keys;
    private readonly List<(PolicyValue Value, string[] Arn, TenantPattern Pattern)> _bound = [];

    public ResourceBinding(PolicyDocument document, PolicyStatement statement, Keyspace keys)
    {
        (_document, _statement, _keys) = (document, statement, keys);
        if (statement.ResourcesNegated)
            return;
        foreach (PolicyValue value in statement.Resources)
        {
            string[] parts = value.Text.Split([':'], 6);
            if (parts.Length < 6 || parts[0] != "arn")
            {
                Unbound |= !value.HasHole;
                continue;
            }

            TenantPattern pattern = TenantPattern.Parse(value, value.Text.Length - parts[5].Length, document.HasVariables, wildcards: true, keys.Model, fixedHoles: true);
            if (pattern.HasTenant)
                _bound.Add((value, parts, pattern));
            else
                Unbound = true;
        }
    }

    /// <summary>Whether some resource is bound to the tenant.</summary>
    public bool Any => _bound.Count > 0;

    /// <summary>Whether some resource is not.</summary>
    public bool Unbound { get; }

    /// <summary>Whether each bound resource is proved to be of one tenant only.</summary>
    public bool IsProved { get; private set; } = true;

    /// <summary>A request for what is another tenant's; null when there is none, or none that can be shown.</summary>
    public (Witness Witness, string Reason)? Find(RequestSearch search, ref int budget)
    {
        foreach ((PolicyValue value, string[] parts, TenantPattern pattern) in _bound)
        {
            TenantPattern form = FormOf(pattern);
            Collision? collision = new ForeignMatch(pattern, form, _keys.Alphabet, ignoreCase: false).Find(out bool possible);
            IsProved &= !possible;
            if (collision is not { } found)
                continue;
            foreach (Collision plain in new[] { Plainer(pattern, form) ?? found, found })
            {
                if (Show(search, parts, plain, ref budget) is { } witness)
                    return (witness, $"`{value.Shown}` also matches what is tenant `{plain.Other}`'s: put a character that no tenant id holds behind the variable");
            }
        }

        return FindPrefix(search, ref budget);
    }

    /// <summary>A listing of a bucket that the condition on <c>s3:prefix</c> does not keep to the tenant's own prefix.</summary>
    private (Witness Witness, string Reason)? FindPrefix(RequestSearch search, ref int budget)
    {
        foreach (ConditionEntry entry in _statement.Conditions)
        {
            if (!string.Equals(entry.Key.Text, Prefix, StringComparison.OrdinalIgnoreCase) || entry.Known is not { IsNull: false } @operator)
                continue;

            List<TenantPattern> patterns = [.. entry.Values.Select(value =>
                TenantPattern.Parse(value, 0, _document.HasVariables, @operator.IsLike, _keys.Model))];
            if (!patterns.Exists(static pattern => pattern.HasTenant))
                continue;
            HasPrefix = true;
            bool any = @operator.HoldsWhenAbsent(entry.Values);
            IsProved &= !any;
            if (any && search.TryOther("acme", "s3:ListBucket", BucketOf(), null, ref budget) is { } all)
                return (all, $"`{entry.Operator.Text}` holds for a listing without a prefix: use `StringLike` alone");
            foreach (TenantPattern pattern in patterns)
            {
                TenantPattern form = pattern.HasTenant ? FormOf(pattern) : TenantPattern.Format("{tenant}/*");
                if ((Plainer(pattern, form) ?? new ForeignMatch(pattern, form, _keys.Alphabet, ignoreCase: false).Find(out _)) is not { } found)
                    continue;
                IsProved = false;
                if (search.TryOther(found.Tenant, "s3:ListBucket", BucketOf(), (Prefix, found.Text), ref budget) is { } witness)
                    return (witness, $"the prefix `{found.Text}` of tenant `{found.Other}` matches, too: close it with `/`");
            }
        }

        return null;
    }

    /// <summary>Whether a listing is bound by its prefix.</summary>
    public bool HasPrefix { get; private set; }

    private string BucketOf() => _statement.Resources.Length > 0 && !_statement.Resources[0].HasHole
        ? _statement.Resources[0].Text.Replace("*", "bucket") : "arn:aws:s3:::bucket";

    private Witness? Show(RequestSearch search, string[] parts, Collision collision, ref int budget)
    {
        if (parts[2] == "dynamodb")
        {
            Arn arn = ResourceHoles.Example(parts, collision.Text.Replace(PolicyValue.Hole.ToString(), ResourceHoles.UnknownName));
            DynamoDbResources kind = ItemResource.Classify(arn.Resource);
            foreach (DynamoDbAction action in DynamoDbActions.ItemActions)
            {
                if ((action.Resources & kind) != 0 && search.Try((collision.Tenant, collision.Tenant), action, arn, action.CarriesLeadingKeys ? ["1"] : null, ref budget) is { } witness)
                    return witness;
            }

            return null;
        }

        string resource = ResourceHoles.Example(parts, collision.Text.Replace(PolicyValue.Hole, '1')).ToString();
        foreach (string action in DataActions)
        {
            if (action.StartsWith(parts[2] + ":", StringComparison.Ordinal) && search.TryOther(collision.Tenant, action, resource, null, ref budget) is { } witness)
                return witness;
        }

        return null;
    }

    /// <summary>What is another tenant's: the pattern without the wildcard that follows the id at once, for there the own id ends.</summary>
    private static TenantPattern FormOf(TenantPattern pattern)
    {
        var tokens = new List<int>();
        for (int i = 0; i < pattern.Length; i++)
        {
            bool behindTenant = i > 0 && pattern[i - 1] == TenantPattern.Tenant && pattern[i] == GlobPattern.Any;
            if (!behindTenant)
                tokens.Add(pattern[i] == TenantPattern.Unknown ? GlobPattern.Any : pattern[i]);
        }

        return new TenantPattern([.. tokens]);
    }

    private Collision? Plainer(TenantPattern pattern, TenantPattern form)
    {
        foreach ((string tenant, string other) in new[] { ("acme", "acme2"), ("acme", "acme-2"), ("acme", "acme_2"), ("acme", "eu-acme") })
        {
            if (_keys.Alphabet.ContainsAll(tenant) && _keys.Alphabet.ContainsAll(other) && !pattern.HasUnknown
                && Glob.IsMatch(pattern.Fill(tenant, "*", '?'), form.Fill(other, "orders", '1'), ignoreCase: false))
            {
                return new Collision(tenant, other, form.Fill(other, "orders", '1'));
            }
        }

        return null;
    }
}
