using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>A request while it is read. What was found stays for the audit when a doubt ends the reading.</summary>
internal sealed class RequestReading(string operation, JsonElement body, RequestScope scope, ITableSchemas schemas, CancellationToken cancellationToken)
{
    private readonly List<ItemAccess> _accesses = [];
    private readonly List<string> _leadingKeys = [];
    private readonly HashSet<string> _seenKeys = new(StringComparer.Ordinal);
    private readonly List<string> _changed = [];
    private string? _missing;

    public string Operation => operation;

    public JsonElement Body => body;

    public RequestScope Scope => scope;

    /// <summary>CloudTrail's <c>requestParameters</c>.</summary>
    public JsonObject Parameters { get; } = [];

    public void Add(AccessBuilder access) => _accesses.Add(access.Build());

    /// <summary>The table is made, changed or deleted.</summary>
    public void Changes(TableReference table) => _changed.Add(table.Name);

    /// <summary>The table that a member names.</summary>
    public TableReference Table(JsonElement element)
    {
        var table = TableReference.Of(WireJson.FindText(element, "TableName") ?? throw new DoubtException("`TableName` is missing"), scope);
        NoteForeign(table);
        return table;
    }

    public TableReference Table(string text)
    {
        var table = TableReference.Of(text, scope);
        NoteForeign(table);
        return table;
    }

    /// <summary>A table of another account does not exist.</summary>
    public void NoteForeign(TableReference table)
    {
        if (table.IsForeign)
            _missing ??= table.Name;
    }

    /// <summary>The keys of a table; null when it is not there.</summary>
    public async ValueTask<TableSchema?> FindAsync(TableReference table)
    {
        var schema = table.IsForeign ? null : await schemas.FindAsync(table.Name, cancellationToken).ConfigureAwait(false);
        if (schema is null)
            _missing ??= table.Name;
        return schema;
    }

    /// <summary>The key of the table or of one of its indexes, which may be new.</summary>
    public async ValueTask<(TableSchema Schema, KeySchema Key)?> FindAsync(TableReference table, string? index)
    {
        if (await FindAsync(table).ConfigureAwait(false) is not { } schema)
            return null;
        if (index is null)
            return (schema, schema.Key);
        if (!schema.Indexes.ContainsKey(index))
        {
            schemas.Forget(table.Name);
            schema = await FindAsync(table).ConfigureAwait(false);
        }

        return schema is not null && schema.Indexes.TryGetValue(index, out var key) ? (schema, key) : throw new DoubtException("the table does not have the index");
    }

    /// <summary>Notes the values of a partition for the audit.</summary>
    public void NoteKeys(ReadOnlySpan<KeyValue> values)
    {
        foreach (var value in values)
        {
            if (_seenKeys.Add(value.Text))
                _leadingKeys.Add(value.Text);
        }
    }

    public AccessReading Finish(string? doubt, bool isReadOnly, bool isDataEvent) => new()
    {
        Operation = operation,
        Accesses = doubt is null ? [.. _accesses] : [],
        Doubt = doubt ?? (_accesses.Count == 0 ? "the request raises no question" : null),
        MissingTable = _missing,
        ChangedTables = [.. _changed],
        IsReadOnly = isReadOnly,
        IsDataEvent = isDataEvent,
        Parameters = Parameters.Count > 0 ? Parameters : null,
        LeadingKeys = [.. _leadingKeys],
    };
}
