using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TenantAnalyzers.DynamoDb;

/// <summary>Reads chains of the document model's <c>TableBuilder</c>.</summary>
internal sealed class TableBuilderReader(FixedValues values)
{
    private readonly CreationReader _creations = new(values);

    /// <summary>The method is one of the builder's.</summary>
    public static bool IsBuilderMethod(IMethodSymbol? method) =>
        method is { ContainingType: { Name: "TableBuilder" or "ITableBuilder" } type } && Sdk.IsDocumentModelType(type);

    /// <summary>What an expression such as <c>new TableBuilder(client, "Orders").AddHashKey(…).Build()</c> declares; null for any other.</summary>
    public DeclaredTable? Table(ExpressionSyntax expression, CancellationToken cancellation)
    {
        var calls = new List<InvocationExpressionSyntax>();
        if (Creation(expression, calls, cancellation) is not { } creation)
            return null;
        var hash = ImmutableArray.CreateBuilder<DeclaredKey>();
        var range = ImmutableArray.CreateBuilder<DeclaredKey>();
        var indexes = ImmutableArray.CreateBuilder<DeclaredIndex>();
        // The outermost call is the last one made.
        for (var i = calls.Count - 1; i >= 0; i--)
        {
            var call = calls[i];
            switch (NameOf(call))
            {
                case "AddHashKey":
                    hash.Add(HashKey(call, cancellation));
                    break;
                case "AddRangeKey":
                    range.Add(Key(call, "rangeKeyAttribute", cancellation));
                    break;
                case "AddGlobalSecondaryIndex":
                    indexes.Add(Index(call, cancellation));
                    break;
            }
        }

        return new(TableName(creation, cancellation), new(hash.ToImmutable(), range.ToImmutable()), indexes.ToImmutable(), expression);
    }

    /// <summary>The table that a call of the builder belongs to.</summary>
    public DeclaredName TableName(InvocationExpressionSyntax call, CancellationToken cancellation) =>
        Creation(call, [], cancellation) is { } creation ? TableName(creation, cancellation) : default;

    /// <summary>The name that <c>new TableBuilder(client, "Orders")</c>, <c>Table.LoadTable(client, "Orders")</c> or a configuration gives.</summary>
    public DeclaredName TableName(ExpressionSyntax call, BaseArgumentListSyntax? arguments, CancellationToken cancellation)
    {
        var name = _creations.Argument(call, arguments, "tableName", cancellation);
        if (name is null && _creations.Argument(call, arguments, "config", cancellation) is { } config && values.Origin(config, cancellation) is BaseObjectCreationExpressionSyntax made)
            name = _creations.Member(made, "TableName", "tableName", cancellation);
        return _creations.Text(name, cancellation);
    }

    /// <summary>The key that <c>AddHashKey</c> adds.</summary>
    public DeclaredKey HashKey(InvocationExpressionSyntax call, CancellationToken cancellation) => Key(call, "hashKeyAttribute", cancellation);

    /// <summary>The index that <c>AddGlobalSecondaryIndex</c> adds.</summary>
    public DeclaredIndex Index(InvocationExpressionSyntax call, CancellationToken cancellation)
    {
        var name = _creations.Text(_creations.Argument(call, call.ArgumentList, "indexName", cancellation), cancellation);
        if (Keys(call, "hashkeyAttribute", "hashkeyAttributes", cancellation) is not { IsEmpty: false } hash)
            return new(name, null);
        return new(name, Keys(call, "rangeKeyAttribute", "rangeKeyAttributes", cancellation) is { } range ? new(hash, range) : null);
    }

    private DeclaredName TableName(BaseObjectCreationExpressionSyntax creation, CancellationToken cancellation) =>
        TableName(creation, creation.ArgumentList, cancellation);

    private DeclaredKey Key(InvocationExpressionSyntax call, string parameter, CancellationToken cancellation)
    {
        var (attribute, place) = _creations.Text(_creations.Argument(call, call.ArgumentList, parameter, cancellation), cancellation);
        return new(attribute, place ?? call);
    }

    // One attribute, or a list of pairs; null when the list is not seen, empty when none is given.
    private ImmutableArray<DeclaredKey>? Keys(InvocationExpressionSyntax call, string single, string several, CancellationToken cancellation)
    {
        if (_creations.Argument(call, call.ArgumentList, single, cancellation) is { } only)
            return ImmutableArray.Create(new DeclaredKey(values.TextOf(only, cancellation), only));
        if (_creations.Argument(call, call.ArgumentList, several, cancellation) is not { } list)
            return ImmutableArray<DeclaredKey>.Empty;
        if (_creations.Elements(list, cancellation) is not { } elements)
            return null;
        var keys = ImmutableArray.CreateBuilder<DeclaredKey>(elements.Count);
        foreach (var element in elements)
        {
            var pair = values.Origin(element, cancellation);
            var arguments = pair is BaseObjectCreationExpressionSyntax made ? made.ArgumentList : (pair as InvocationExpressionSyntax)?.ArgumentList;
            if (_creations.Argument(pair, arguments, "key", cancellation) is not { } name)
                return null;
            keys.Add(new(values.TextOf(name, cancellation), name));
        }

        return keys.ToImmutable();
    }

    // Down the receivers to the creation of the builder; null when something else stands between.
    private BaseObjectCreationExpressionSyntax? Creation(ExpressionSyntax expression, List<InvocationExpressionSyntax> calls, CancellationToken cancellation)
    {
        for (var current = FixedValues.Bare(expression); ;)
        {
            cancellation.ThrowIfCancellationRequested();
            switch (current)
            {
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } call
                    when IsBuilderMethod(values.ModelOf(call).GetSymbolInfo(call, cancellation).Symbol as IMethodSymbol):
                    calls.Add(call);
                    current = FixedValues.Bare(member.Expression);
                    break;
                case BaseObjectCreationExpressionSyntax creation:
                    return values.ModelOf(creation).GetTypeInfo(creation, cancellation).Type is { Name: "TableBuilder" } type && Sdk.IsDocumentModelType(type) ? creation : null;
                case IdentifierNameSyntax variable:
                    return Variable(variable, calls, cancellation);
                default:
                    return null;
            }
        }
    }

    // A builder in a variable: all the calls on it count, when it is never handed on.
    private BaseObjectCreationExpressionSyntax? Variable(IdentifierNameSyntax variable, List<InvocationExpressionSyntax> calls, CancellationToken cancellation)
    {
        if (values.ModelOf(variable).GetSymbolInfo(variable, cancellation).Symbol is not ILocalSymbol local
            || values.ValueOf(local, cancellation) is not { } value
            || FixedValues.ScopeOf(value) is not { } scope)
        {
            return null;
        }

        var known = new HashSet<SyntaxNode>(calls);
        foreach (var node in scope.DescendantNodes())
        {
            cancellation.ThrowIfCancellationRequested();
            if (node is not IdentifierNameSyntax name || name.Identifier.ValueText != local.Name)
                continue;
            ExpressionSyntax receiver = name;
            while (receiver.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } member && member.Expression == receiver)
            {
                if (known.Add(call))
                    calls.Add(call);
                receiver = call;
            }

            if (receiver == name)
                return null;
        }

        return FixedValues.Bare(value) is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax ? Creation(value, calls, cancellation) : null;
    }

    private static string? NameOf(InvocationExpressionSyntax call) => (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText;
}
