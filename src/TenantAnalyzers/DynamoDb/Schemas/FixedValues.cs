using System.Collections.Concurrent;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.DynamoDb;

/// <summary>
/// The values that expressions have whenever they are reached: constants, texts made of them, and variables that are set
/// once. Only what is written in this compilation; anything else has no fixed value.
/// </summary>
internal sealed class FixedValues(Compilation compilation)
{
    // Variables that are set from each other may do so in a circle.
    private const int MostSteps = 8;

    // No name is made of more; to ask for each part of a sum of thousands takes the compiler minutes.
    private const int MostParts = 64;

    private readonly ConcurrentDictionary<ISymbol, ExpressionSyntax?> _values = new(SymbolEqualityComparer.Default);

#pragma warning disable RS1030, RS0030 // Declarations stand in any file; all answers are memoised.
    /// <summary>The meaning of the file that a node stands in.</summary>
    public SemanticModel ModelOf(SyntaxNode node) => compilation.GetSemanticModel(node.SyntaxTree);
#pragma warning restore RS1030, RS0030

    /// <summary>The text of an expression; null when it has no fixed one.</summary>
    public string? TextOf(ExpressionSyntax expression, CancellationToken cancellation)
    {
        if (ModelOf(expression).GetConstantValue(expression, cancellation) is { HasValue: true, Value: var whole })
            return whole as string;

        // From the last part to the first, with a stack of our own: a concatenation may be long.
        var parts = 0;
        var texts = new List<string>();
        var open = new Stack<(ExpressionSyntax? Part, string Text, int Steps)>();
        open.Push((expression, "", 0));
        while (open.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var (part, text, steps) = open.Pop();
            if (part is null)
            {
                texts.Add(text);
                continue;
            }

            if (++parts > MostParts)
                return null;
            part = Bare(part);
            if (part.IsKind(SyntaxKind.AddExpression))
            {
                open.Push((((BinaryExpressionSyntax)part).Left, "", steps));
                open.Push((((BinaryExpressionSyntax)part).Right, "", steps));
                continue;
            }

            var model = ModelOf(part);
            if (model.GetConstantValue(part, cancellation) is { HasValue: true, Value: var constant })
            {
                if (constant is not string known)
                    return null;
                texts.Add(known);
            }
            else if (part is InterpolatedStringExpressionSyntax interpolated)
            {
                foreach (var content in interpolated.Contents)
                {
                    if (content is InterpolationSyntax { AlignmentClause: null, FormatClause: null } hole)
                        open.Push((hole.Expression, "", steps));
                    // ValueText keeps "{{" doubled in interpolated text.
                    else if (content is InterpolatedStringTextSyntax { TextToken.ValueText: var between } && between.IndexOfAny(['{', '}']) < 0)
                        open.Push((null, between, steps));
                    else
                        return null;
                }
            }
            else if (steps < MostSteps && SymbolOf(part, model, cancellation) is { } symbol && IsText(symbol) && ValueOf(symbol, cancellation) is { } value)
            {
                open.Push((value, "", steps + 1));
            }
            else
            {
                return null;
            }
        }

        var all = new StringBuilder();
        for (var i = texts.Count - 1; i >= 0; i--)
            all.Append(texts[i]);
        return all.ToString();
    }

    /// <summary>
    /// The expression that makes what another one holds: through variables that are set once and whose object nobody else
    /// touches. The expression itself when there is none.
    /// </summary>
    public ExpressionSyntax Origin(ExpressionSyntax expression, CancellationToken cancellation)
    {
        var origin = Bare(expression);
        for (var steps = 0; steps < MostSteps; steps++)
        {
            if (SymbolOf(origin, ModelOf(origin), cancellation) is not ILocalSymbol local || ValueOf(local, cancellation) is not { } value || !IsOnlyPassedOn(local, cancellation))
                break;
            origin = Bare(value);
        }

        return origin;
    }

    /// <summary>The only expression that a variable or member of this compilation is ever set to; null when there is no such.</summary>
    public ExpressionSyntax? ValueOf(ISymbol symbol, CancellationToken cancellation) =>
        _values.TryGetValue(symbol, out var known) ? known : _values.GetOrAdd(symbol, ReadValue(symbol, cancellation));

