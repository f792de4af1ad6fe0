using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TenantAnalyzers.CodeFixes.Editing;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.CodeFixes.DataAccess;

/// <summary>Writes an <c>AttributeValue</c> the way its neighbours are written, or the shortest way the C# version allows.</summary>
internal static class AttributeValueText
{
    /// <summary>The creation of an attribute value of type string.</summary>
    /// <param name="value">The string expression.</param>
    /// <param name="neighbours">Values that stand beside it.</param>
    /// <param name="type">The type, from the dictionary or request it goes into.</param>
    /// <param name="site">Where it will stand.</param>
    /// <param name="scope">The document.</param>
    public static string Create(string value, IEnumerable<ExpressionSyntax> neighbours, ITypeSymbol type, SyntaxNode site, FixScope scope)
    {
        // A document takes plain values.
        if (SdkTypes.IsEntry(type))
            return value;
        foreach (var neighbour in neighbours)
        {
            switch (neighbour)
            {
                case ObjectCreationExpressionSyntax { Initializer: { } initializer } named when IsMemberInitializer(initializer):
                    return $"new {named.Type}{(named.ArgumentList is null ? "" : "()")} {{ S = {value} }}";
                case ObjectCreationExpressionSyntax { Initializer: null, ArgumentList.Arguments: [{ NameColon: null }] } named when IsString(named.ArgumentList.Arguments[0], scope):
                    return $"new {named.Type}({value})";
                case ImplicitObjectCreationExpressionSyntax { Initializer: { } initializer } when IsMemberInitializer(initializer):
                    return $"new() {{ S = {value} }}";
                case ImplicitObjectCreationExpressionSyntax { Initializer: null, ArgumentList.Arguments: [{ NameColon: null }] } named when IsString(named.ArgumentList.Arguments[0], scope):
                    return $"new({value})";
            }
        }

        return scope.Language >= LanguageVersion.CSharp9
            ? $"new() {{ S = {value} }}"
            : $"new {type.ToMinimalDisplayString(scope.Model, site.SpanStart)} {{ S = {value} }}";
    }

    /// <summary>The expression that an attribute value gives its <c>S</c>; null for any other form.</summary>
    public static ExpressionSyntax? StringOf(ExpressionSyntax attributeValue, FixScope scope)
    {
        if (attributeValue is not BaseObjectCreationExpressionSyntax creation)
            return null;
        if (creation.Initializer is { } initializer)
        {
            return initializer.Expressions is [AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "S" } } only]
                ? only.Right : null;
        }

        return creation.ArgumentList?.Arguments is [var argument] && IsString(argument, scope) ? argument.Expression : null;
    }

    private static bool IsMemberInitializer(InitializerExpressionSyntax initializer) => initializer.IsKind(SyntaxKind.ObjectInitializerExpression);

    // `new AttributeValue(List<string>)` makes a string set.
    private static bool IsString(ArgumentSyntax argument, FixScope scope) =>
        scope.Model.GetTypeInfo(argument.Expression, scope.CancellationToken).Type?.SpecialType == SpecialType.System_String;
}
