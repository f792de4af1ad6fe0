using Microsoft.CodeAnalysis;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Flow;

namespace TenantAnalyzers.DataAccess;

/// <summary>The document model: a table object, and keys by position, by map, in a document or in a filter.</summary>
internal sealed class DocumentBinder(AccessContext context, AttributeBinder attributes, ConditionBinder conditions, ItemBinder items)
{
    public KeyBinding Bind()
    {
        var table = TableOf(context.Site.Receiver, depth: 0);
        var binding = context.Site.EntryPoint.Kind switch
        {
            AccessKind.Query => BindQuery(ref table),
            AccessKind.Scan => BindScan(table),
            _ => BindItem(table),
        };
        return context.Exempt(binding, table);
    }

    /// <summary>A query's configuration or request, also where the object persistence model takes it over.</summary>
    public KeyBinding BindQuery(Slot slot, Table table)
    {
        if (context.Object(slot) is not { } config)
            return context.Hidden(slot.Value, table, "the query is not made here");
        table = table with { Index = AccessContext.Given(config, "IndexName")?.Value };
        var parts = new AccessParts { Request = config.Creation, HasIndex = table.Index is not null, FiltersByTenant = FiltersByTenant(config, table) };
        var filter = AccessContext.Given(config, "Filter");
        var expression = AccessContext.Given(config, "KeyExpression") ?? AccessContext.Given(config, "KeyConditionExpression") ?? AccessContext.Given(config, "SearchConditionExpression");
        var byExpression = expression is { } given ? conditions.BindExpression(given, table, parts) : null;
        if (byExpression is { Kind: BindingKind.Tenant } || filter is null)
            return byExpression ?? (config.Open is { } open ? context.Unknown(table, open, parts) : context.Unbound("no key condition", table, parts));
        var byFilter = BindFilter(filter.Value, table, parts);
        return byExpression is null || byFilter.Kind == BindingKind.Tenant ? byFilter : byExpression;
    }

    private KeyBinding BindQuery(ref Table table)
    {
        var site = context.Site;
        if (site.Argument("hashKey") is { } hash)
            return attributes.BindHash(hash.Value, table, AccessParts.None with { FiltersByTenant = site.Argument("filterExpression", "filter") is { } filter && NamesTenant(filter, table) });
        if (site.Argument("filter") is { } conditions)
            return BindFilter(conditions, table, new() { Request = context.CreationOf(conditions) });
        if (site.Argument("config", "operationRequest") is not { } config)
            return context.Unknown(table, "the query is given where the delegate is called");
        if (context.Object(config) is { } contents)
            table = table with { Index = AccessContext.Given(contents, "IndexName")?.Value };
        return BindQuery(config, table);
    }

    // A `QueryFilter` looks like a filter, and carries the key.
    private KeyBinding BindFilter(Slot slot, Table table, AccessParts parts) =>
        context.Object(slot) is { } filter
            ? conditions.BindMap(filter, table, parts with { Conditions = filter.Creation })
            : context.Hidden(slot.Value, table, "the filter is not made here", parts);

    private KeyBinding BindScan(Table table)
    {
        var config = context.Object(context.Site.Argument("config", "operationRequest"));
        var filters = (config is not null && FiltersByTenant(config, table))
            || (context.Site.Argument("filter", "filterExpression") is { } filter && NamesTenant(filter, table));
        return context.Unbound("no key", table, AccessParts.None with { Request = config?.Creation, FiltersByTenant = filters });
    }

    private KeyBinding BindItem(Table table)
    {
        var site = context.Site;
        if (site.Argument("hashKey") is { } hash)
            return attributes.BindHash(hash.Value, table, new() { Hash = hash.Source });
        if (site.Argument("key") is { } key)
            return items.BindKey(key, table, AccessParts.None);
        if (site.Argument("doc", "document") is { } document)
            return items.BindItem(document, table, AccessParts.None);
        if (site.Argument("request") is not { } given)
            return context.Unknown(table, "the key is given where the delegate is called");
        if (context.Object(given) is not { } request)
            return context.Hidden(given.Value, table, "the request is not made here");
        var parts = new AccessParts { Request = request.Creation };
        if (AccessContext.Given(request, "Key") is { } of)
            return items.BindKey(of, table, parts);
        return AccessContext.Given(request, "Document") is { } item ? items.BindItem(item, table, parts)
            : request.Open is { } open ? context.Unknown(table, open, parts) : context.Unbound("no key", table, parts);
    }

    private bool FiltersByTenant(HeapObject config, Table table) =>
        AccessContext.Given(config, "FilterExpression") is { } filter && NamesTenant(filter, table);

    private bool NamesTenant(Slot filter, Table table)
    {
        if (context.Object(filter) is not { } contents)
            return false;
        foreach (var entry in contents.Entries)
        {
            if (entry.Key.Unwrapped is TextValue { IsConstant: true, Text: var name } && context.IsTenantKey(name, table))
                return true;
        }

        return conditions.Mentions(AccessContext.Property(contents, "ExpressionStatement"), contents, name => context.IsTenantKey(name, table));
    }

    /// <summary>The table behind a table object, or behind the batch or transaction that one made.</summary>
    private Table TableOf(FlowValue? receiver, int depth)
    {
        const int Deepest = 4;
        if (receiver is null || depth > Deepest)
            return Table.NotVisible;
        if (context.State.Object(receiver) is { } made)
        {
            if (AccessContext.Property(made, "targetTable") is { } target)
                return TableOf(target.Value, depth + 1);
            if (AccessContext.Property(made, Interpreter.MappedType)?.Value is SymbolValue { Symbol: INamedTypeSymbol type })
                return MappedTable.Of(context, type, config: null, made);
            return Table.From(AccessContext.Property(made, Interpreter.TableName), index: null) with
            {
                HashKey = AccessContext.Property(made, Interpreter.HashKey)?.Value.Unwrapped is TextValue { IsConstant: true, Text: var name } ? name : null,
            };
        }

        return receiver.Unwrapped switch
        {
            SymbolValue { Symbol: IMethodSymbol { ContainingType: var type }, From: { } from } when SdkTypes.IsTable(type) => TableOf(from, depth + 1),
            SymbolValue symbol => new(symbol, Index: null),
            _ => Table.NotVisible,
        };
    }
}
