using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.DataAccess;

/// <summary>What one compilation declares of its tables and of the classes mapped to them.</summary>
internal sealed record Declarations(EntityReader Entities, TableSchemas Schemas);
