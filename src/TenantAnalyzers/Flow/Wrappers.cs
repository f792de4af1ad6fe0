using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.Flow;

/// <summary>
/// Which methods of the compilation reach DynamoDB: asked of each call, so it answers by the method's name first. The names
/// are found on the first question, in the files that mention DynamoDB at all.
/// </summary>
internal sealed class Wrappers(Compilation compilation, Sdk sdk)
{
    private const string Mention = "Dynamo";

    // A wrapper of a wrapper is the common case: a service over a repository.
    private const int Levels = 2;
    private const int Piece = 8192;

    private readonly ConcurrentDictionary<IMethodSymbol, bool> _reaching = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, IMethodSymbol?> _implementations = new(SymbolEqualityComparer.Default);
    private Names? _names;
    private List<INamedTypeSymbol>? _types;

    /// <summary>The method's body calls the SDK, or calls a method that does; by name, so it may say yes too often.</summary>
    public bool ReachesDynamoDb(IMethodSymbol method, CancellationToken cancellation)
    {
        var names = NamesOf(cancellation);
        if (names.Methods.Count == 0 || !names.Methods.Contains(method.Name))
            return false;
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        return _reaching.TryGetValue(definition, out var known) ? known : _reaching.GetOrAdd(definition, Ask(definition, names, cancellation));
    }

    /// <summary>The only method of this compilation that implements a method of one of its interfaces; null when there is another, or none.</summary>
    public IMethodSymbol? Implementation(IMethodSymbol method, CancellationToken cancellation)
    {
        if (method.ContainingType is not { TypeKind: TypeKind.Interface } declaring || method.DeclaringSyntaxReferences.IsEmpty)
            return null;
        var definition = method.OriginalDefinition;
        // Only a method that reaches DynamoDB by its name is worth the look at every type.
        if (!NamesOf(cancellation).Methods.Contains(method.Name))
            return null;
        return _implementations.TryGetValue(definition, out var known)
            ? known
            : _implementations.GetOrAdd(definition, FindImplementation(definition, declaring.OriginalDefinition, cancellation));
    }

    private bool Ask(IMethodSymbol method, Names names, CancellationToken cancellation)
    {
        if (Implementation(method, cancellation) is { } implementation)
            return Ask(implementation.OriginalDefinition, names, cancellation);
        if (sdk.IsEntryPoint(method) || !SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly))
            return false;
        foreach (var declaration in method.DeclaringSyntaxReferences)
        {
            if (Calls(declaration.GetSyntax(cancellation), names.Methods))
                return true;
        }

        return false;
    }

    // Of any file: a decorator or a fake that never mentions DynamoDB may be the one that is called.
    private IMethodSymbol? FindImplementation(IMethodSymbol method, INamedTypeSymbol declaring, CancellationToken cancellation)
    {
        IMethodSymbol? only = null;
        foreach (var type in TypesOf(cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var implemented in type.AllInterfaces)
            {
                if (!SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, declaring))
                    continue;
                foreach (var member in implemented.GetMembers(method.Name))
                {
                    if (!SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, method)
                        || type.FindImplementationForInterfaceMember(member) is not IMethodSymbol found)
                    {
                        continue;
                    }

                    if (only is not null && !SymbolEqualityComparer.Default.Equals(only, found))
                        return null;
                    only = found;
                }
            }
        }

        return only;
    }

    private Names NamesOf(CancellationToken cancellation)
    {
        if (_names is { } known)
            return known;
        // Several threads may ask first: they find the same.
        var found = FindNames(cancellation);
        return Interlocked.CompareExchange(ref _names, found, null) ?? found;
    }

    private Names FindNames(CancellationToken cancellation)
    {
        var trees = new List<SyntaxTree>();
        var buffer = new char[Piece];
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Mentions(tree.GetText(cancellation), buffer))
                trees.Add(tree);
        }

        var methods = new HashSet<string>(StringComparer.Ordinal);
        for (var level = 0; level < Levels; level++)
        {
            var known = level == 0 ? ImmutableHashSet<string>.Empty : methods.ToImmutableHashSet(StringComparer.Ordinal);
            foreach (var tree in trees)
            {
                cancellation.ThrowIfCancellationRequested();
                Collect(tree.GetRoot(cancellation), known, methods);
            }
        }

        return new(methods);
    }

    private void Collect(SyntaxNode root, ICollection<string> known, HashSet<string> methods)
    {
        var open = new Stack<SyntaxNode>();
        open.Push(root);
        while (open.Count > 0)
        {
            var node = open.Pop();
            if (node is MethodDeclarationSyntax method)
            {
                if (!methods.Contains(method.Identifier.ValueText) && Calls(method, known))
                    methods.Add(method.Identifier.ValueText);
                continue;
            }

            foreach (var child in node.ChildNodes())
            {
                if (child is MemberDeclarationSyntax or CompilationUnitSyntax)
                    open.Push(child);
            }
        }
    }

    private static bool Calls(SyntaxNode body, ICollection<string> names)
    {
        foreach (var node in body.DescendantNodes())
        {
            if (node is not InvocationExpressionSyntax { Expression: var called })
                continue;
            var name = called switch
            {
                MemberAccessExpressionSyntax access => access.Name,
                MemberBindingExpressionSyntax binding => binding.Name,
                SimpleNameSyntax simple => simple,
                _ => null,
            };
            if (name is not null && (Sdk.HasName(name.Identifier.ValueText) || names.Contains(name.Identifier.ValueText)))
                return true;
        }

        return false;
    }

    private List<INamedTypeSymbol> TypesOf(CancellationToken cancellation)
    {
        if (_types is { } known)
            return known;
        var found = FindTypes(cancellation);
        return Interlocked.CompareExchange(ref _types, found, null) ?? found;
    }

    private List<INamedTypeSymbol> FindTypes(CancellationToken cancellation)
    {
        var types = new List<INamedTypeSymbol>();
        var open = new Stack<INamespaceOrTypeSymbol>();
        open.Push(compilation.Assembly.GlobalNamespace);
        while (open.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var member in open.Pop().GetMembers())
            {
                if (member is not INamespaceOrTypeSymbol inner)
                    continue;
                open.Push(inner);
                if (inner is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false, AllInterfaces.IsEmpty: false } type)
                    types.Add(type);
            }
        }

        return types;
    }

    private static bool Mentions(SourceText text, char[] buffer)
    {
        // Overlapping pieces, so that a mention across two of them is not missed.
        for (var start = 0; start < text.Length; start += Piece - Mention.Length)
        {
            var length = Math.Min(Piece, text.Length - start);
            text.CopyTo(start, buffer, 0, length);
            if (buffer.AsSpan(0, length).IndexOf(Mention.AsSpan()) >= 0)
                return true;
        }

        return false;
    }

    private sealed record Names(HashSet<string> Methods);
}
