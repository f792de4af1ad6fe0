using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Flow;

namespace TenantAnalyzers.DataAccess;

/// <summary>The low-level client: where each of its requests carries the key.</summary>
internal sealed class RequestBinder(AccessContext context, ConditionBinder conditions, ItemBinder items, StatementBinder statements)
{
    public KeyBinding Bind()
    {
        var given = context.Site.Argument("request");
        var request = context.Object(given);
        if (given is not null && request is null && context.Site.EntryPoint.Kind != AccessKind.Scan)
            return context.Hidden(given.Value.Value, Table.NotVisible, "the request is not made here");
        if (given is null && context.Site.Argument("tableName", "requestItems") is null && context.Site.EntryPoint.Kind != AccessKind.Scan)
            return context.Unknown(Table.NotVisible, "the request is given where the delegate is called");

        switch (context.Site.EntryPoint.Operation)
        {
            case "BatchGetItem":
                return BindBatch(request, static (binder, table, slot) => binder.BindKeys(table, slot));
            case "BatchWriteItem":
                return BindBatch(request, static (binder, table, slot) => binder.BindWrites(table, slot));
            case "TransactGetItems" or "TransactWriteItems":
                return BindTransaction(request!);
            case "ExecuteStatement":
                return statements.Bind(request!);
            case "BatchExecuteStatement":
                return BindStatements(request!, "Statements");
            case "ExecuteTransaction":
                return BindStatements(request!, "TransactStatements");
        }

        var table = TableOf(request, context.Site.Argument("tableName"));
        var parts = request is null ? AccessParts.None : PartsOf(request, table);
        var binding = context.Site.EntryPoint switch
        {
            { Operation: "Query" } => BindQuery(request!, table, parts),
            { Operation: "SearchVectors" } => BindCondition("SearchConditionExpression", request!, table, parts),
            { Kind: AccessKind.Export } => BindExport(request!, table, parts),
            { Kind: AccessKind.ItemRead or AccessKind.Write } => BindItem(request, table, parts),
            _ => context.Unbound("no key", table, parts),
        };
        return context.Exempt(binding, table);
    }

    private KeyBinding BindQuery(HeapObject request, Table table, AccessParts parts)
    {
        if (AccessContext.Property(request, "KeyConditions") is not { } legacy)
            return BindCondition("KeyConditionExpression", request, table, parts);
        if (context.Object(legacy) is { Open: null } map)
            return conditions.BindMap(map, table, parts);
        return legacy.Value.Unwrapped is NullValue
            ? BindCondition("KeyConditionExpression", request, table, parts)
            : context.Unknown(table, "the key conditions are not visible", parts);
    }

    private KeyBinding BindCondition(string property, HeapObject request, Table table, AccessParts parts)
    {
        if (AccessContext.Property(request, property) is { } slot)
            return conditions.BindText(slot, request, table, parts);
        return request.Open is { } open ? context.Unknown(table, open, parts) : context.Unbound("no key condition", table, parts);
    }

    // An export without a key condition copies the whole table.
    private KeyBinding BindExport(HeapObject request, Table table, AccessParts parts)
    {
        if (AccessContext.Given(request, "FilterSpecification") is not { } slot)
            return request.Open is { } open ? context.Unknown(table, open, parts) : context.Unbound("no key", table, parts);
        return context.Object(slot) is { } filter
            ? BindCondition("KeyConditionExpression", filter, table, parts)
            : context.Unknown(table, AccessContext.Reason(slot.Value), parts);
    }

    private KeyBinding BindItem(HeapObject? request, Table table, AccessParts parts)
    {
        var isPut = context.Site.EntryPoint.Operation == "PutItem";
        var slot = isPut
            ? context.Site.Argument("item") ?? AccessContext.Property(request, "Item")
            : context.Site.Argument("key") ?? AccessContext.Property(request, "Key");
        if (slot is null)
            return request?.Open is { } open ? context.Unknown(table, open, parts) : context.Unbound(isPut ? "no item" : "no key", table, parts);
        return isPut ? items.BindItem(slot.Value, table, parts) : items.BindKey(slot.Value, table, parts);
    }

    // One entry a table, each with its own keys or writes.
    private KeyBinding BindBatch(HeapObject? request, Func<RequestBinder, Table, Slot, KeyBinding> bind)
    {
        if ((context.Site.Argument("requestItems") ?? AccessContext.Property(request, "RequestItems")) is not { } slot)
            return context.Unknown(Table.NotVisible, request?.Open ?? "there are no items in the request");
        if (ItemBinder.IsLeftOver(slot.Value))
            return context.Tenant(Table.NotVisible, "what an earlier call left over", AccessParts.None);
        if (context.Object(slot) is not { } tables)
            return context.Hidden(slot.Value, Table.NotVisible, "the items are not made here");

        var found = new List<KeyBinding>();
        foreach (var entry in tables.Entries)
        {
            var table = new Table(entry.Key, Index: null);
            found.Add(context.Exempt(bind(this, table, entry.Value), table));
        }

        if (tables.Open is { } open)
            found.Add(context.Unknown(Table.NotVisible, open));
        return context.Worst(found, Table.NotVisible, "there are no items in the request");
    }

