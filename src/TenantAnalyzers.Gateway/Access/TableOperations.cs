using System.Text.Json;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>What the resource of a management operation is made of.</summary>
internal enum ResourceOf
{
    /// <summary><c>*</c>: the action has no resource type. What it lists belongs to the account of the tables.</summary>
    Account,

    /// <summary><c>TableName</c>, a name or ARN.</summary>
    Table,

    /// <summary><c>TableName</c> and, when there is one, <c>IndexName</c>.</summary>
    TableOrIndex,

    /// <summary>A member with the ARN of a table, or of something below one.</summary>
    Arn,

    /// <summary><c>GlobalTableName</c>.</summary>
    GlobalTable,
}

/// <summary>A management operation, as a row.</summary>
/// <param name="Name">Its name, and that of its action.</param>
/// <param name="Resource">What its resource is made of.</param>
/// <param name="Shape">Its members.</param>
/// <param name="ArnMember">Which member holds the ARN.</param>
/// <param name="Changes">It changes keys or tables.</param>
/// <param name="Below">What stands below the table in the ARN: <c>stream</c>, <c>backup</c>; empty for the table itself, null for either.</param>
internal sealed record TableOperation(string Name, ResourceOf Resource, Shape Shape, string ArnMember = "", bool Changes = false, string? Below = "")
{
    public bool IsReadOnly => Name.StartsWith("Describe", StringComparison.Ordinal) || Name.StartsWith("List", StringComparison.Ordinal)
        || Name.StartsWith("Get", StringComparison.Ordinal);
}

/// <summary>The operations on tables, streams, backups and the like. Actions and resource types: service authorization reference, DynamoDB.</summary>
internal static class TableOperations
{
    public static ValueTask ReadAsync(RequestReading request, TableOperation operation)
    {
        operation.Shape.Check(request.Body);
        AuditParameters.Copy(request.Body, request.Parameters);
        var table = Read(request, operation);
        if (operation.Changes && table is { } changed)
            request.Changes(changed);
        FurtherActions.Add(request, operation.Name, table);
        return ValueTask.CompletedTask;
    }

    /// <summary>Operations whose resources are not in one member.</summary>
    public static ValueTask ReadTargetAsync(RequestReading request, Shape shape)
    {
        shape.Check(request.Body);
        FurtherActions.Add(request, request.Operation, table: null);
        return ValueTask.CompletedTask;
    }

    // Asks for the action of the operation's own name; answers with the table that it is about.
    private static TableReference? Read(RequestReading request, TableOperation operation)
    {
        var action = Actions.Of(operation.Name);
        switch (operation.Resource)
        {
            case ResourceOf.Account:
                if (operation.Name.StartsWith("List", StringComparison.Ordinal) && request.Scope.Account != request.Scope.TableAccount)
                    throw new DoubtException("the account has no tables here to list");
                request.Add(new AccessBuilder(action, "*", tableArn: null));
                return null;
            case ResourceOf.GlobalTable:
                return GlobalTable(request, action);
            case ResourceOf.Arn:
                return Arn(request, operation, action);
            default:
                var table = request.Table(request.Body);
                var index = operation.Resource == ResourceOf.TableOrIndex ? WireJson.FindText(request.Body, "IndexName") : null;
                if (index is not null && !TableReference.IsName(index))
                    throw new DoubtException("the name of the index is not valid");
                request.Add(Tags(request, new AccessBuilder(action, index is null ? table.Arn : table.IndexArn(index), table.Arn)));
                return table;
        }
    }

    private static TableReference? GlobalTable(RequestReading request, DynamoDbAction action)
    {
        var name = WireJson.FindText(request.Body, "GlobalTableName") ?? throw new DoubtException("`GlobalTableName` is missing");
        // The table of that name is what is described or replicated.
        var table = request.Table(name);
        if (name.StartsWith("arn:", StringComparison.Ordinal))
            throw new DoubtException("`GlobalTableName` is not a name");
        request.Parameters["globalTableName"] = name;
        request.Add(new AccessBuilder(action, $"arn:{request.Scope.Partition}:dynamodb::{request.Scope.Account}:global-table/{name}", table.Arn));
        return table;
    }

    private static TableReference? Arn(RequestReading request, TableOperation operation, DynamoDbAction action)
    {
        var text = WireJson.FindText(request.Body, operation.ArnMember) ?? throw new DoubtException($"`{operation.ArnMember}` is missing");
        request.Parameters[char.ToLowerInvariant(operation.ArnMember[0]) + operation.ArnMember[1..]] = text;
        var (table, arn, below) = TableReference.OfArn(text, request.Scope);
        var kind = below.Length == 0 ? "" : below[..below.IndexOf('/')];
        // Tags and resource policies are of tables, and some of their streams and indexes.
        if (operation.Below is { } wanted ? kind != wanted : kind is not ("" or "stream" or "index"))
            throw new DoubtException($"`{operation.ArnMember}` is the ARN of something else");
        request.NoteForeign(table);
        request.Add(Tags(request, new AccessBuilder(action, arn, table.Arn)));
        return table;
    }

    /// <summary>Gives the tags of a request as <c>aws:RequestTag/…</c> and <c>aws:TagKeys</c>, for the actions that carry them.</summary>
    public static AccessBuilder Tags(RequestReading request, AccessBuilder access)
    {
        if (access.Action.Name is not ("dynamodb:CreateTable" or "dynamodb:TagResource" or "dynamodb:UntagResource"))
            return access;
        if (request.Body.TryGetProperty("Tags"u8, out var tags))
        {
            foreach (var tag in tags.EnumerateArray())
            {
                TagShape.Check(tag);
                access.AddTag(
                    WireJson.FindText(tag, "Key") ?? throw new DoubtException("a tag has no key"),
                    WireJson.FindText(tag, "Value") ?? throw new DoubtException("a tag has no value"));
            }
        }

        if (request.Body.TryGetProperty("TagKeys"u8, out var names))
        {
            foreach (var name in names.EnumerateArray())
                access.AddTag(WireJson.Text(name, "TagKeys"), value: null);
        }

        return access;
    }

    private static readonly Shape TagShape = Shape.Of("Key Value");
}
