using TenantAnalyzers.Flow;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.DataAccess;

/// <summary>The table (and index) that a request names, as far as it is visible.</summary>
internal readonly record struct Table(FlowValue? Name, FlowValue? Index)
{
    public static readonly Table NotVisible = new(null, null);

    /// <summary>The name is a constant.</summary>
    public bool IsKnown => Name?.Unwrapped is TextValue { IsConstant: true };

    /// <summary>The table in words, for a message.</summary>
    public string InWords => Name?.Unwrapped switch
    {
        TextValue { IsConstant: true, Text: "" } => "a table without a name",
        TextValue text => $"`{ValueJudge.Describe(text)}`",
        SymbolValue symbol => $"the table in `{symbol.Symbol.Name}`",
        _ => "a table",
    };

    public static Table From(Slot? name, Slot? index) => new(name?.Value, index is { Value: var value } && value.Unwrapped is not NullValue ? value : null);

    /// <summary>
    /// The configured name (<c>Orders</c>, <c>Pets/by-owner</c>) means this table: by its constant name, or by the symbol it
    /// is read from (<c>_options.OrdersTable</c>).
    /// </summary>
    public bool Matches(string configured)
    {
        var slash = configured.IndexOf('/');
        var table = slash < 0 ? configured : configured.Substring(0, slash);
        var index = slash < 0 ? null : configured.Substring(slash + 1);
        return Is(Name, table) && (index is null ? Index is null : Is(Index, index));
    }

    private static bool Is(FlowValue? value, string name) => value?.Unwrapped switch
    {
        TextValue { IsConstant: true } text => string.Equals(text.Text, name, StringComparison.Ordinal) || TenantNaming.Same(text.Text, name),
        SymbolValue symbol => TenantNaming.Same(symbol.Symbol.Name, name) || TenantNaming.Same(symbol.Symbol.Name, name + "Table") || TenantNaming.Same(symbol.Symbol.Name, name + "TableName"),
        _ => false,
    };
}
