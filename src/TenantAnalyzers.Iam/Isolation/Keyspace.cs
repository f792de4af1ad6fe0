namespace TenantAnalyzers.Iam;

/// <summary>The partition keys of the tenants, as a document's policies see them.</summary>
internal sealed class Keyspace
{
    private readonly TenantAlphabet _alphabet;
    private readonly KeyForms _forms;

    public Keyspace(IEnumerable<PolicyDocument> documents, TenancyModel model)
    {
        Model = model;
        _alphabet = new TenantAlphabet(model.TenantIdChars);
        _forms = new KeyForms(model, PatternsOf(documents, model), _alphabet);
    }

    public TenancyModel Model { get; }

    public TenantAlphabet Alphabet => _alphabet;

    /// <summary>A key of a tenant, in its usual form.</summary>
    public string KeyOf(string tenant) => _forms.All[0].Fill(tenant);

    /// <summary>Whether a pattern is proved to match no other tenant's key.</summary>
    /// <param name="pattern">The pattern, with the tenant of the session in it.</param>
    /// <param name="ignoreCase">Whether it is compared without case.</param>
    /// <param name="collision">Another tenant's key that it matches; null when none was found, which proves nothing by itself.</param>
    public bool IsOwn(TenantPattern pattern, bool ignoreCase, out Collision? collision)
    {
        collision = null;
        if (pattern.IsNothing || _forms.IsShared(pattern))
            return true;
        bool own = true;
        foreach (TenantPattern form in _forms.For(pattern))
        {
            if (Plain(pattern, form) is { } plain)
            {
                collision = plain;
                return false;
            }

            Collision? found = new ForeignMatch(pattern, form, _alphabet, ignoreCase).Find(out bool possible);
            collision ??= found;
            own &= !possible;
            if (pattern.Default is not null)
            {
                new ForeignMatch(pattern.WithDefault(), form, _alphabet, ignoreCase).Find(out bool byDefault);
                own &= !byDefault;
            }
        }

        if (ignoreCase && pattern.HasTenant && _alphabet.ContainsAll("aA"))
        {
            foreach (TenantPattern form in _forms.For(pattern))
            {
                own &= !new ForeignMatch(pattern, form, _alphabet, ignoreCase).Meets();
                if (collision is null && Instance(pattern, "acme").IsMatch(form.Fill("ACME"), ignoreCase: true))
                    collision = new Collision("acme", "ACME", form.Fill("ACME"));
            }
        }

        return own;
    }

    /// <summary>Whether a key is another tenant's.</summary>
    public bool IsForeign(string key, string? tenant)
    {
        foreach (TenantPattern form in _forms.All)
        {
            for (int start = 0; start < key.Length; start++)
            {
                for (int end = start + 1; end <= key.Length && _alphabet.Contains(key[end - 1]); end++)
                {
                    string id = key.Substring(start, end - start);
                    if (id != tenant && Instance(form, id).IsMatch(key))
                        return true;
                }
            }
        }

        return false;
    }

    // People read `acme2` more easily than the shortest text there is.
    private Collision? Plain(TenantPattern pattern, TenantPattern form)
    {
        if (pattern.HasUnknown)
            return null;
        foreach ((string tenant, string other) in new[] { ("acme", "acme2"), ("acme", "globex"), ("acme", "acme_2"), ("acme", "acme-2"), ("globex", "acme") })
        {
            if (!_alphabet.ContainsAll(tenant) || !_alphabet.ContainsAll(other))
                continue;
            string text = form.Fill(other);
            if (Instance(pattern, tenant).IsMatch(text))
                return new Collision(tenant, other, text);
        }

        return null;
    }

    private static GlobPattern Instance(TenantPattern pattern, string tenant)
    {
        var tokens = new List<int>();
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == TenantPattern.Tenant)
                tokens.AddRange(tenant.Select(static c => (int)c));
            else
                tokens.Add(pattern[i]);
        }

        return new GlobPattern([.. tokens]);
    }

    private static List<TenantPattern> PatternsOf(IEnumerable<PolicyDocument> documents, TenancyModel model)
    {
        var patterns = new List<TenantPattern>();
        foreach (PolicyDocument document in documents)
        {
            foreach (PolicyStatement statement in document.Statements)
            {
                foreach (ConditionEntry entry in statement.Conditions)
                {
                    if (!ConditionKey.IsLeadingKeys(entry.Key.Text) || entry.Known is not { IsNull: false } @operator)
                        continue;
                    foreach (PolicyValue value in entry.Values)
                        patterns.Add(TenantPattern.Parse(value, 0, variables: true, @operator.IsLike, model)); // As they are meant, whatever the version.
                }
            }
        }

        return patterns;
    }
}
