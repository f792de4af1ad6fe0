using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TenantAnalyzers.CodeFixes.Editing;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.CodeFixes.DataAccess;

/// <summary>
/// A request object that is made and sent in one body, with everything that is written into it: in its constructor's
/// arguments, its initializer, and step by step.
/// </summary>
internal sealed class RequestInCode
{
    private readonly FixScope _scope;
    private readonly Dictionary<string, List<ExpressionSyntax>> _writes = [];
    private readonly Dictionary<string, List<ExpressionStatementSyntax>> _additions = [];

    private RequestInCode(FixScope scope, BaseObjectCreationExpressionSyntax creation, INamedTypeSymbol type, LocalInCode? local)
    {
        _scope = scope;
        Creation = creation;
        Type = type;
        Local = local;
    }

    /// <summary>The creation of the request.</summary>
    public BaseObjectCreationExpressionSyntax Creation { get; }

    /// <summary>The type of the request.</summary>
    public INamedTypeSymbol Type { get; }

    /// <summary>The variable that holds it; null when it is made in the argument.</summary>
    public LocalInCode? Local { get; }

    /// <summary>The calls that send it.</summary>
    public List<InvocationExpressionSyntax> Calls { get; } = [];

    /// <summary>The request that a call sends; null unless all that happens to it can be seen.</summary>
    public static RequestInCode? Of(BaseObjectCreationExpressionSyntax? creation, InvocationExpressionSyntax call, FixScope scope)
    {
        if (creation is null || scope.Model.GetTypeInfo(creation, scope.CancellationToken).Type is not INamedTypeSymbol type)
            return null;
        SyntaxNode value = creation;
        while (value.Parent is ParenthesizedExpressionSyntax)
            value = value.Parent;
        switch (value.Parent)
        {
            case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax sent } } when sent == call:
                var inPlace = new RequestInCode(scope, creation, type, local: null);
                inPlace.Calls.Add(call);
                inPlace.ReadCreation();
                return inPlace;
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator }
                when scope.Model.GetDeclaredSymbol(declarator, scope.CancellationToken) is ILocalSymbol declared:
                return OfLocal(creation, type, LocalInCode.Of(declared, scope), call, scope);
            case AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } assignment when assignment.Right == value:
                return OfLocal(creation, type, LocalInCode.Of(name, scope), call, scope);
            default:
                return null;
        }
    }

    /// <summary>A part of a batch or transaction, such as an <c>Update</c>; null unless all that is written into it can be seen.</summary>
    public static RequestInCode? OfPart(BaseObjectCreationExpressionSyntax? creation, FixScope scope)
    {
        if (creation is null || scope.Model.GetTypeInfo(creation, scope.CancellationToken).Type is not INamedTypeSymbol type)
            return null;
        SyntaxNode value = creation;
        while (value.Parent is ParenthesizedExpressionSyntax)
            value = value.Parent;
        var local = LocalThatTakes(value, scope);
        var part = new RequestInCode(scope, creation, type, local);
        part.ReadCreation();
        if (local is not null)
            return local.OnlyValue == value && local.Uses.All(part.TryReadUseOfPart) ? part : null;
        // A local may hold what the part stands in, and lead back to it.
        for (var around = value.Parent; around is not null and not StatementSyntax; around = around.Parent)
        {
            if (around is ExpressionSyntax && LocalThatTakes(around, scope) is { } holder && holder.Uses.Any(LeadsToAKey))
                return null;
        }

        return part;
    }

    /// <summary>The expressions that are written into a property, on any path.</summary>
    public IReadOnlyList<ExpressionSyntax> Writes(string property) =>
        _writes.TryGetValue(property, out var writes) ? writes : [];

    /// <summary>Whether any of these properties is written.</summary>
    public bool WritesAny(params string[] properties) =>
        Array.Exists(properties, property => _writes.ContainsKey(property) || _additions.ContainsKey(property));

    /// <summary>The dictionary in a property; false when there is one that is not visible, or several.</summary>
    public bool TryGetDictionary(string property, out DictionaryInCode? dictionary)
    {
        dictionary = null;
        var writes = Writes(property);
        if (writes.Count == 0)
            return !_additions.ContainsKey(property);
        if (writes.Count > 1)
            return false;
        var additions = _additions.TryGetValue(property, out var statements) ? statements.ToImmutableArray() : ImmutableArray<ExpressionStatementSyntax>.Empty;
        dictionary = DictionaryInCode.Of(writes[0], additions, _scope);
        return dictionary is not null;
    }

    /// <summary>Whether what a property holds is read, and so may be changed, in the statements after the creation.</summary>
    public bool Reads(string property) => Local?.Uses.Any(use =>
        use.Parent is MemberAccessExpressionSyntax member && member.Expression == use && member.Name.Identifier.ValueText == property
        && !(member.Parent is AssignmentExpressionSyntax assignment && assignment.Left == member)) == true;

    /// <summary>The type of a property, from the SDK that is referenced.</summary>
    public ITypeSymbol? TypeOf(string property)
    {
        for (var type = Type; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(property).OfType<IPropertySymbol>().FirstOrDefault() is { } found)
                return found.Type;
        }

        return null;
    }

    /// <summary>The local whose value an expression is; null when it has another place.</summary>
    public static LocalInCode? LocalThatTakes(SyntaxNode value, FixScope scope) => value.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator }
            when scope.Model.GetDeclaredSymbol(declarator, scope.CancellationToken) is ILocalSymbol declared => LocalInCode.Of(declared, scope),
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } assignment when assignment.Right == value => LocalInCode.Of(name, scope),
        _ => null,
    };

    private static bool LeadsToAKey(IdentifierNameSyntax use)
    {
        for (var node = use.Parent; node is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax; node = node.Parent)
        {
            if (node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Key" or "Item" or "Parameters" or "Statement" })
                return true;
        }

        return false;
    }

    private static RequestInCode? OfLocal(BaseObjectCreationExpressionSyntax creation, INamedTypeSymbol type, LocalInCode? local, InvocationExpressionSyntax call, FixScope scope)
    {
        if (local is null || local.OnlyValue is null)
            return null;
        var request = new RequestInCode(scope, creation, type, local);
        request.ReadCreation();
        foreach (var use in local.Uses)
        {
            if (!request.TryReadUse(use))
                return null;
        }

        return request.Calls.Contains(call) ? request : null;
    }

    private void ReadCreation()
    {
        if (_scope.Model.GetOperation(Creation, _scope.CancellationToken) is IObjectCreationOperation operation)
        {
            foreach (var argument in operation.Arguments)
            {
                // Each parameter of these constructors is named after the property that it sets.
                if (!argument.IsImplicit && argument is { Parameter.Name: { Length: > 0 } name, Value.Syntax: ExpressionSyntax value })
                    Write(char.ToUpperInvariant(name[0]) + name.Substring(1), value);
            }
        }

        foreach (var element in Creation.Initializer?.Expressions ?? default)
        {
            if (element is AssignmentExpressionSyntax { Left: IdentifierNameSyntax property } assignment)
                Write(property.Identifier.ValueText, assignment.Right);
        }
    }

    private bool TryReadUse(IdentifierNameSyntax use)
    {
        switch (use.Parent)
        {
            case AssignmentExpressionSyntax assignment when assignment.Left == use:
                return true;
            case MemberAccessExpressionSyntax member when member.Expression == use:
                if (member.Parent is AssignmentExpressionSyntax write && write.Left == member)
                    Write(member.Name.Identifier.ValueText, write.Right);
                else if (LocalInCode.AdditionTo(member) is { } addition)
                    Add(_additions, member.Name.Identifier.ValueText, addition);
                return member.Parent is not InvocationExpressionSyntax;
            case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } } when Sends(call):
                Calls.Add(call);
                return true;
            default:
                // Handed on, stored or returned: what happens to it then is not visible.
                return false;
        }
    }

    // A part is put into a request, or into a list of parts; what becomes of it there is not changed any more.
    private bool TryReadUseOfPart(IdentifierNameSyntax use) =>
        use.Parent is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } or InitializerExpressionSyntax or ExpressionElementSyntax
            or ArgumentSyntax { Parent: ArgumentListSyntax { Parent: BaseObjectCreationExpressionSyntax or InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" } } } }
        || TryReadUse(use);

    private bool Sends(InvocationExpressionSyntax call) =>
        _scope.Model.GetSymbolInfo(call, _scope.CancellationToken).Symbol is IMethodSymbol method
        && Sdk.TryCreate(_scope.Model.Compilation)?.TryFind(method, out _) == true;

    private void Write(string property, ExpressionSyntax value) => Add(_writes, property, value);

    private static void Add<T>(Dictionary<string, List<T>> lists, string property, T item)
    {
        if (!lists.TryGetValue(property, out var list))
            lists.Add(property, list = []);
        list.Add(item);
    }
}