    private KeyBinding BindKeys(Table table, Slot slot)
    {
        var list = context.Object(slot) is { } wanted ? AccessContext.Property(wanted, "Keys") : null;
        return BindEach(list ?? slot, table, key => items.BindKey(key, table, AccessParts.None));
    }

    private KeyBinding BindWrites(Table table, Slot slot) => BindEach(slot, table, write =>
    {
        if (context.Object(write) is not { } request)
            return context.Hidden(write.Value, table, "a write of the batch is not made here");
        return BindPart(request, table, ("PutRequest", "Item"), ("DeleteRequest", "Key"));
    });

    private KeyBinding BindTransaction(HeapObject request)
    {
        if (AccessContext.Property(request, "TransactItems") is not { } slot)
            return context.Unknown(Table.NotVisible, request.Open ?? "there are no items in the transaction");
        return BindEach(slot, Table.NotVisible, item => context.Object(item) is { } part
            ? BindPart(part, table: null, ("Get", "Key"), ("Put", "Item"), ("Update", "Key"), ("Delete", "Key"), ("ConditionCheck", "Key"))
            : context.Hidden(item.Value, Table.NotVisible, "a part of the transaction is not made here"));
    }

    // A part of a batch or transaction: exactly one of these is set.
    private KeyBinding BindPart(HeapObject part, Table? table, params ReadOnlySpan<(string Property, string Carrier)> carriers)
    {
        foreach (var (property, carrier) in carriers)
        {
            if (AccessContext.Given(part, property) is not { } slot)
                continue;
            if (context.Object(slot) is not { } inner)
                return context.Hidden(slot.Value, table ?? Table.NotVisible, "it is not made here");
            var of = table ?? Table.From(AccessContext.Property(inner, "TableName"), index: null);
            var parts = new AccessParts { Request = inner.Creation };
            if (AccessContext.Property(inner, carrier) is not { } key)
                return inner.Open is { } open ? context.Unknown(of, open, parts) : context.Exempt(context.Unbound(carrier == "Item" ? "no item" : "no key", of, parts), of);
            return context.Exempt(carrier == "Item" ? items.BindItem(key, of, parts) : items.BindKey(key, of, parts), of) with { Part = property };
        }

        return context.Unknown(table ?? Table.NotVisible, part.Open ?? "a part of the request is empty");
    }

    private KeyBinding BindEach(Slot slot, Table table, Func<Slot, KeyBinding> bind)
    {
        if (context.Object(slot) is not { } list)
        {
            return ItemBinder.IsLeftOver(slot.Value)
                ? context.Tenant(table, "what an earlier call left over", AccessParts.None)
                : context.Hidden(slot.Value, table, "the list is not made here");
        }

        var found = new List<KeyBinding>(list.Entries.Length);
        foreach (var entry in list.Entries)
            found.Add(bind(entry.Value));
        if (list.Open is { } open)
            found.Add(context.Unknown(table, open));
        return context.Worst(found, table, "the list is empty");
    }

    private KeyBinding BindStatements(HeapObject request, string property)
    {
        if (AccessContext.Property(request, property) is not { } slot)
            return context.Unknown(Table.NotVisible, request.Open ?? "there are no statements in the request");
        return BindEach(slot, Table.NotVisible, statement => context.Object(statement) is { } part
            ? statements.Bind(part)
            : context.Hidden(statement.Value, Table.NotVisible, "a statement is not made here"));
    }

    private AccessParts PartsOf(HeapObject request, Table table)
    {
        var filter = AccessContext.Property(request, "FilterExpression");
        return new()
        {
            Request = request.Creation,
            KeyCondition = AccessContext.Property(request, "KeyConditionExpression")?.Source,
            Filter = filter?.Source,
            Names = context.CreationOf(AccessContext.Property(request, "ExpressionAttributeNames")),
            Values = context.CreationOf(AccessContext.Property(request, "ExpressionAttributeValues")),
            HasIndex = AccessContext.Given(request, "IndexName") is not null,
            FiltersByTenant = conditions.Mentions(filter, request, name => context.IsTenantKey(name, table))
                || FiltersBy(AccessContext.Property(request, "QueryFilter"), table) || FiltersBy(AccessContext.Property(request, "ScanFilter"), table),
        };
    }

    private bool FiltersBy(Slot? legacy, Table table)
    {
        if (context.Object(legacy) is not { } filters)
            return false;
        foreach (var entry in filters.Entries)
        {
            if (entry.Key.Unwrapped is TextValue { IsConstant: true, Text: var name } && context.IsTenantKey(name, table))
                return true;
        }

        return false;
    }

    private static Table TableOf(HeapObject? request, Slot? tableName) => Table.From(
        tableName ?? AccessContext.Property(request, "TableName") ?? AccessContext.Property(request, "TableArn"), AccessContext.Property(request, "IndexName"));
}
