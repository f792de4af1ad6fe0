using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TenantAnalyzers.Policies;

/// <summary>The name of a table that the CDK makes or looks up.</summary>
internal static class CdkTable
{
    /// <summary>Its table name, or else its id in the construct tree; null when neither is seen.</summary>
    public static string? NameOf(IOperation table, ValueReader reader)
    {
        if (reader.CreationOf(table) is { Constructor: not null } creation)
        {
            if (!PolicyTypes.IsCdkDynamoDb(creation.Type))
                return null;
            string? id = null;
            foreach (var argument in creation.Arguments)
            {
                if (argument.Parameter?.Name == "id")
                    id = reader.ReadText(argument.Value).Known;
                else if (argument.Parameter?.Name == "props" && reader.CreationOf(argument.Value) is { } props && TableNameIn(props, reader) is { } name)
                    return name.Known;
            }

            return id;
        }

        // `Table.FromTableName(this, "Orders", "orders")`
        if (reader.CallOf(table) is { TargetMethod: { Name: "FromTableName", ContainingType: var type } } call && PolicyTypes.IsCdkDynamoDb(type))
        {
            foreach (var argument in call.Arguments)
            {
                if (argument.Parameter?.Name == "tableName")
                    return reader.ReadText(argument.Value).Known;
            }
        }

        return null;
    }

    private static TextPart? TableNameIn(IObjectCreationOperation props, ValueReader reader)
    {
        foreach (var change in reader.HistoryOf(props).Changes)
        {
            if (change is { Kind: ObjectChangeKind.Set, Member: "TableName" })
                return reader.ReadText(change.Value);
        }

        return null;
    }
}
