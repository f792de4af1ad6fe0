using System.Collections.Immutable;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam;

/// <summary>Reads the tables of a template with their keys.</summary>
/// <remarks>Source: CloudFormation template reference, <c>AWS::DynamoDB::Table</c>; SAM specification, <c>AWS::Serverless::SimpleTable</c>.</remarks>
internal static class TableReader
{
    /// <summary>The tables in text order.</summary>
    public static ImmutableArray<TableFact> Read(TemplateScope scope)
    {
        var tables = ImmutableArray.CreateBuilder<TableFact>();
        foreach (TemplateResource resource in scope.Resources)
        {
            if (resource.IsTable)
                tables.Add(Read(resource, scope));
        }

        return tables.ToImmutable();
    }

    private static TableFact Read(TemplateResource table, TemplateScope scope)
    {
        string name = table.Find("TableName") is { } given ? Text(given, scope) : table.Id;
        string? key = table.Type == "AWS::Serverless::SimpleTable" ? SimpleKey(table, scope) : PartitionKey(table.Find("KeySchema"), scope);
        var indexes = ImmutableArray.CreateBuilder<IndexFact>();
        AddIndexes(table.Find("GlobalSecondaryIndexes"), isLocal: false);
        AddIndexes(table.Find("LocalSecondaryIndexes"), isLocal: true);
        return new TableFact(table.Id, name, key, indexes.ToImmutable(), table.Span);

        void AddIndexes(JsonNode? list, bool isLocal)
        {
            foreach (JsonNode item in TemplateReader.Items(list))
            {
                if (item is JsonObject index && index.Find("IndexName")?.Value is { } indexName)
                {
                    string? indexKey = PartitionKey(index.Find("KeySchema")?.Value, scope) ?? (isLocal ? key : null);
                    indexes.Add(new IndexFact(Text(indexName, scope), indexKey, isLocal, index.Span));
                }
            }
        }
    }

    private static string? SimpleKey(TemplateResource table, TemplateScope scope)
    {
        if (table.Find("PrimaryKey") is not { } key)
            return "id"; // The specification's default.
        return key is JsonObject { } attribute && attribute.Find("Name")?.Value is { } name ? Known(Text(name, scope)) : null;
    }

    // Of the several attributes of a multi-attribute key the first one is what the leading keys hold.
    private static string? PartitionKey(JsonNode? schema, TemplateScope scope)
    {
        foreach (JsonNode item in TemplateReader.Items(schema))
        {
            if (item is JsonObject element && element.Find("KeyType")?.Value is JsonString { Value: "HASH" })
                return element.Find("AttributeName")?.Value is { } name ? Known(Text(name, scope)) : null;
        }

        return null;
    }

    private static string? Known(string text) => text.IndexOf(PolicyValue.Hole) < 0 ? text : null;

    private static string Text(JsonNode node, TemplateScope scope) => new TemplateText(scope).Read(node).Complete();
}
