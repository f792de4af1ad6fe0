using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TenantAnalyzers.CodeFixes.Editing;
using TenantAnalyzers.CodeFixes.Tenancy;
using TenantAnalyzers.DataAccess;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.CodeFixes.DataAccess;

/// <summary>
/// Puts the tenant among the attributes of a key, or of an item that is written, where the code makes it: for a call of its
/// own, or for the part of a batch or transaction that the diagnostic is about.
/// </summary>
internal sealed class ItemKeyPlan
{
    private readonly AccessAtCall _access;
    private readonly FixScope _scope;
    private readonly Func<SyntaxNode, TenantValue> _tenantAt;
    private readonly ChangeList _changes;

    private ItemKeyPlan(AccessAtCall access, FixScope scope, Func<SyntaxNode, TenantValue> tenantAt, ChangeList changes)
    {
        _access = access;
        _scope = scope;
        _tenantAt = tenantAt;
        _changes = changes;
    }

    /// <summary>Plans the changes; false when they would not be certain to be right.</summary>
    public static bool TryAdd(AccessAtCall access, FixScope scope, Func<SyntaxNode, TenantValue> tenantAt, ChangeList changes)
    {
        var plan = new ItemKeyPlan(access, scope, tenantAt, changes);
        return access.EntryPoint switch
        {
            // Which member of an entity is its key stands on its class.
            { Family: SdkFamily.Context } => false,
            { Family: SdkFamily.Client, Operation: "BatchGetItem" or "BatchWriteItem" or "TransactGetItems" or "TransactWriteItems" } => plan.TryAddToPart(),
            _ => plan.TryAddToCall(),
        };
    }

    private bool TryAddToCall()
    {
        if (_access.Argument("key") is { } key)
            return TryAddTo(Visible(key), isItem: false) && !ChangesTheTenant(_access.Argument("attributeUpdates"));
        if ((_access.Argument("item") ?? _access.Argument("doc") ?? _access.Argument("document")) is { } item)
            return TryAddTo(Visible(item), isItem: true);
        return _access.Request is { } request && TryAddToRequest(request, _access.EntryPoint.Operation == "PutItem");
    }

    private bool TryAddToPart()
    {
        // The keys of a batch of reads stand in a list of their own, not in a request.
        if (_access.At<BaseObjectCreationExpressionSyntax>(AccessProperties.RequestAt) is not { } creation)
            return _access.At<ExpressionSyntax>(AccessProperties.KeyAt) is { } key && TryAddTo(DictionaryInCode.At(key, _scope), isItem: false);
        return RequestInCode.OfPart(creation, _scope) is { } part && TryAddToRequest(part, part.Type.Name is "Put" or "PutRequest");
    }

    private bool TryAddToRequest(RequestInCode request, bool isItem)
    {
        var property = !isItem ? "Key" : request.TypeOf("Item") is null ? "Document" : "Item";
        if (!request.TryGetDictionary(property, out var dictionary) || ChangesTheTenant(request))
            return false;
        return dictionary is not null ? TryAddTo(dictionary, isItem) : !isItem && TryAssignKey(request);
    }

    private bool TryAddTo(DictionaryInCode? map, bool isItem)
    {
        if (map?.ValueType is not { } valueType || !CanTakeTenant(map, isItem) || _tenantAt(map.Site).InFormat(_access.KeyFormat) is not { } value)
            return false;
        map.Add(_access.KeyAttribute, AttributeValueText.Create(value, map.Entries.Select(static entry => entry.Value), valueType, map.Site, _scope), _changes);
        return true;
    }

    private bool TryAssignKey(RequestInCode request)
    {
        if (request.TypeOf("Key") is not INamedTypeSymbol { TypeArguments: [_, var valueType] } type
            || _tenantAt(request.Creation).InFormat(_access.KeyFormat) is not { } value)
        {
            return false;
        }

        var attributeValue = AttributeValueText.Create(value, [], valueType, request.Creation, _scope);
        var key = DictionaryInCode.Create(type, [new(_access.KeyAttribute, attributeValue)], request.Creation, _scope);
        _scope.Layout.AddMembers(request.Creation, [$"Key = {key}"], _changes);
        return true;
    }

    // A key has two attributes at most, and a generic one is the partition key of its table already.
    private bool CanTakeTenant(DictionaryInCode map, bool isItem) =>
        map.Entries.All(entry => entry.Key is { } name && !_access.IsTenantKey(name) && !_scope.Identity.IsGenericKey(name))
        && (isItem || map.Entries.Select(static entry => entry.Key).Distinct(StringComparer.Ordinal).Count() < 2);

    // The service refuses an update that assigns to an attribute of the key.
    private bool ChangesTheTenant(RequestInCode request)
    {
        foreach (var update in request.Writes("AttributeUpdates"))
        {
            if (ChangesTheTenant(update))
                return true;
        }

        var names = new ExpressionNames(request.TryGetDictionary("ExpressionAttributeNames", out var aliases) ? aliases : null, _scope);
        foreach (var update in request.Writes("UpdateExpression"))
        {
            if (ExpressionInCode.Read(update, _scope) is { } expression
                && FilterConditions.Operands(expression.Text).Any(operand => names.Resolve(operand.In(expression.Text)) is { } name && _access.IsTenantKey(name)))
            {
                return true;
            }
        }

        return false;
    }

    private bool ChangesTheTenant(ExpressionSyntax? updates) =>
        updates is not null && (Visible(updates) is not { } map || map.Entries.Any(entry => entry.Key is null || _access.IsTenantKey(entry.Key)));

    private DictionaryInCode? Visible(ExpressionSyntax expression) =>
        DictionaryInCode.Of(expression, ImmutableArray<ExpressionStatementSyntax>.Empty, _scope);
}
