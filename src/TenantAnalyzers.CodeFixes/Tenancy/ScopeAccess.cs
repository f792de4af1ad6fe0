using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TenantAnalyzers.CodeFixes.Editing;

namespace TenantAnalyzers.CodeFixes.Tenancy;

/// <summary>Which of the symbols that are visible at a place may also be read there, and hold a value already.</summary>
internal sealed class ScopeAccess
{
    private readonly SyntaxNode _site;
    private readonly FixScope _scope;
    private readonly INamedTypeSymbol? _type;
    private readonly bool _hasInstance;
    private SyntaxNode? _outerStaticFunction;
    private SyntaxNode? _innermostFunction;
    private ISet<ISymbol>? _assigned;

    private ScopeAccess(SyntaxNode site, FixScope scope)
    {
        _site = site;
        _scope = scope;
        _hasInstance = true;
        foreach (var node in site.Ancestors())
        {
            switch (node)
            {
                case AnonymousFunctionExpressionSyntax lambda:
                    EnterFunction(lambda, lambda.Modifiers.Any(SyntaxKind.StaticKeyword));
                    break;
                case LocalFunctionStatementSyntax local:
                    EnterFunction(local, local.Modifiers.Any(SyntaxKind.StaticKeyword));
                    break;
                // `: base(…)` runs before there is an instance.
                case ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax:
                    _hasInstance = false;
                    break;
            }
        }

        var enclosing = scope.Model.GetEnclosingSymbol(site.SpanStart, scope.CancellationToken);
        _type = enclosing as INamedTypeSymbol ?? enclosing?.ContainingType;
        var member = enclosing;
        while (member is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction })
            member = member.ContainingSymbol;
        _hasInstance &= _outerStaticFunction is null && member is IMethodSymbol or IPropertySymbol && !member!.IsStatic
            && (_innermostFunction is null || _type is not { IsValueType: true });
    }

    public static ScopeAccess At(SyntaxNode site, FixScope scope) => new(site, scope);

    public bool CanRead(ISymbol symbol) => symbol switch
    {
        ILocalSymbol { IsConst: true } => false,
        ILocalSymbol local => CanCapture(local, local.RefKind) && HoldsValue(local),
        IParameterSymbol parameter => parameter.RefKind != RefKind.Out && CanCapture(parameter, parameter.RefKind),
        IFieldSymbol { IsConst: false, IsStatic: false } or IPropertySymbol { IsStatic: false, IsIndexer: false, GetMethod: not null }
            or IMethodSymbol { IsStatic: false, MethodKind: MethodKind.Ordinary, Parameters.IsEmpty: true } => _hasInstance && IsOwn(symbol),
        _ => false,
    };

    private void EnterFunction(SyntaxNode function, bool isStatic)
    {
        _innermostFunction ??= function;
        if (isStatic)
            _outerStaticFunction = function;
    }

    private bool CanCapture(ISymbol symbol, RefKind kind)
    {
        if (symbol.DeclaringSyntaxReferences is not [var declaration, ..])
            return false;
        // The locals of top-level statements are visible in types, but not theirs to use.
        if (symbol is ILocalSymbol && _site.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>() is { } type && !Contains(type, declaration))
            return false;
        if (_outerStaticFunction is { } wall && !Contains(wall, declaration))
            return false;
        // A reference cannot be captured.
        return kind == RefKind.None || _innermostFunction is null || Contains(_innermostFunction, declaration);
    }

    private static bool Contains(SyntaxNode node, SyntaxReference declaration) =>
        declaration.SyntaxTree == node.SyntaxTree && node.Span.Contains(declaration.Span);

    private bool HoldsValue(ILocalSymbol local)
    {
        var declaration = local.DeclaringSyntaxReferences[0].GetSyntax(_scope.CancellationToken);
        // Visible before it is declared, and while its own value is computed.
        if (declaration.Span.End > _site.SpanStart && declaration is not ForEachStatementSyntax)
            return false;
        return declaration is VariableDeclaratorSyntax { Initializer: not null } || Assigned().Contains(local);
    }

    private ISet<ISymbol> Assigned()
    {
        if (_assigned is not null)
            return _assigned;
        _assigned = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var region = _site.FirstAncestorOrSelf<StatementSyntax>();
        if (region is null or LocalFunctionStatementSyntax)
            return _assigned;
        if (_scope.Model.AnalyzeDataFlow(region) is { Succeeded: true } flow)
            _assigned.UnionWith(flow.DefinitelyAssignedOnEntry);
        return _assigned;
    }

    private bool IsOwn(ISymbol member)
    {
        for (var type = _type; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, member.ContainingType?.OriginalDefinition))
                return true;
        }

        return false;
    }
}
