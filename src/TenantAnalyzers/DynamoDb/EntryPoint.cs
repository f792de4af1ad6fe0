namespace TenantAnalyzers.DynamoDb;

/// <summary>Which of the SDK's programming models a call belongs to.</summary>
internal enum SdkFamily
{
    /// <summary>The low-level client and its paginators.</summary>
    Client,

    /// <summary>The document model: tables, their batches and transactions.</summary>
    Document,

    /// <summary>The object persistence model: contexts, their batches and transactions.</summary>
    Context,

    /// <summary>The client of the change streams.</summary>
    Streams,
}

/// <summary>How a data-plane call says which items it means.</summary>
internal enum AccessKind
{
    /// <summary>A condition selects one partition.</summary>
    Query,

    /// <summary>A key names each item to read.</summary>
    ItemRead,

    /// <summary>No key at all: every item.</summary>
    Scan,

    /// <summary>A key, or the item itself, names what is written.</summary>
    Write,

    /// <summary>The text of a PartiQL statement names the items.</summary>
    Statement,

    /// <summary>The whole table is copied unless a condition selects one partition of it.</summary>
    Export,

    /// <summary>What is reached is named nowhere in the code.</summary>
    Keyless,
}

/// <summary>What the catalog says of a called member: it reaches DynamoDB's data plane.</summary>
/// <param name="Operation">The API operation that is sent, at once or by a later call that only executes.</param>
/// <param name="Kind">How the call is keyed.</param>
/// <param name="Family">The programming model it belongs to.</param>
/// <param name="Member">Method name; all its public overloads are meant.</param>
internal readonly record struct EntryPoint(string Operation, AccessKind Kind, SdkFamily Family, string Member);