    /// <summary>Without parentheses, casts and <c>!</c>.</summary>
    public static ExpressionSyntax Bare(ExpressionSyntax expression)
    {
        while (true)
        {
            switch (expression)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    expression = parenthesized.Expression;
                    break;
                case CastExpressionSyntax cast:
                    expression = cast.Expression;
                    break;
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } forgiven:
                    expression = forgiven.Operand;
                    break;
                default:
                    return expression;
            }
        }
    }

    /// <summary>The member that a local belongs to, or the file of top-level statements.</summary>
    public static SyntaxNode? ScopeOf(SyntaxNode local) =>
        (SyntaxNode?)local.FirstAncestorOrSelf<MemberDeclarationSyntax>(static member => member is not GlobalStatementSyntax)
        ?? local.FirstAncestorOrSelf<CompilationUnitSyntax>();

    private static ISymbol? SymbolOf(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation) =>
        expression is IdentifierNameSyntax or MemberAccessExpressionSyntax ? model.GetSymbolInfo(expression, cancellation).Symbol : null;

    private static bool IsText(ISymbol symbol) => SymbolTypes.TypeOf(symbol) is { SpecialType: SpecialType.System_String };

    private ExpressionSyntax? ReadValue(ISymbol symbol, CancellationToken cancellation)
    {
        if (symbol.DeclaringSyntaxReferences is not [var reference])
            return null;
        var declaration = reference.GetSyntax(cancellation);
        switch (symbol)
        {
            case ILocalSymbol when declaration is VariableDeclaratorSyntax { Initializer.Value: { } initial } && ScopeOf(declaration) is { } scope:
                return VariableWrites.To(symbol.Name, scope, cancellation) is [] ? initial : null;

            // Another assembly or a derived class may set what is not read-only or private.
            case IFieldSymbol field when (field.IsReadOnly || field.DeclaredAccessibility == Accessibility.Private) && declaration is VariableDeclaratorSyntax declarator:
                return OnlyValue(declarator.Initializer?.Value, symbol, cancellation);

            case IPropertySymbol { IsVirtual: false, IsOverride: false, IsAbstract: false, IsIndexer: false } property
                when property.ContainingType.TypeKind != TypeKind.Interface && declaration is PropertyDeclarationSyntax written:
                if (written.ExpressionBody is { Expression: { } body })
                    return body;
                return IsAutomatic(written) && property.SetMethod is null or { DeclaredAccessibility: Accessibility.Private }
                    ? OnlyValue(written.Initializer?.Value, symbol, cancellation)
                    : null;
            default:
                return null;
        }
    }

    private static bool IsAutomatic(PropertyDeclarationSyntax property)
    {
        if (property.AccessorList is not { } accessors)
            return false;
        foreach (var accessor in accessors.Accessors)
        {
            if (accessor.Body is not null || accessor.ExpressionBody is not null)
                return false;
        }

        return true;
    }

    // The initializer when nothing else sets the member; or what the only constructor sets it to, without a condition.
    private static ExpressionSyntax? OnlyValue(ExpressionSyntax? initial, ISymbol member, CancellationToken cancellation)
    {
        ExpressionSyntax? only = initial;
        foreach (var part in member.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var write in VariableWrites.To(member.Name, part.GetSyntax(cancellation), cancellation))
            {
                if (only is not null || VariableWrites.InConstructor(write) is not { } value)
                    return null;
                only = value;
            }
        }

        return only;
    }

    // A list that is changed or handed to a stranger is no longer what it was made of.
    private bool IsOnlyPassedOn(ILocalSymbol local, CancellationToken cancellation)
    {
        if (IsText(local) || local.DeclaringSyntaxReferences is not [var reference] || ScopeOf(reference.GetSyntax(cancellation)) is not { } scope)
            return IsText(local);
        foreach (var node in scope.DescendantNodes())
        {
            cancellation.ThrowIfCancellationRequested();
            if (node is IdentifierNameSyntax name && name.Identifier.ValueText == local.Name && !IsPassedOn(name, cancellation))
                return false;
        }

        return true;
    }

    private bool IsPassedOn(IdentifierNameSyntax name, CancellationToken cancellation) => name.Parent switch
    {
        // `KeySchema = keys`, `[key]`; also the name of a property that happens to be called the same.
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } => true,
        MemberAccessExpressionSyntax member => member.Name == name,
        NameColonSyntax or NameEqualsSyntax or ExpressionElementSyntax or InitializerExpressionSyntax => true,
        ArgumentSyntax { Parent.Parent: { } call } =>
            Sdk.IsSdkAssembly(ModelOf(call).GetSymbolInfo(call, cancellation).Symbol?.ContainingAssembly),
        _ => false,
    };
}
