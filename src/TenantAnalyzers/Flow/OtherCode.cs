using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.Flow;

/// <summary>
/// What other bodies than the one being analysed say, read on demand and once per compilation: the control-flow graphs of
/// methods whose body is certain to be the one that runs, and the texts of fields that never change.
/// </summary>
internal sealed class OtherCode(Compilation compilation, Sdk sdk)
{
    private readonly ConcurrentDictionary<IMethodSymbol, ControlFlowGraph?> _graphs = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IFieldSymbol, string?> _texts = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _endings = new(SymbolEqualityComparer.Default);
    private readonly Wrappers _wrappers = new(compilation, sdk);

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

    /// <summary>The method that runs when this one is called: the only implementation of an interface's method, else itself.</summary>
    public IMethodSymbol BodyOf(IMethodSymbol method, CancellationToken cancellation) => _wrappers.Implementation(method, cancellation) ?? method;

    /// <summary>The method's body calls the SDK, or calls a method that does.</summary>
    public bool ReachesDynamoDb(IMethodSymbol method, CancellationToken cancellation) => _wrappers.ReachesDynamoDb(method, cancellation);

    /// <summary>The method is marked as one that always throws.</summary>
    public bool NeverReturns(IMethodSymbol method)
    {
        var definition = method.OriginalDefinition;
        return _endings.TryGetValue(definition, out var known) ? known : _endings.GetOrAdd(definition, IsMarked(definition));

        static bool IsMarked(IMethodSymbol asked)
        {
            foreach (var attribute in asked.GetAttributes())
            {
                if (attribute.AttributeClass is { Name: "DoesNotReturnAttribute", ContainingNamespace.Name: "CodeAnalysis" })
                    return true;
            }

            return false;
        }
    }

    /// <summary>
    /// The text of a read-only field that is set where it is declared and nowhere else; null for any other field.
    /// </summary>
    public string? FixedText(IFieldSymbol field, CancellationToken cancellation)
    {
        if (field is not { IsReadOnly: true, DeclaringSyntaxReferences.Length: 1, Type.SpecialType: SpecialType.System_String })
            return null;
        return _texts.TryGetValue(field, out var known) ? known : _texts.GetOrAdd(field, Read(field, cancellation));
    }

    private string? Read(IFieldSymbol field, CancellationToken cancellation)
    {
        // A constructor may set it again.
        foreach (var constructor in field.IsStatic ? field.ContainingType.StaticConstructors : field.ContainingType.InstanceConstructors)
        {
            if (!constructor.IsImplicitlyDeclared && constructor.DeclaringSyntaxReferences is [var reference, ..] && reference.GetSyntax(cancellation) is not TypeDeclarationSyntax)
                return null;
        }

        return field.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } value }
            && ModelOf(value).GetConstantValue(value, cancellation) is { Value: string text } ? text : null;
    }

    // A virtual method may run another body than the one that is seen.
    private bool CanFollow(IMethodSymbol method) =>
        method is { IsAbstract: false, IsExtern: false, DeclaringSyntaxReferences.Length: 1, MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.Constructor or MethodKind.ExplicitInterfaceImplementation }
        && SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly)
        && (!(method.IsVirtual || method.IsOverride) || method.IsSealed || method.ContainingType.IsSealed)
        && method.ContainingType.TypeKind != TypeKind.Interface;

    private ControlFlowGraph? Create(IMethodSymbol method, CancellationToken cancellation)
    {
        var declaration = method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        // The getter of `X => …` has the arrow for its declaration, a method its whole self.
        if (declaration is not (BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or ArrowExpressionClauseSyntax))
            return null;
        return ModelOf(declaration).GetOperation(declaration, cancellation) switch
        {
            IMethodBodyOperation body when body.BlockBody is not null || body.ExpressionBody is not null => ControlFlowGraph.Create(body, cancellation),
            IConstructorBodyOperation body => ControlFlowGraph.Create(body, cancellation),
            IBlockOperation { Parent: null } block => ControlFlowGraph.Create(block, cancellation),
            _ => null,
        };
    }

#pragma warning disable RS1030, RS0030 // The one place that reads other trees than the one being analysed; all answers are memoised.
    private SemanticModel ModelOf(SyntaxNode node) => compilation.GetSemanticModel(node.SyntaxTree);
#pragma warning restore RS1030, RS0030
}
