using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TenantAnalyzers.CodeFixes.Editing;

namespace TenantAnalyzers.CodeFixes.DataAccess;

/// <summary>One entry that the code puts into a dictionary.</summary>
/// <param name="Key">The key when it is a constant.</param>
/// <param name="Value">The value.</param>
internal readonly record struct DictionaryEntry(string? Key, ExpressionSyntax Value);

/// <summary>
/// A dictionary whose creation is visible: what is put into it in its initializer and in the statements after it, and how one
/// more entry is written there.
/// </summary>
internal sealed class DictionaryInCode
{
    private readonly FixScope _scope;
    private readonly SyntaxNode _origin;
    private readonly ImmutableArray<ExpressionStatementSyntax> _statements;

    private DictionaryInCode(FixScope scope, SyntaxNode origin, InitializerExpressionSyntax? initializer, INamedTypeSymbol type, ImmutableArray<ExpressionStatementSyntax> statements)
    {
        _scope = scope;
        _origin = origin;
        _statements = statements;
        Initializer = initializer;
        Type = type;
        Entries = ReadEntries();
    }

    /// <summary>Every entry that is visible; later statements may be on some paths only.</summary>
    public ImmutableArray<DictionaryEntry> Entries { get; }

    /// <summary>The type of the dictionary.</summary>
    public INamedTypeSymbol Type { get; }

    /// <summary>The type of its values; null when it is no map of attributes.</summary>
    public ITypeSymbol? ValueType => Type switch
    {
        { TypeArguments: [{ SpecialType: SpecialType.System_String }, var value] } => value,
        _ => Type.AllInterfaces.FirstOrDefault(static type => type is { Name: "IDictionary", TypeArguments: [{ SpecialType: SpecialType.System_String }, _] })?.TypeArguments[1],
    };

    /// <summary>Where a new entry will stand: what is in scope there is in scope for its value.</summary>
    public SyntaxNode Site => FirstStatement is { } statement ? statement : _origin;

    private InitializerExpressionSyntax? Initializer { get; }

    // Entries added one by one: the new one joins them, when they follow the creation in its own block.
    private ExpressionStatementSyntax? FirstStatement =>
        Initializer is null or { Expressions.Count: 0 }
        && _statements is [var first, ..]
        && _origin.FirstAncestorOrSelf<StatementSyntax>() is { } creation && creation.Parent == first.Parent && creation.SpanStart < first.SpanStart
            ? first : null;

    /// <summary>
    /// The dictionary that an expression gives; null when its creation is not visible. <paramref name="statements"/> are those
    /// that add to it by another way than through a local of its own.
    /// </summary>
    public static DictionaryInCode? Of(ExpressionSyntax expression, ImmutableArray<ExpressionStatementSyntax> statements, FixScope scope)
    {
        if (expression is IdentifierNameSyntax name && LocalInCode.Of(name, scope) is { } local)
        {
            if (local.OnlyValue is not { } value)
                return null;
            statements = statements.AddRange(local.Additions()).Sort(static (a, b) => a.SpanStart.CompareTo(b.SpanStart));
            expression = value;
        }

        while (expression is ParenthesizedExpressionSyntax parenthesized)
            expression = parenthesized.Expression;
        var type = TypeOf(expression, scope);
        if (type is null || IsCopy(expression, scope))
            return null;
        return expression switch
        {
            BaseObjectCreationExpressionSyntax creation => new(scope, creation, creation.Initializer, type, statements),
            CollectionExpressionSyntax { Elements.Count: 0 } empty => new(scope, empty, null, type, statements),
            InitializerExpressionSyntax nested => new(scope, nested, nested, type, statements),
            _ => null,
        };
    }

