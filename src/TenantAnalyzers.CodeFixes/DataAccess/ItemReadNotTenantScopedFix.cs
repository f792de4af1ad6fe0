using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using TenantAnalyzers.CodeFixes.Editing;
using TenantAnalyzers.CodeFixes.Tenancy;

namespace TenantAnalyzers.CodeFixes.DataAccess;

/// <summary>TNT1002: adds the tenant to the key of the item.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ItemReadNotTenantScopedFix))]
public sealed class ItemReadNotTenantScopedFix : AccessFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.ItemReadNotTenantScoped.Id);

    private protected override string Title => FixTitles.AddTenantToKey;

    private protected override string EquivalenceKey => FixTitles.AddTenantToKeyKey;

    private protected override bool TryPlan(AccessAtCall access, FixScope scope, Func<SyntaxNode, TenantValue> tenantAt, ChangeList changes)
    {
        DictionaryInCode? key;
        if (access.Argument("key") is { } argument)
        {
            key = DictionaryInCode.Of(argument, ImmutableArray<Microsoft.CodeAnalysis.CSharp.Syntax.ExpressionStatementSyntax>.Empty, scope);
            if (key is null)
                return false;
        }
        else if (access.Request?.TryGetDictionary("Key", out key) != true)
        {
            return false;
        }
        else if (key is null)
        {
            return TryAssign(access, access.Request, scope, tenantAt, changes);
        }

        if (!CanTakeTenant(key, access, scope) || key.Type is not { TypeArguments: [_, var valueType] }
            || tenantAt(key.Site).InFormat(access.KeyFormat) is not { } value)
        {
            return false;
        }

        key.Add(access.KeyAttribute, AttributeValueText.Create(value, key.Entries.Select(static entry => entry.Value), valueType, key.Site, scope), changes);
        return true;
    }

    // A key has two attributes at most, and a generic one is the partition key of its table already.
    private static bool CanTakeTenant(DictionaryInCode key, AccessAtCall access, FixScope scope) =>
        key.Entries.All(entry => entry.Key is { } name && !access.IsTenantKey(name) && !scope.Identity.IsGenericKey(name))
        && key.Entries.Select(static entry => entry.Key).Distinct(StringComparer.Ordinal).Count() < 2;

    private static bool TryAssign(AccessAtCall access, RequestInCode request, FixScope scope, Func<SyntaxNode, TenantValue> tenantAt, ChangeList changes)
    {
        if (request.TypeOf("Key") is not INamedTypeSymbol { TypeArguments: [_, var valueType] } type
            || tenantAt(request.Creation).InFormat(access.KeyFormat) is not { } value)
        {
            return false;
        }

        var attributeValue = AttributeValueText.Create(value, [], valueType, request.Creation, scope);
        scope.Layout.AddMembers(request.Creation, [$"Key = {DictionaryInCode.Create(type, [new(access.KeyAttribute, attributeValue)], request.Creation, scope)}"], changes);
        return true;
    }
}
