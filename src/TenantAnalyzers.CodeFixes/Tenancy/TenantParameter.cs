using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using TenantAnalyzers.CodeFixes.Editing;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.CodeFixes.Tenancy;

/// <summary>
/// Where no tenant is in scope, the code has to be told of one: by a new required parameter, so that each caller must decide,
/// or by a name that does not compile until someone declares it. Never by a value that compiles and may be wrong.
/// </summary>
internal static class TenantParameter
{
    // Their methods are called by a framework that fills new parameters from what the client sends.
    private static readonly string[] FrameworkTypes = ["Controller", "ControllerBase", "PageModel", "Hub", "Function", "Functions", "Middleware"];

    private static readonly string[] FrameworkParameters = ["HttpContext", "HttpRequest", "ILambdaContext", "FunctionContext"];

    public static TenantValue Declare(SyntaxNode site, FixScope scope)
    {
        var function = FunctionThatCanTakeIt(site, scope);
        var name = FreeName(site, function?.Parent ?? site, scope);
        if (function is null)
            return new(name, IsKey: false, NewParameter: null, UndeclaredName: name);
        return new(name, IsKey: false, NewParameter: Insert(function, name), UndeclaredName: name);
    }

    private static ParameterListSyntax? FunctionThatCanTakeIt(SyntaxNode site, FixScope scope)
    {
        foreach (var node in site.Ancestors())
        {
            switch (node)
            {
                // Cannot see a parameter of the method around it.
                case AnonymousFunctionExpressionSyntax lambda when lambda.Modifiers.Any(SyntaxKind.StaticKeyword):
                    return null;
                case LocalFunctionStatementSyntax local:
                    return local.AttributeLists.Count == 0 ? local.ParameterList : null;
                case MethodDeclarationSyntax method:
                    return scope.Model.GetDeclaredSymbol(method, scope.CancellationToken) is { } symbol && MayChange(symbol, scope) ? method.ParameterList : null;
                case MemberDeclarationSyntax or AccessorDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }

    // Its signature is not its own to change, or someone other than its visible callers fills its parameters.
    private static bool MayChange(IMethodSymbol method, FixScope scope)
    {
        if (method is { IsOverride: true } or { IsAbstract: true } or { IsExtern: true } or { IsVirtual: true }
            || method.PartialDefinitionPart is not null || method.PartialImplementationPart is not null || method.IsPartialDefinition
            || !method.ExplicitInterfaceImplementations.IsEmpty || !method.GetAttributes().IsEmpty)
        {
            return false;
        }

        if (method.IsStatic && method.Name == WellKnownMemberNames.EntryPointMethodName)
            return false;
        foreach (var parameter in method.Parameters)
        {
            if (!parameter.GetAttributes().IsEmpty || FrameworkParameters.Contains(parameter.Type.Name, StringComparer.Ordinal))
                return false;
        }

        for (var type = method.ContainingType; type is not null; type = type.BaseType)
        {
            if (FrameworkTypes.Any(word => TenantNaming.EndsWithWords(type.Name, word)))
                return false;
        }

        foreach (var contract in method.ContainingType.AllInterfaces)
        {
            foreach (var member in contract.GetMembers(method.Name))
            {
                scope.CancellationToken.ThrowIfCancellationRequested();
                if (SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))
                    return false;
            }
        }

        return true;
    }

    // Required parameters stand before optional ones, and a cancellation token stays last.
    private static TextChange Insert(ParameterListSyntax list, string name)
    {
        foreach (var parameter in list.Parameters)
        {
            if (parameter.Default is not null || parameter.Modifiers.Any(SyntaxKind.ParamsKeyword)
                || parameter.Type is IdentifierNameSyntax { Identifier.ValueText: "CancellationToken" } or QualifiedNameSyntax { Right.Identifier.ValueText: "CancellationToken" })
            {
                return new(new TextSpan(parameter.SpanStart, 0), $"string {name}, ");
            }
        }

        return list.Parameters.Count == 0
            ? new(new TextSpan(list.OpenParenToken.Span.End, 0), $"string {name}")
            : new(new TextSpan(list.Parameters.Last().Span.End, 0), $", string {name}");
    }

    /// <summary>A name that means nothing yet, so that it cannot silently mean something wrong; it is one of the tenant's names.</summary>
    private static string FreeName(SyntaxNode site, SyntaxNode function, FixScope scope)
    {
        var names = scope.Identity.Options.TenantNames;
        var basis = names.FirstOrDefault(static name => TenantNaming.EndsWithWords(name, "Id") && SyntaxFacts.IsValidIdentifier(name))
            ?? names.FirstOrDefault(SyntaxFacts.IsValidIdentifier) ?? "tenantId";
        var pascal = char.ToUpperInvariant(basis[0]) + basis.Substring(1);
        basis = char.ToLowerInvariant(basis[0]) + basis.Substring(1);
        foreach (var prefix in new[] { "", "current", "calling", "own", "effective" })
        {
            var name = prefix.Length == 0 ? basis : prefix + pascal;
            if (scope.Model.LookupSymbols(site.SpanStart, name: name).IsEmpty && !IsDeclaredIn(function, name))
                return name;
        }

        return "the" + pascal;
    }

    private static bool IsDeclaredIn(SyntaxNode function, string name)
    {
        foreach (var node in function.DescendantNodes())
        {
            var declared = node switch
            {
                VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
                SingleVariableDesignationSyntax designation => designation.Identifier.ValueText,
                ParameterSyntax parameter => parameter.Identifier.ValueText,
                LocalFunctionStatementSyntax local => local.Identifier.ValueText,
                ForEachStatementSyntax loop => loop.Identifier.ValueText,
                CatchDeclarationSyntax caught => caught.Identifier.ValueText,
                _ => null,
            };
            if (string.Equals(declared, name, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
