using Microsoft.CodeAnalysis;

namespace TenantAnalyzers.DynamoDb;

/// <summary>What the SDK's helper types are to the one who follows values: which hold what they are given, and where.</summary>
internal static class SdkTypes
{
    public const string DocumentModel = nameof(DocumentModel);
    public const string DataModel = nameof(DataModel);
    public const string Model = nameof(Model);

    /// <summary>The type is the SDK's own one of this name in this namespace of <c>Amazon.DynamoDBv2</c>.</summary>
    public static bool Is(ITypeSymbol? type, string space, string name) =>
        type is not null && type.Name == name && IsIn(type, space);

    /// <summary>The type belongs to a namespace of <c>Amazon.DynamoDBv2</c> in the SDK's own assembly.</summary>
    public static bool IsIn(ITypeSymbol? type, string space) =>
        type is { ContainingNamespace: { ContainingNamespace: { Name: "DynamoDBv2", ContainingNamespace.Name: "Amazon" } } of }
        && of.Name == space && Sdk.IsSdkAssembly(type.ContainingAssembly);

    /// <summary>
    /// The object keeps what its constructor and its properties are given and does nothing else: requests, configurations,
    /// expressions, conditions.
    /// </summary>
    public static bool KeepsWhatItIsGiven(ITypeSymbol? type) =>
        Sdk.IsModelType(type) || IsIn(type, DocumentModel) || IsIn(type, DataModel);

    /// <summary>A map from attribute names to values or conditions: <c>Document</c>, <c>QueryFilter</c>, <c>ScanFilter</c>.</summary>
    public static bool IsMap(ITypeSymbol? type) =>
        type is { Name: "Document" or "QueryFilter" or "ScanFilter" or "Filter" } && IsIn(type, DocumentModel);

    /// <summary>A value in a document: <c>Primitive</c>, <c>DynamoDBBool</c> and their base.</summary>
    public static bool IsEntry(ITypeSymbol? type) =>
        type is { Name: "Primitive" or "DynamoDBEntry" or "DynamoDBBool" } && IsIn(type, DocumentModel);

    /// <summary><c>Table</c> or <c>ITable</c>.</summary>
    public static bool IsTable(ITypeSymbol? type) => type is { Name: "Table" or "ITable" } && IsIn(type, DocumentModel);
}
