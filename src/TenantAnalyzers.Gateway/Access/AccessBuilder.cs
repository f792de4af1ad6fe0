using System.Collections.Immutable;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>Gathers what a request says of one action, and gives the condition keys that the service documents for it.</summary>
internal sealed class AccessBuilder(DynamoDbAction action, string resource, string? tableArn)
{
    /// <summary>No tenant has this name: control characters occur in no tag value.</summary>
    private const string NobodysValue = "\u0001undocumented\u0001";

    private static readonly ImmutableDictionary<string, ImmutableArray<string>> NoKeys =
        ImmutableDictionary.Create<string, ImmutableArray<string>>(StringComparer.OrdinalIgnoreCase);

    // Service authorization reference: LeadingKeys and FirstPartitionKeyValues are the same; the others are of multi-attribute index keys.
    private static readonly ImmutableArray<ImmutableArray<string>> PartitionKeys =
    [
        ["dynamodb:LeadingKeys", "dynamodb:FirstPartitionKeyValues"],
        ["dynamodb:SecondPartitionKeyValues"],
        ["dynamodb:ThirdPartitionKeyValues"],
        ["dynamodb:FourthPartitionKeyValues"],
    ];

    private SortedDictionary<string, string?>? _tags;

    private readonly List<KeyValue>?[] _partitions = new List<KeyValue>?[PartitionKeys.Length];

    public DynamoDbAction Action => action;

    public string Resource => resource;

    /// <summary>The top-level attributes that the request names.</summary>
    public HashSet<string> Attributes { get; } = new(StringComparer.Ordinal);

    public string? Select { get; set; }

    public string? ReturnValues { get; set; }

    /// <summary>A failed condition gives the old item back, too; whether IAM counts that is not documented.</summary>
    public bool ReturnsOldOnFailure { get; set; }

    public string? ReturnConsumedCapacity { get; set; }

    public string? EnclosingOperation { get; set; }

    /// <summary>Of a PartiQL SELECT: it binds no partition.</summary>
    public bool IsFullTableScan { get; set; }

    /// <summary>Adds the values of a partition, in the order of the key's attributes.</summary>
    public void AddPartition(ReadOnlySpan<KeyValue> values)
    {
        for (var i = 0; i < values.Length; i++)
            (_partitions[i] ??= []).Add(values[i]);
    }

    /// <summary>Takes over what another element of a transaction says of the same action and table.</summary>
    public void Add(AccessBuilder other)
    {
        for (var i = 0; i < _partitions.Length; i++)
        {
            if (other._partitions[i] is { } values)
                (_partitions[i] ??= []).AddRange(values);
        }

        Attributes.UnionWith(other.Attributes);
        ReturnConsumedCapacity ??= other.ReturnConsumedCapacity;
        EnclosingOperation ??= other.EnclosingOperation;
        Select = Select is null || Select == other.Select ? other.Select : "ALL_ATTRIBUTES";
        ReturnValues ??= other.ReturnValues;
        ReturnsOldOnFailure |= other.ReturnsOldOnFailure;
        IsFullTableScan |= other.IsFullTableScan;
    }

    /// <summary>Adds a tag of the request; without a value it is only named.</summary>
    public void AddTag(string key, string? value)
    {
        // Tag keys are compared without case in conditions: which of two would count is not known.
        _tags ??= new(StringComparer.OrdinalIgnoreCase);
        if (!_tags.TryAdd(key, value))
            throw new DoubtException("a tag is named twice");
    }

    public ItemAccess Build()
    {
        var keys = NoKeys.ToBuilder();
        Set(keys, DynamoDbConditionKeys.EnclosingOperation, "dynamodb:EnclosingOperation", EnclosingOperation);
        Set(keys, DynamoDbConditionKeys.ReturnConsumedCapacity, "dynamodb:ReturnConsumedCapacity", ReturnConsumedCapacity);
        Set(keys, DynamoDbConditionKeys.ReturnValues, "dynamodb:ReturnValues", ReturnValues);
        Set(keys, DynamoDbConditionKeys.Select, "dynamodb:Select", Select);
        Set(keys, DynamoDbConditionKeys.FullTableScan, "dynamodb:FullTableScan", IsFullTableScan ? "true" : "false");
        if (Attributes.Count > 0 && Carries(DynamoDbConditionKeys.Attributes))
            keys["dynamodb:Attributes"] = [.. Attributes];
        if (_tags is { } tags)
        {
            keys["aws:TagKeys"] = [.. tags.Keys];
            foreach (var (key, value) in tags)
            {
                if (value is not null)
                    keys["aws:RequestTag/" + key] = [value];
            }
        }

        var readings = Readings(keys);
        return new(action.Name, resource, readings[0]) { TableArn = tableArn, OtherReadings = [.. readings.Skip(1)] };
    }

    private List<ImmutableDictionary<string, ImmutableArray<string>>> Readings(ImmutableDictionary<string, ImmutableArray<string>>.Builder keys)
    {
        List<ImmutableDictionary<string, ImmutableArray<string>>> readings = [];
        var absent = Carries(DynamoDbConditionKeys.LeadingKeys) && Has(static value => !value.IsDocumented) ? keys.ToImmutable() : null;
        if (Carries(DynamoDbConditionKeys.LeadingKeys))
            SetPartitions(keys, static (value, _) => value.Text);
        readings.Add(keys.ToImmutable());
        if (absent is not null)
        {
            SetPartitions(keys, static (value, isDocumented) => isDocumented ? value.Text : NobodysValue);
            readings.Add(keys.ToImmutable());
            readings.Add(WithDocumented(absent));
        }

        if (ReturnsOldOnFailure && Carries(DynamoDbConditionKeys.ReturnValues))
            readings.AddRange(readings.ConvertAll(static reading => reading.SetItem("dynamodb:ReturnValues", ["ALL_OLD"])));
        return readings;
    }

    // The positions that are documented stay, whatever becomes of the others.
    private ImmutableDictionary<string, ImmutableArray<string>> WithDocumented(ImmutableDictionary<string, ImmutableArray<string>> keys)
    {
        for (var i = 0; i < _partitions.Length; i++)
        {
            if (_partitions[i] is not { } values || !values.TrueForAll(static value => value.IsDocumented))
                continue;
            foreach (var name in PartitionKeys[i])
                keys = keys.SetItem(name, [.. values.Select(static value => value.Text).Distinct(StringComparer.Ordinal)]);
        }

        return keys;
    }

    private bool Has(Predicate<KeyValue> predicate)
    {
        foreach (var values in _partitions)
        {
            if (values is not null && values.Exists(predicate))
                return true;
        }

        return false;
    }

    private void SetPartitions(ImmutableDictionary<string, ImmutableArray<string>>.Builder keys, Func<KeyValue, bool, string> text)
    {
        for (var i = 0; i < _partitions.Length; i++)
        {
            if (_partitions[i] is not { } values)
                continue;
            ImmutableArray<string> texts = values.Count == 1
                ? [text(values[0], values[0].IsDocumented)]
                : [.. values.Select(value => text(value, value.IsDocumented)).Distinct(StringComparer.Ordinal)];
            foreach (var name in PartitionKeys[i])
                keys[name] = texts;
        }
    }

    private void Set(ImmutableDictionary<string, ImmutableArray<string>>.Builder keys, DynamoDbConditionKeys key, string name, string? value)
    {
        if (value is not null && Carries(key))
            keys[name] = [value];
    }

    private bool Carries(DynamoDbConditionKeys key) => (action.ConditionKeys & key) != 0;
}
