namespace TenantAnalyzers.DynamoDb;

/// <summary>How a data-plane call says which items it means.</summary>
internal enum AccessKind
{
    /// <summary>A key condition selects one partition.</summary>
    Query,

    /// <summary>A key names one item to read.</summary>
    ItemRead,

    /// <summary>No key at all: every item.</summary>
    Scan,
}

/// <summary>One row of the catalog: a member of the SDK that reaches DynamoDB's data plane.</summary>
/// <param name="Type">Metadata name of the declaring type.</param>
/// <param name="Member">Method name; all its public overloads are meant.</param>
/// <param name="Operation">The API operation that is sent.</param>
/// <param name="Kind">How the call is keyed.</param>
internal readonly record struct EntryPoint(string Type, string Member, string Operation, AccessKind Kind);
