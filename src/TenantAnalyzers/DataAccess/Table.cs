using Microsoft.CodeAnalysis;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Flow;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.DataAccess;

/// <summary>The table (and index) that a request names, as far as it is visible.</summary>
/// <param name="Name">Its name, or the symbol that holds it.</param>
/// <param name="Index">The index's name; null when the table itself is meant.</param>
internal readonly record struct Table(FlowValue? Name, FlowValue? Index)
{
    public static readonly Table NotVisible = new(null, null);

    /// <summary>The class that is mapped to the table.</summary>
    public Entity? Mapped { get; init; }

    /// <summary>The attribute that the code itself says is the table's partition key.</summary>
    public string? HashKey { get; init; }

    /// <summary>The name is a constant.</summary>
    public bool IsKnown => Name?.Unwrapped is TextValue { IsConstant: true } || Mapped is not null;

    /// <summary>The constant name; null when it is not visible.</summary>
    public string? KnownName => Name?.Unwrapped is TextValue { IsConstant: true, Text: var name } ? name : null;

    /// <summary>The table in words, for a message.</summary>
    public string InWords => Name?.Unwrapped switch
    {
        TextValue { IsConstant: true, Text: "" } => "a table without a name",
        TextValue text => $"`{ValueJudge.Describe(text)}`",
        SymbolValue { Symbol: not INamedTypeSymbol } symbol => $"the table in `{symbol.Symbol.Name}`",
        _ => Mapped is null ? "a table" : $"`{Mapped.TableName}`",
    };

    /// <summary>The index in words, for a message; null when there is none.</summary>
    public string? IndexInWords => Index?.Unwrapped switch
    {
        null => null,
        TextValue text => $"the index `{ValueJudge.Describe(text)}`",
        SymbolValue symbol => $"the index in `{symbol.Symbol.Name}`",
        _ => "an index",
    };

    public static Table From(Slot? name, Slot? index) => new(name?.Value, IsGiven(index) ? index!.Value.Value : null);

    /// <summary>Something other than null was assigned.</summary>
    public static bool IsGiven(Slot? slot) => slot is { Value: var value } && value.Unwrapped is not NullValue;

    /// <summary>
    /// The configured name (<c>Orders</c>, <c>Pets/by-owner</c>) means this table: by its constant name, by the class mapped to
    /// it, or by the symbol it is read from (<c>_options.OrdersTable</c>).
    /// </summary>
    public bool Matches(string configured)
    {
        var slash = configured.IndexOf('/');
        var table = slash < 0 ? configured : configured.Substring(0, slash);
        var index = slash < 0 ? null : configured.Substring(slash + 1);
        return (Is(Name, table) || IsMapped(table)) && (index is null ? Index is null : Is(Index, index));
    }

    private bool IsMapped(string name) =>
        Mapped is not null && (TenantNaming.Same(Mapped.TableName, name) || TenantNaming.Same(Mapped.Type.Name, name));

    private static bool Is(FlowValue? value, string name) => value?.Unwrapped switch
    {
        TextValue { IsConstant: true } text => string.Equals(text.Text, name, StringComparison.Ordinal) || TenantNaming.Same(text.Text, name),
        SymbolValue symbol => TenantNaming.Same(symbol.Symbol.Name, name) || TenantNaming.Same(symbol.Symbol.Name, name + "Table") || TenantNaming.Same(symbol.Symbol.Name, name + "TableName"),
        _ => false,
    };
}
