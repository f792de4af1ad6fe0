using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.Tables;

/// <summary>The table that a declaration is about, by the names that configuration may call it.</summary>
/// <param name="Name">Its name; null when it is no constant.</param>
/// <param name="Alias">What else it may be called: the entity, or the variable its name is read from.</param>
/// <param name="Expression">The expression that names it; null when there is none.</param>
internal readonly record struct NamedTable(string? Name, string? Alias, ExpressionSyntax? Expression)
{
    /// <summary>The table in words, for a message.</summary>
    public string InWords => Name is { Length: > 0 } ? $"`{Name}`" : Alias is not null ? $"The table in `{Alias}`" : "A table";

    public static NamedTable Of(DeclaredName name) => new(name.Text, name.Text is null ? AliasIn(name.Place) : null, name.Place);

    public static NamedTable Of(Entity entity) => new(entity.TableName, entity.Type.Name, null);

    /// <summary>The configured name means this table.</summary>
    public bool Matches(string configured) =>
        (Name is not null && (string.Equals(Name, configured, StringComparison.Ordinal) || TenantNaming.Same(Name, configured)))
        || (Alias is not null && (TenantNaming.Same(Alias, configured) || TenantNaming.Same(Alias, configured + "Table") || TenantNaming.Same(Alias, configured + "TableName")));

    private static string? AliasIn(ExpressionSyntax? expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        _ => null,
    };
}
