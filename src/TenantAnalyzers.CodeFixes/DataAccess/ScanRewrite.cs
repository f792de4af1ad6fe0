using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TenantAnalyzers.CodeFixes.Editing;
using TenantAnalyzers.CodeFixes.Tenancy;

namespace TenantAnalyzers.CodeFixes.DataAccess;

/// <summary>Turns what is called Scan into what is called Query. Whatever does not fit afterwards fails the trial compilation.</summary>
internal sealed class ScanRewrite(FixScope scope, ChangeList changes)
{
    /// <summary>Renames the request's type where the code names it.</summary>
    public bool TryRename(RequestInCode request)
    {
        if (request.Creation is ObjectCreationExpressionSyntax creation)
            RenameIn(creation.Type);
        if (request.Local is { Declarator.Parent: VariableDeclarationSyntax declaration })
            RenameIn(declaration.Type);
        return true;
    }

    /// <summary>Renames the called method, and the types of the variables that take what it gives.</summary>
    public bool TryRename(InvocationExpressionSyntax call)
    {
        var name = call.Expression switch
        {
            MemberAccessExpressionSyntax member => member.Name,
            MemberBindingExpressionSyntax member => member.Name,
            SimpleNameSyntax simple => simple,
            _ => null,
        };
        if (name is null || Counterpart(name.Identifier.ValueText) is not { } counterpart)
            return false;
        changes.Replace(name.Identifier.Span, counterpart);
        if (VariableThatTakes(call) is { } type)
            RenameIn(type);
        return true;
    }

    /// <summary>Rewrites the arguments of <c>ScanAsync(table, attributesToGet)</c> as a request.</summary>
    public bool TryRewriteArguments(AccessAtCall access, Func<SyntaxNode, TenantValue> tenantAt)
    {
        var arguments = access.Call.ArgumentList.Arguments;
        // A scan filter is of the legacy form, for which there is no sure translation.
        if (access.Argument("request") is not null || access.Argument("scanFilter") is not null || access.Argument("tableName") is not { } table
            || access.Argument("attributesToGet") is not { } attributes || arguments.Any(static argument => argument.NameColon is not null)
            || Strings(attributes) is not { Count: > 0 } names || QueryRequest(access) is not { } requestType
            || Property(requestType, "ExpressionAttributeValues") is not INamedTypeSymbol { TypeArguments: [_, var valueType] } valuesType
            || Property(requestType, "ExpressionAttributeNames") is not { } namesType
            || tenantAt(access.Call).InFormat(access.KeyFormat) is not { } value)
        {
            return false;
        }

        var aliases = new List<KeyValuePair<string, string>>();
        var projection = string.Join(", ", names.Select(NameOrAlias));
        var key = NameOrAlias(access.KeyAttribute);
        var placeholder = ":" + ExpressionNames.Identifier(access.KeyAttribute);
        var members = new List<string>
        {
            $"TableName = {table}",
            $"KeyConditionExpression = {ExpressionInCode.Literal($"{key} = {placeholder}")}",
            $"ProjectionExpression = {ExpressionInCode.Literal(projection)}",
        };
        if (aliases.Count > 0)
            members.Add($"ExpressionAttributeNames = {DictionaryInCode.Create(namesType, aliases, access.Call, scope)}");
        var attributeValue = AttributeValueText.Create(value, [], valueType, access.Call, scope);
        members.Add($"ExpressionAttributeValues = {DictionaryInCode.Create(valuesType, [new(placeholder, attributeValue)], access.Call, scope)}");

        var span = Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(arguments[0].SpanStart, arguments[1].Span.End);
        changes.Replace(span, scope.Layout.Creation($"new {requestType.ToMinimalDisplayString(scope.Model, access.Call.SpanStart)}", members, access.Call.SpanStart));
        return true;

        string NameOrAlias(string attribute)
        {
            if (!ExpressionNames.MustAlias(attribute))
                return attribute;
            var known = aliases.FindIndex(alias => alias.Value == ExpressionInCode.Literal(attribute));
            if (known >= 0)
                return aliases[known].Key;
            var alias = "#" + ExpressionNames.Identifier(attribute);
            while (aliases.Exists(other => other.Key == alias))
                alias += "2";
            aliases.Add(new(alias, ExpressionInCode.Literal(attribute)));
            return alias;
        }
    }

    private void RenameIn(TypeSyntax type)
    {
        foreach (var name in type.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
        {
            if (!name.IsVar && Counterpart(name.Identifier.ValueText) is { } counterpart)
                changes.Replace(name.Identifier.Span, counterpart);
        }
    }

    private static string? Counterpart(string name) => name switch
    {
        "Scan" => "Query",
        "ScanAsync" => "QueryAsync",
        "ScanRequest" => "QueryRequest",
        "ScanResponse" => "QueryResponse",
        "IScanPaginator" => "IQueryPaginator",
        _ => null,
    };

    // `ScanResponse page = await client.ScanAsync(…)`, also assigned later, awaited with options, or taken apart by `foreach`.
    private TypeSyntax? VariableThatTakes(InvocationExpressionSyntax call)
    {
        SyntaxNode value = call;
        while (value.Parent is AwaitExpressionSyntax or ParenthesizedExpressionSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax
            or ConditionalAccessExpressionSyntax or PostfixUnaryExpressionSyntax)
        {
            value = value.Parent;
        }

        switch (value.Parent)
        {
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } }:
                return declaration.Type;
            case AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } assignment when assignment.Right == value:
                return LocalInCode.Of(name, scope)?.Declarator.Parent is VariableDeclarationSyntax declared ? declared.Type : null;
            case ForEachStatementSyntax loop when loop.Expression == value:
                return loop.Type;
            default:
                return null;
        }
    }

    private List<string>? Strings(ExpressionSyntax list)
    {
        var elements = list switch
        {
            BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 }, Initializer.Expressions: var expressions } => expressions.ToList(),
            CollectionExpressionSyntax collection when collection.Elements.All(static element => element is ExpressionElementSyntax) =>
                collection.Elements.Select(static element => ((ExpressionElementSyntax)element).Expression).ToList(),
            _ => null,
        };
        var strings = new List<string>();
        foreach (var element in elements ?? [])
        {
            if (scope.Model.GetConstantValue(element, scope.CancellationToken) is not { HasValue: true, Value: string text })
                return null;
            strings.Add(text);
        }

        return strings;
    }

    private static INamedTypeSymbol? QueryRequest(AccessAtCall access)
    {
        var name = Counterpart(access.Operation.TargetMethod.Name);
        foreach (var member in access.Operation.TargetMethod.ContainingType.GetMembers(name ?? ""))
        {
            if (member is IMethodSymbol { DeclaredAccessibility: Accessibility.Public, Parameters: [{ Name: "request", Type: INamedTypeSymbol type }, ..] })
                return type;
        }

        return null;
    }

    private static ITypeSymbol? Property(INamedTypeSymbol type, string name) => type.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault()?.Type;
}
