using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TenantAnalyzers.DataAccess;

/// <summary>The answer to the one question: is the partition key of this access bound to the current tenant?</summary>
internal enum BindingKind
{
    /// <summary>Yes.</summary>
    Tenant,

    /// <summary>No: it is bound to something else.</summary>
    Other,

    /// <summary>No: nothing is bound at all.</summary>
    Unbound,

    /// <summary>It cannot be decided here.</summary>
    Unknown,
}

/// <summary>How one access is keyed on one path.</summary>
/// <param name="Kind">The answer.</param>
/// <param name="Found">For a person: what was found, or why it cannot be decided.</param>
/// <param name="Table">For a person: the table, in words.</param>
/// <param name="KeyAttribute">The attribute that should bind the tenant.</param>
/// <param name="Parts">The visible parts of the request, for the fix.</param>
internal sealed record KeyBinding(BindingKind Kind, string Found, string Table, string KeyAttribute, AccessParts Parts)
{
    /// <summary>Somebody has said that the tenants do not meet here: it need not be told.</summary>
    public bool IsExempt { get; init; }

    /// <summary>For a person: the index, when one is named.</summary>
    public string? Index { get; init; }

    /// <summary>What decides and is not visible, where it has a declaration that could be annotated.</summary>
    public ISymbol? Cause { get; init; }

    /// <summary>Of a PartiQL statement: what it does.</summary>
    public string? Verb { get; init; }

    /// <summary>Of a batch or transaction: which of its parts decided.</summary>
    public string? Part { get; init; }

    /// <summary>The attribute's name says nothing of the tenant; its value does.</summary>
    public bool IsByValue { get; init; }

    /// <summary>It is proved that the access can reach another tenant's items.</summary>
    public bool IsUnscoped => Kind is BindingKind.Other or BindingKind.Unbound;
}

/// <summary>Where the parts of a request stand in the source; null when a part is absent or not visible.</summary>
internal sealed record AccessParts
{
    public static readonly AccessParts None = new();

    public SyntaxNode? Request { get; init; }

    public SyntaxNode? Key { get; init; }

    /// <summary>The creation of the item that is written, or of the entity.</summary>
    public SyntaxNode? Item { get; init; }

    /// <summary>The argument that gives the partition key by position.</summary>
    public SyntaxNode? Hash { get; init; }

    /// <summary>The creation of a <c>QueryFilter</c>.</summary>
    public SyntaxNode? Conditions { get; init; }

    /// <summary>The expression assigned to <c>Statement</c>.</summary>
    public SyntaxNode? Statement { get; init; }

    /// <summary>The creation of the list of parameters.</summary>
    public SyntaxNode? Parameters { get; init; }

    public SyntaxNode? KeyCondition { get; init; }

    public SyntaxNode? Filter { get; init; }

    public SyntaxNode? Names { get; init; }

    public SyntaxNode? Values { get; init; }

    /// <summary>The request names an index.</summary>
    public bool HasIndex { get; init; }

    /// <summary>The compilation declares another partition key for the table.</summary>
    public bool HasOtherKey { get; init; }

    /// <summary>The key has its two attributes already: the tenant has no place in it.</summary>
    public bool IsKeyFull { get; init; }

    /// <summary>The tenant key stands in the filter, where it isolates nothing.</summary>
    public bool FiltersByTenant { get; init; }

    /// <summary>Every part with its name in <see cref="AccessProperties"/>.</summary>
    public IEnumerable<KeyValuePair<string, SyntaxNode>> Places()
    {
        if (Request is not null)
            yield return new(AccessProperties.RequestAt, Request);
        if (KeyCondition is not null)
            yield return new(AccessProperties.KeyConditionAt, KeyCondition);
        if (Key is not null)
            yield return new(AccessProperties.KeyAt, Key);
        if (Item is not null)
            yield return new(AccessProperties.ItemAt, Item);
        if (Hash is not null)
            yield return new(AccessProperties.HashAt, Hash);
        if (Conditions is not null)
            yield return new(AccessProperties.ConditionsAt, Conditions);
        if (Statement is not null)
            yield return new(AccessProperties.StatementAt, Statement);
        if (Parameters is not null)
            yield return new(AccessProperties.ParametersAt, Parameters);
        if (Filter is not null)
            yield return new(AccessProperties.FilterAt, Filter);
        if (Names is not null)
            yield return new(AccessProperties.NamesAt, Names);
        if (Values is not null)
            yield return new(AccessProperties.ValuesAt, Values);
    }
}

/// <summary>One path to an access, with the turns it took.</summary>
internal readonly record struct AccessPath(KeyBinding Binding, ImmutableList<Flow.Decision> Turns);
