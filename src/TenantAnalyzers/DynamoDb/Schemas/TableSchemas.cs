using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TenantAnalyzers.DynamoDb;

/// <summary>
/// What a compilation says of its tables: the key schemas in its requests and builders. Looked for when the first question
/// is asked, in the files that mention them, and remembered. Lives as long as the compilation's analysis.
/// </summary>
internal sealed class TableSchemas
{
    private static readonly string[] Marks = ["CreateTable", "TableCreationParameters", "UpdateTableRequest", "TableBuilder"];

    private readonly Compilation _compilation;
    private readonly FixedValues _values;
    private readonly RequestReader _requests;
    private readonly TableBuilderReader _builders;
    private readonly ConcurrentDictionary<ISymbol, TableSchema?> _byMember = new(SymbolEqualityComparer.Default);
    private IReadOnlyDictionary<string, TableSchema?>? _byName;

    public TableSchemas(Compilation compilation)
    {
        _compilation = compilation;
        _values = new(compilation);
        _requests = new(_values);
        _builders = new(_values);
    }

    /// <summary>The values that expressions have whenever they are reached.</summary>
    public FixedValues Values => _values;

    /// <summary>Reads requests that make tables and indexes.</summary>
    public RequestReader Requests => _requests;

    /// <summary>Reads chains of the document model's builder.</summary>
    public TableBuilderReader Builders => _builders;

    /// <summary>The table of that name; null when the code does not say its keys, or says them in two ways.</summary>
    public TableSchema? ByName(string tableName, CancellationToken cancellation)
    {
        // Two threads may both look: they find the same.
        var byName = Volatile.Read(ref _byName);
        if (byName is null)
            Volatile.Write(ref _byName, byName = Find(cancellation));
        return byName.TryGetValue(tableName, out var schema) ? schema : null;
    }

    /// <summary>
    /// The table that a field or property (or a variable) holds: built, or loaded by name, in its initializer or the only
    /// constructor that sets it. Without <see cref="TableSchema.HashKeys"/> when only the name is known.
    /// </summary>
    public TableSchema? ForTable(ISymbol holder, CancellationToken cancellation)
    {
        if (_byMember.TryGetValue(holder, out var known))
            return known;
        return _byMember.GetOrAdd(holder, _values.ValueOf(holder, cancellation) is { } value ? ForValue(value, cancellation) : null);
    }

    /// <summary>The table that an expression makes or loads; null when it is not seen.</summary>
    public TableSchema? ForValue(ExpressionSyntax value, CancellationToken cancellation)
    {
        var origin = _values.Origin(value, cancellation);
        if (origin is AwaitExpressionSyntax awaited)
            origin = _values.Origin(awaited.Expression, cancellation);
        if (origin is not InvocationExpressionSyntax call
            || _values.ModelOf(call).GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method || !Sdk.IsDocumentModelType(method.ContainingType))
        {
            return null;
        }

        if (TableBuilderReader.IsBuilderMethod(method))
            return _builders.Table(call, cancellation)?.ToSchema();
        if (method.Name is not ("LoadTable" or "LoadTableAsync") || _builders.TableName(call, call.ArgumentList, cancellation).Text is not { Length: > 0 } name)
            return null;
        return ByName(name, cancellation) ?? new(name, ImmutableArray<string>.Empty, ImmutableArray<string>.Empty, ImmutableArray<IndexSchema>.Empty, call.GetLocation());
    }

    private Dictionary<string, TableSchema?> Find(CancellationToken cancellation)
    {
        var found = new Dictionary<string, TableSchema?>(StringComparer.Ordinal);
        foreach (var tree in _compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!tree.TryGetText(out var text))
                text = tree.GetText(cancellation);
            if (!Mentions(text.ToString()))
                continue;
            foreach (var node in tree.GetRoot(cancellation).DescendantNodes())
            {
                cancellation.ThrowIfCancellationRequested();
                if (Declared(node, cancellation)?.ToSchema() is { } schema)
                    found[schema.TableName] = found.TryGetValue(schema.TableName, out var other) ? Joined(other, schema) : schema;
            }
        }

        return found;
    }

    private static bool Mentions(string text)
    {
        foreach (var mark in Marks)
        {
            if (text.IndexOf(mark, StringComparison.Ordinal) >= 0)
                return true;
        }

        return false;
    }

    private DeclaredTable? Declared(SyntaxNode node, CancellationToken cancellation)
    {
        switch (node)
        {
            case BaseObjectCreationExpressionSyntax creation when IsWorthALook(creation):
                if (_values.ModelOf(creation).GetTypeInfo(creation, cancellation).Type is not { } type || !Sdk.IsModelType(type))
                    return null;
                return RequestReader.MakesTable(type.Name) || RequestReader.AddsIndexes(type.Name) ? _requests.Table(creation, type.Name, cancellation) : null;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } call:
                return name switch
                {
                    "CreateTable" or "CreateTableAsync" when Sdk.IsSdkAssembly(MethodOf(call, cancellation)?.ContainingAssembly) => _requests.Table(call, cancellation),
                    "Build" when TableBuilderReader.IsBuilderMethod(MethodOf(call, cancellation)) => _builders.Table(call, cancellation),
                    _ => null,
                };
            default:
                return null;
        }
    }

    private IMethodSymbol? MethodOf(InvocationExpressionSyntax call, CancellationToken cancellation) =>
        _values.ModelOf(call).GetSymbolInfo(call, cancellation).Symbol as IMethodSymbol;

    // Before the type is asked for: what has another name in the source, and no name at all, is bound only if it could be one.
    private static bool IsWorthALook(BaseObjectCreationExpressionSyntax creation) => creation switch
    {
        ObjectCreationExpressionSyntax { Type: SimpleNameSyntax { Identifier.ValueText: var name } } => RequestReader.MakesTable(name) || RequestReader.AddsIndexes(name),
        ObjectCreationExpressionSyntax { Type: QualifiedNameSyntax { Right.Identifier.ValueText: var name } } => RequestReader.MakesTable(name) || RequestReader.AddsIndexes(name),
        ImplicitObjectCreationExpressionSyntax => creation.Initializer is not null || creation.ArgumentList is { Arguments.Count: > 1 },
        _ => false,
    };

    // Null: the table, or its keys, are said in two ways.
    private static TableSchema? Joined(TableSchema? one, TableSchema other)
    {
        if (one is null)
            return null;
        if (!one.HashKeys.IsEmpty && !other.HashKeys.IsEmpty && !(one.HashKeys.SequenceEqual(other.HashKeys) && one.RangeKeys.SequenceEqual(other.RangeKeys)))
            return null;
        var indexes = one.Indexes.ToBuilder();
        foreach (var index in other.Indexes)
        {
            var known = one.Index(index.Name);
            if (known is null)
                indexes.Add(index);
            else if (!known.HashKeys.SequenceEqual(index.HashKeys))
                return null;
        }

        var keyed = one.HashKeys.IsEmpty ? other : one;
        return keyed with { Indexes = indexes.ToImmutable() };
    }
}
