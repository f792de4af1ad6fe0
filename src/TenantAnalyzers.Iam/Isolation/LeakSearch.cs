namespace TenantAnalyzers.Iam;

/// <summary>The kinds of requests that a statement is not proved to refuse.</summary>
[Flags]
internal enum Openings
{
    None = 0,

    /// <summary>Requests that carry no leading keys.</summary>
    WithoutKey = 1,

    /// <summary>Requests with another tenant's key in them.</summary>
    ForeignKey = 2,

    /// <summary>Requests on an index that is keyed by something else than the tenant.</summary>
    ForeignIndex = 4,

    /// <summary>Requests on an index of which the key is not known.</summary>
    UnknownIndex = 8,
}

/// <summary>A request that leaks.</summary>
internal sealed record Leakage(DynamoDbAction Action, Openings Kind, Witness Witness);

/// <summary>Tries the requests that one action offers.</summary>
internal sealed class LeakSearch(RequestSearch search, Keyspace keys, LeadingKeysGuard guard, DenyGuard denies, ResourceCandidates resources)
{
    public Leakage? Find(DynamoDbAction action, Openings open, ref int budget)
    {
        foreach ((Openings kind, (string, string)? caller, IReadOnlyList<string>? leadingKeys) in Requests(action, open))
        {
            foreach (Arn arn in resources.For(action))
            {
                if (kind == Openings.ForeignIndex && !IsForeignIndex(arn))
                    continue;
                if (search.Try(caller, action, arn, leadingKeys, ref budget) is { } witness)
                    return new Leakage(action, kind, witness);
                if (budget < 0)
                    return null;
            }
        }

        return null;
    }

    private bool IsForeignIndex(Arn arn) =>
        arn.Resource.Split('/') is { Length: 4 } parts && keys.Model.IsTenantIndex?.Invoke(parts[1], parts[3]) == false;

    private IEnumerable<(Openings Kind, (string, string)? Caller, IReadOnlyList<string>? LeadingKeys)> Requests(DynamoDbAction action, Openings open)
    {
        IReadOnlyList<(string Tenant, string Hole)> callers = search.Tenants();
        if ((open & Openings.ForeignKey) != 0)
        {
            foreach (KeyValue value in guard.Comparisons.Concat(denies.Comparisons).SelectMany(static comparison => comparison.Values))
            {
                if (value.Collision is { } collision && keys.IsForeign(collision.Text, collision.Tenant))
                    yield return (Openings.ForeignKey, (collision.Tenant, collision.Tenant), [collision.Text]);
                if (value.Pattern.Default is not null && keys.IsForeign(value.Pattern.WithDefault().Fill(""), null))
                    yield return (Openings.ForeignKey, null, [value.Pattern.WithDefault().Fill("")]);
            }

            foreach ((string Tenant, string Hole) caller in callers)
            {
                string foreign = keys.KeyOf(OtherThan(caller.Tenant));
                yield return (Openings.ForeignKey, caller, [foreign]);
                if (!action.CarriesManyLeadingKeys)
                    continue;
                foreach (string own in OwnKeys(caller.Hole))
                    yield return (Openings.ForeignKey, caller, [own, foreign]);
            }
        }

        foreach ((string Tenant, string Hole) caller in callers)
        {
            if ((open & Openings.WithoutKey) != 0)
                yield return (Openings.WithoutKey, caller, null);
            if ((open & Openings.ForeignIndex) != 0)
            {
                foreach (string own in OwnKeys(caller.Hole))
                    yield return (Openings.ForeignIndex, caller, [own]);
            }
        }

        // A statement that speaks of no keys may be meant for callers that are no tenants.
        if (guard.IsEmpty)
            yield break;
        if ((open & Openings.WithoutKey) != 0)
            yield return (Openings.WithoutKey, null, null);
        if ((open & Openings.ForeignKey) != 0)
            yield return (Openings.ForeignKey, null, [keys.KeyOf("globex")]);
    }

    /// <summary>Keys that the statement itself names for the tenant: in a batch, one of them lets the others pass.</summary>
    private IEnumerable<string> OwnKeys(string tenant)
    {
        foreach (KeyValue value in guard.Comparisons.SelectMany(static comparison => comparison.Values))
        {
            if (!value.Pattern.HasUnknown)
                yield return value.Pattern.Fill(tenant);
        }

        yield return keys.KeyOf(tenant);
    }

    /// <summary>Another tenant than that one, whatever its case.</summary>
    private static string OtherThan(string tenant) => string.Equals(tenant, "globex", StringComparison.OrdinalIgnoreCase) ? "acme" : "globex";
}
