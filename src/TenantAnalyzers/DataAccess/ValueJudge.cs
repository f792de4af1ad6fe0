using Microsoft.CodeAnalysis;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Flow;
using TenantAnalyzers.Iam.Expressions;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.DataAccess;

/// <summary>Does a key value hold the tenant? Asked where the attribute's name says nothing.</summary>
internal static class ValueJudge
{
    // Names a wrapper gives to a key that its caller made: they say nothing about what the key holds.
    private static readonly string[] NeutralNames = ["key", "pk", "hash", "partition", "value", "id", "name", "text", "s", "data", "attribute", "prefix", "scope"];

    /// <summary>The verdict on a value; <paramref name="found"/> is what was found or why it cannot be decided.</summary>
    public static BindingKind Judge(FlowValue value, FlowState state, TenantIdentity identity, out string found)
    {
        found = "";
        switch (value)
        {
            case SymbolValue symbol:
                return JudgeSymbol(symbol, state, identity, out found);
            case TextValue text:
                return JudgeText(text, state, identity, out found);
            case ConstantValue constant:
                found = $"`{constant.Constant}`";
                return BindingKind.Other;
            case ObjectValue when state.Object(value) is { } contents:
                return JudgeAttributeValue(contents, state, identity, out found);
            case UnknownValue unknown:
                found = unknown.Reason;
                return BindingKind.Unknown;
            default:
                found = "its value is not followed";
                return BindingKind.Unknown;
        }
    }

    /// <summary>The value is the tenant's, or was made from something that is the tenant's.</summary>
    public static bool MayHoldTenant(FlowValue value, TenantIdentity identity)
    {
        for (var current = value as SymbolValue; current is not null; current = current.From as SymbolValue)
        {
            if (identity.Denotes(current.Symbol) || identity.IsTenantType(SymbolTypes.TypeOf(current.Symbol)) || current.From is TextValue && MayHoldTenant(current.From, identity))
                return true;
        }

        if (value is TextValue text)
        {
            foreach (var hole in text.Holes)
            {
                if (MayHoldTenant(hole, identity))
                    return true;
            }
        }

        return false;
    }

    /// <summary>The text as a person would write it, with the names of its unknown parts: <c>USER#{userId}</c>.</summary>
    public static string Describe(TextValue text)
    {
        var shown = new System.Text.StringBuilder();
        var hole = 0;
        foreach (var c in text.Text)
        {
            if (c != ExpressionLexer.Hole || hole >= text.Holes.Length)
                shown.Append(c);
            else
                shown.Append('{').Append(NameOf(text.Holes[hole++])).Append('}');
        }

        return shown.ToString();
    }

    private static BindingKind JudgeSymbol(SymbolValue symbol, FlowState state, TenantIdentity identity, out string found)
    {
        found = $"`{symbol.Symbol.Name}`";
        var readFrom = (symbol.From as SymbolValue)?.Symbol;
        if (identity.Denotes(symbol.Symbol, readFrom) || (symbol.Argument is { } argument && identity.IsTenantName(argument)))
            return BindingKind.Tenant;
        switch (symbol.Symbol)
        {
            case ILocalSymbol or IParameterSymbol when symbol.From is { } inner:
                return Judge(inner, state, identity, out found);
            // `tenantId.Value`, `tenant.Key`: a part of the tenant's id is still the tenant's.
            case IPropertySymbol or IMethodSymbol or IFieldSymbol when symbol.From is SymbolValue from && identity.IsTenantIdType(SymbolTypes.TypeOf(from.Symbol)):
                return BindingKind.Tenant;
            case IPropertySymbol { Name: "Value" } when symbol.From is SymbolValue claim && JudgeSymbol(claim, state, identity, out _) == BindingKind.Tenant:
                return BindingKind.Tenant;
            case IParameterSymbol parameter when IsPlainValue(parameter.Type) && !IsNeutral(parameter.Name):
            case IPropertySymbol property when IsPlainValue(property.Type) && IsStored(property) && NamesAnId(property.Name):
                return BindingKind.Other;
            default:
                found = $"`{symbol.Symbol.Name}` is not known to hold the tenant";
                return BindingKind.Unknown;
        }
    }

    private static BindingKind JudgeText(TextValue text, FlowState state, TenantIdentity identity, out string found)
    {
        var verdict = BindingKind.Other;
        found = $"`{Describe(text)}`";
        foreach (var hole in text.Holes)
        {
            switch (Judge(hole, state, identity, out var reason))
            {
                case BindingKind.Tenant:
                    return BindingKind.Tenant;
                case BindingKind.Unknown:
                    verdict = BindingKind.Unknown;
                    found = reason;
                    break;
            }
        }

        return verdict;
    }

    private static BindingKind JudgeAttributeValue(HeapObject contents, FlowState state, TenantIdentity identity, out string found)
    {
        found = contents.Open ?? "the attribute value has no `S`, `N` or `B`";
        foreach (var member in new[] { "S", "N", "B" })
        {
            if (contents.Properties.TryGetValue(member, out var slot))
                return Judge(slot.Value, state, identity, out found);
        }

        return BindingKind.Unknown;
    }

    private static string NameOf(FlowValue hole) => hole is SymbolValue symbol ? symbol.Symbol.Name : "…";

    private static bool IsPlainValue(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_String or SpecialType.System_Int32 or SpecialType.System_Int64
        || type is { Name: "Guid", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    // A computed property may put the tenant in front; one that stores what it is given holds what its name says.
    private static bool IsStored(IPropertySymbol property)
    {
        foreach (var member in property.ContainingType.GetMembers())
        {
            if (member is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property))
                return true;
        }

        return false;
    }

    private static bool NamesAnId(string name) => TenantNaming.EndsWithWords(name, "Id") && !TenantNaming.Same(name, "Id") && !IsNeutral(name);

    private static bool IsNeutral(string name)
    {
        const int SaysNothing = 2;
        if (name.Length <= SaysNothing)
            return true;
        foreach (var neutral in NeutralNames)
        {
            // `orderId` names an order; `id`, `partitionKey` and `hashKeyValue` name nothing.
            if (TenantNaming.Same(name, neutral) || (neutral is not "id" and not "name" and not "s" && TenantNaming.EndsWithWords(name, neutral)))
                return true;
        }

        return false;
    }
}