    /// <summary>The dictionary that is created at a place, with what the local that holds it is given.</summary>
    public static DictionaryInCode? At(ExpressionSyntax creation, FixScope scope)
    {
        SyntaxNode value = creation;
        while (value.Parent is ParenthesizedExpressionSyntax)
            value = value.Parent;
        var local = value.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } => scope.Model.GetDeclaredSymbol(declarator, scope.CancellationToken) as ILocalSymbol,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } assignment when assignment.Right == value => scope.Model.GetSymbolInfo(name, scope.CancellationToken).Symbol as ILocalSymbol,
            _ => null,
        };
        if (local is null)
            return Of(creation, ImmutableArray<ExpressionStatementSyntax>.Empty, scope);
        // Of several values of one variable, what is added to it goes into any of them.
        return LocalInCode.Of(local, scope) is { OnlyValue: { } only } found && only == value
            ? Of(creation, found.Additions().ToImmutableArray(), scope) : null;
    }

    /// <summary>Whether an entry of this key is visible.</summary>
    public bool Has(string key) => Entries.Any(entry => string.Equals(entry.Key, key, StringComparison.Ordinal));

    /// <summary>Adds an entry before the others, in their style.</summary>
    public void Add(string key, string value, ChangeList changes)
    {
        var literal = SymbolDisplay.FormatLiteral(key, quote: true);
        if (FirstStatement is { } statement)
        {
            _scope.Layout.AddBefore(statement, AddingStatement(statement, literal, value), changes);
            return;
        }

        var element = Initializer?.Expressions.FirstOrDefault() is InitializerExpressionSyntax ? $"{{ {literal}, {value} }}" : $"[{literal}] = {value}";
        if (Initializer is not null)
            _scope.Layout.AddFirst(Initializer, element, changes);
        else if (_origin is BaseObjectCreationExpressionSyntax creation)
            _scope.Layout.AddInitializer(creation, [element], changes);
        else
            changes.Replace(_origin.Span, Create(Type, [element], _origin, _scope));
    }

    /// <summary>The creation of a dictionary with these entries, each a key and a value expression.</summary>
    public static string Create(ITypeSymbol type, IEnumerable<KeyValuePair<string, string>> entries, SyntaxNode site, FixScope scope) =>
        Create(type, entries.Select(static entry => $"[{SymbolDisplay.FormatLiteral(entry.Key, quote: true)}] = {entry.Value}"), site, scope);

    private static string Create(ITypeSymbol type, IEnumerable<string> elements, SyntaxNode site, FixScope scope)
    {
        var creation = scope.Language >= LanguageVersion.CSharp9 ? "new()" : "new " + type.ToMinimalDisplayString(scope.Model, site.SpanStart);
        return $"{creation} {{ {string.Join(", ", elements)} }}";
    }

    private static string AddingStatement(ExpressionStatementSyntax model, string literal, string value) => model.Expression switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax method } => $"{method.Expression}.{method.Name}({literal}, {value});",
        AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax element } => $"{element.Expression}[{literal}] = {value};",
        _ => throw new InvalidOperationException("Only statements that add an entry are collected."),
    };

    // `new(other)` holds what another one holds.
    private static bool IsCopy(ExpressionSyntax expression, FixScope scope)
    {
        foreach (var argument in (expression as BaseObjectCreationExpressionSyntax)?.ArgumentList?.Arguments ?? default)
        {
            var type = scope.Model.GetTypeInfo(argument.Expression, scope.CancellationToken).Type;
            if (type is not { SpecialType: SpecialType.System_Int32 } and not { Name: "StringComparer" })
                return true;
        }

        return false;
    }

    private static INamedTypeSymbol? TypeOf(ExpressionSyntax expression, FixScope scope)
    {
        if (expression is InitializerExpressionSyntax { Parent: AssignmentExpressionSyntax assignment })
            return scope.Model.GetTypeInfo(assignment.Left, scope.CancellationToken).Type as INamedTypeSymbol;
        var info = scope.Model.GetTypeInfo(expression, scope.CancellationToken);
        return (info.Type ?? info.ConvertedType) as INamedTypeSymbol;
    }

    private ImmutableArray<DictionaryEntry> ReadEntries()
    {
        var entries = ImmutableArray.CreateBuilder<DictionaryEntry>();
        foreach (var element in Initializer?.Expressions ?? default)
        {
            switch (element)
            {
                case InitializerExpressionSyntax { Expressions: [var key, var value] }:
                    entries.Add(new(Constant(key), value));
                    break;
                case AssignmentExpressionSyntax { Left: ImplicitElementAccessSyntax { ArgumentList.Arguments: [var key] } } assignment:
                    entries.Add(new(Constant(key.Expression), assignment.Right));
                    break;
            }
        }

        foreach (var statement in _statements)
        {
            switch (statement.Expression)
            {
                case InvocationExpressionSyntax { ArgumentList.Arguments: [var key, var value] }:
                    entries.Add(new(Constant(key.Expression), value.Expression));
                    break;
                case AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { ArgumentList.Arguments: [var key] } } assignment:
                    entries.Add(new(Constant(key.Expression), assignment.Right));
                    break;
            }
        }

        return entries.ToImmutable();
    }

    private string? Constant(ExpressionSyntax key) =>
        _scope.Model.GetConstantValue(key, _scope.CancellationToken) is { HasValue: true, Value: string text } ? text : null;
}
