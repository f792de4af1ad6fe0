using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TenantAnalyzers.DynamoDb;

/// <summary>Reads the requests that make tables and indexes.</summary>
internal sealed class RequestReader(FixedValues values)
{
    private readonly CreationReader _creations = new(values);

    /// <summary>The name of the type is one that declares a table's key.</summary>
    public static bool MakesTable(string type) => type is "CreateTableRequest" or "TableCreationParameters";

    /// <summary>The name of the type is one that adds indexes to a table that is there.</summary>
    public static bool AddsIndexes(string type) => type is "UpdateTableRequest" or "RestoreTableFromBackupRequest" or "RestoreTableToPointInTimeRequest";

    /// <summary>The name of the type is one that declares a global secondary index.</summary>
    public static bool IsIndex(string type) => type is "GlobalSecondaryIndex" or "CreateGlobalSecondaryIndexAction";

    /// <summary>What a creation of one of these requests declares.</summary>
    public DeclaredTable Table(BaseObjectCreationExpressionSyntax creation, string type, CancellationToken cancellation)
    {
        var makesTable = MakesTable(type);
        var name = _creations.Text(creation, makesTable || type == "UpdateTableRequest" ? "TableName" : "TargetTableName", "tableName", cancellation);
        var keys = makesTable && _creations.Member(creation, "KeySchema", "keySchema", cancellation) is { } schema ? Keys(schema, cancellation) : null;
        var property = makesTable ? "GlobalSecondaryIndexes" : type == "UpdateTableRequest" ? "GlobalSecondaryIndexUpdates" : "GlobalSecondaryIndexOverride";
        var indexes = ImmutableArray.CreateBuilder<DeclaredIndex>();
        if (_creations.Member(creation, property, "", cancellation) is { } list && _creations.Elements(list, cancellation) is { } elements)
        {
            foreach (var element in elements)
            {
                if (IndexCreation(element, type, cancellation) is { } index)
                    indexes.Add(Index(index, cancellation));
            }
        }

        return new(name, keys, indexes.ToImmutable(), creation);
    }

    /// <summary>What `client.CreateTableAsync("Orders", keySchema, …)` declares; null for any other call.</summary>
    public DeclaredTable? Table(InvocationExpressionSyntax call, CancellationToken cancellation) =>
        _creations.Argument(call, call.ArgumentList, "keySchema", cancellation) is { } schema
            ? new(_creations.Text(_creations.Argument(call, call.ArgumentList, "tableName", cancellation), cancellation), Keys(schema, cancellation), ImmutableArray<DeclaredIndex>.Empty, call)
            : null;

    /// <summary>What a creation of an index declares.</summary>
    public DeclaredIndex Index(BaseObjectCreationExpressionSyntax creation, CancellationToken cancellation) => new(
        _creations.Text(creation, "IndexName", "indexName", cancellation),
        _creations.Member(creation, "KeySchema", "keySchema", cancellation) is { } schema ? Keys(schema, cancellation) : null);

    private BaseObjectCreationExpressionSyntax? IndexCreation(ExpressionSyntax element, string request, CancellationToken cancellation)
    {
        if (request != "UpdateTableRequest")
            return _creations.Model(element, "GlobalSecondaryIndex", cancellation);
        return _creations.Model(element, "GlobalSecondaryIndexUpdate", cancellation) is { } update && _creations.Member(update, "Create", "", cancellation) is { } create
            ? _creations.Model(create, "CreateGlobalSecondaryIndexAction", cancellation)
            : null;
    }

    private DeclaredKeys? Keys(ExpressionSyntax schema, CancellationToken cancellation)
    {
        if (_creations.Elements(schema, cancellation) is not { } elements)
            return null;
        var hash = ImmutableArray.CreateBuilder<DeclaredKey>();
        var range = ImmutableArray.CreateBuilder<DeclaredKey>();
        foreach (var element in elements)
        {
            if (_creations.Model(element, "KeySchemaElement", cancellation) is not { } creation
                || _creations.Member(creation, "KeyType", "keyType", cancellation) is not { } type)
            {
                return null;
            }

            var (attribute, place) = _creations.Text(creation, "AttributeName", "attributeName", cancellation);
            switch (KeyType(type, cancellation))
            {
                case "HASH":
                    hash.Add(new(attribute, place ?? creation));
                    break;
                case "RANGE":
                    range.Add(new(attribute, place ?? creation));
                    break;
                default:
                    return null;
            }
        }

        return new(hash.ToImmutable(), range.ToImmutable());
    }

    // `KeyType.HASH`, `"HASH"` (a text converts to it), `new KeyType("HASH")`.
    private string? KeyType(ExpressionSyntax type, CancellationToken cancellation)
    {
        type = FixedValues.Bare(type);
        if (type is MemberAccessExpressionSyntax or IdentifierNameSyntax
            && values.ModelOf(type).GetSymbolInfo(type, cancellation).Symbol is IFieldSymbol { ContainingType: { Name: "KeyType" } owner } field
            && Sdk.IsSdkAssembly(owner.ContainingAssembly))
        {
            return field.Name;
        }

        var text = type is BaseObjectCreationExpressionSyntax creation ? _creations.Argument(creation, creation.ArgumentList, "value", cancellation) : type;
        return text is null ? null : values.TextOf(text, cancellation);
    }
}
