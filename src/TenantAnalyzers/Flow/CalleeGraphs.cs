using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TenantAnalyzers.Flow;

/// <summary>
/// The control-flow graphs of methods that other bodies call, built on demand and once per compilation. Only methods whose
/// body is certain to be the one that runs have a graph here.
/// </summary>
internal sealed class CalleeGraphs(Compilation compilation)
{
    private readonly ConcurrentDictionary<IMethodSymbol, ControlFlowGraph?> _graphs = new(SymbolEqualityComparer.Default);

    /// <summary>The graph of a method of this compilation; null when it cannot be followed.</summary>
    public ControlFlowGraph? For(IMethodSymbol method, CancellationToken cancellation)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        if (!CanFollow(definition))
            return null;
        if (_graphs.TryGetValue(definition, out var known))
            return known;
        return _graphs.GetOrAdd(definition, Create(definition, cancellation));
    }

    // A virtual method may run another body than the one that is seen.
    private bool CanFollow(IMethodSymbol method) =>
        method is { IsAbstract: false, IsExtern: false, DeclaringSyntaxReferences.Length: 1, MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet }
        && SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly)
        && (!(method.IsVirtual || method.IsOverride) || method.IsSealed || method.ContainingType.IsSealed)
        && method.ContainingType.TypeKind != TypeKind.Interface;

    private ControlFlowGraph? Create(IMethodSymbol method, CancellationToken cancellation)
    {
        var declaration = method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        // The getter of `X => …` has the arrow for its declaration, a method its whole self.
        if (declaration is not (BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or ArrowExpressionClauseSyntax))
            return null;
#pragma warning disable RS1030 // The one place that reads other bodies than the one being analysed; memoised.
#pragma warning disable RS0030
        var model = compilation.GetSemanticModel(declaration.SyntaxTree);
#pragma warning restore RS0030
#pragma warning restore RS1030
        return model.GetOperation(declaration, cancellation) switch
        {
            IMethodBodyOperation body when body.BlockBody is not null || body.ExpressionBody is not null => ControlFlowGraph.Create(body, cancellation),
            IBlockOperation { Parent: null } block => ControlFlowGraph.Create(block, cancellation),
            _ => null,
        };
    }
}
