namespace TenantAnalyzers.Iam;

/// <summary>Concrete tables and indexes that a statement's resources match.</summary>
internal sealed class ResourceCandidates
{
    /// <summary>More than a witness needs: each is one more chance to find one that no Deny takes away.</summary>
    private const int MaxOfAKind = 64;

    private static readonly string[] Names = ["Orders", "Customers", "Invoices"];
    private static readonly string[] Partitions = ["aws", "aws-cn", "aws-us-gov"];
    private static readonly string[] Regions = ["us-east-1", "eu-west-1", "ap-southeast-2"];
    private static readonly string[] Accounts = ["123456789012"];

    private readonly List<Arn> _tables = [];
    private readonly List<Arn> _indexes = [];
    private readonly List<Arn> _streams = [];
    private readonly List<Arn> _backups = [];
    private readonly TenancyModel _model;

    public ResourceCandidates(PolicyDocument document, PolicyStatement statement, TenancyModel model)
    {
        _model = model;
        if (statement.ResourcesNegated)
            AddAllBut(document, statement);
        else
            AddAll(document, statement);
    }

    /// <summary>Whether a resource is bound to the tenant.</summary>
    public bool HasTenantResource { get; private set; }

    /// <summary>Whether a resource is a table that holds no tenant data.</summary>
    public bool HasSharedTable { get; private set; }

    /// <summary>Whether there is a resource that may or may not be a tenant's table.</summary>
    public bool HasUnclear { get; private set; }

    /// <summary>Whether no pattern has a wildcard in the table's name.</summary>
    public bool NamesOneTable { get; private set; } = true;

    public bool IsEmpty => _tables.Count + _indexes.Count + _streams.Count + _backups.Count == 0;

    /// <summary>The indexes among them.</summary>
    public IReadOnlyList<Arn> Indexes => _indexes;

    /// <summary>What the action is authorised on: the tables, then the indexes; streams and backups for their own actions.</summary>
    public IEnumerable<Arn> For(DynamoDbAction action)
    {
        if (action.Reach == DynamoDbReach.Stream)
            return _streams;
        if (action.Name is "dynamodb:RestoreTableFromBackup" or "dynamodb:DeleteBackup")
            return _backups;
        if (!action.IsItemAction)
            return _tables;
        IEnumerable<Arn> none = [];
        return ((action.Resources & DynamoDbResources.Table) != 0 ? _tables : none)
            .Concat((action.Resources & DynamoDbResources.Index) != 0 ? _indexes : none);
    }

    private void AddAll(PolicyDocument document, PolicyStatement statement)
    {
        bool dynamoDbOnly = StatementMatcher.NamesDynamoDbOnly(statement);
        foreach (PolicyValue value in statement.Resources)
        {
            if (_model.HasTenantHole(value))
            {
                HasTenantResource = true;
                continue;
            }

            ResourcePattern? pattern = ResourceHoles.Fill(value, dynamoDbOnly) is { } text ? ResourcePattern.Parse(text, document.HasVariables) : null;
            if (pattern is not { IsKnown: true } || pattern.HasOtherVariable)
                HasUnclear = true;
            else if (pattern.HasTagVariable)
                HasTenantResource = true;
            else
                Add(pattern);
        }
    }

    private void AddAllBut(PolicyDocument document, PolicyStatement statement)
    {
        var patterns = new List<ResourcePattern>();
        foreach (PolicyValue value in statement.Resources)
        {
            ResourcePattern pattern = ResourcePattern.Parse(value.Text, document.HasVariables);
            if (value.HasHole || !pattern.IsKnown || pattern.HasTagVariable || pattern.HasOtherVariable)
            {
                HasUnclear = true;
                return;
            }

            patterns.Add(pattern);
        }

        ResourcePattern everything = ResourcePattern.Parse("*", variables: false);
        Add(everything);
        int found = _tables.Count + _indexes.Count;
        foreach (List<Arn> list in new[] { _tables, _indexes, _streams, _backups })
            list.RemoveAll(arn => patterns.Exists(pattern => pattern.IsMatch(arn)));
        // Three names are not all names: another table may be outside of the patterns.
        HasUnclear = found > 0 && IsEmpty && !patterns.Exists(static pattern => pattern.IsEverything);
    }

    private void Add(ResourcePattern pattern)
    {
        GlobPattern last;
        Arn start;
        if (pattern.IsEverything)
        {
            last = GlobPattern.Parse("*");
            start = new Arn(Partitions[0], "dynamodb", Regions[0], Accounts[0], "");
        }
        else
        {
            if (!pattern.Service.IsMatch("dynamodb"))
                return;
            // AWS documents no wildcard in the service ("Resource" element): what it would mean is not known.
            if (pattern.Service.HasWildcard)
            {
                HasUnclear = true;
                return;
            }

            last = pattern.Resource;
            start = new Arn(Pick(pattern.Partition, Partitions), "dynamodb", Pick(pattern.Region, Regions), Pick(pattern.Account, Accounts), "");
            // A table's ARN has all parts; without a region it is that of a global table.
            if (start.Partition.Length == 0 || start.Region.Length == 0 || start.Account.Length == 0)
                return;
        }

        NamesOneTable &= !HasWildcardName(last);
        Add(_tables, start, last, DynamoDbResources.Table, "");
        Add(_indexes, start, last, DynamoDbResources.Index, "/index/by-status");
        AddPart(_streams, start, last, "/stream/2026-01-01T00:00:00.000");
        AddPart(_backups, start, last, "/backup/01489602797149-73d8d5bc");
    }

    /// <summary>A stream or backup of a table that the pattern names or one of the usual ones.</summary>
    private void AddPart(List<Arn> list, Arn start, GlobPattern pattern, string suffix)
    {
        string[] parts = pattern.Fill("", 'x').Split('/');
        foreach (string name in parts.Length > 1 && parts[1].Length > 0 ? [parts[1], .. Names] : Names)
        {
            if (list.Count < MaxOfAKind && pattern.IsMatch("table/" + name + suffix) && _model.IsSharedTable?.Invoke(name) != true)
                list.Add(start with { Resource = "table/" + name + suffix });
        }
    }

    private void Add(List<Arn> list, Arn start, GlobPattern pattern, DynamoDbResources kind, string suffix)
    {
        var resources = new List<string>();
        foreach (string name in Names)
        {
            if (pattern.IsMatch("table/" + name + suffix))
                resources.Add("table/" + name + suffix);
        }

        foreach (string name in Names)
        {
            if (resources.Count < Names.Length && pattern.Fill(name, 'x') is var filled && ItemResource.Classify(filled) == kind && !resources.Contains(filled))
                resources.Add(filled);
        }

        if (resources.Count == 0 && ItemResource.FindMatch(pattern, kind) is { } found)
            resources.Add(found);

        foreach (string resource in resources)
        {
            if (_model.IsSharedTable?.Invoke(ItemResource.TableName(resource)) == true)
                HasSharedTable = true;
            else if (list.Count < MaxOfAKind)
                list.Add(start with { Resource = resource });
        }
    }

    private static bool HasWildcardName(GlobPattern pattern)
    {
        string text = pattern.Fill("*", '*');
        int end = text.IndexOf('/', Math.Min("table/".Length, text.Length));
        return text.IndexOf('*', 0, end < 0 ? text.Length : end) >= 0;
    }

    /// <summary>A usual text that the pattern matches, else the shortest.</summary>
    private static string Pick(GlobPattern pattern, string[] usual)
    {
        foreach (string text in usual)
        {
            if (pattern.IsMatch(text))
                return text;
        }

        return pattern.Fill("", '0');
    }
}
