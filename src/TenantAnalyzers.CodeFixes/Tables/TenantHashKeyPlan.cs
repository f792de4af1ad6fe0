using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TenantAnalyzers.CodeFixes.Editing;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.CodeFixes.Tables;

/// <summary>
/// How an entity comes to be keyed by the tenant: the present hash key becomes the range key, and a member that holds the
/// tenant becomes the hash key. An entity that has a range key beside it cannot keep both.
/// </summary>
internal sealed class TenantHashKeyPlan(TypeDeclarationSyntax declaration, Entity entity, string expected, FixScope scope)
{
    private const string HashKey = "DynamoDBHashKeyAttribute";
    private const string RangeKey = "DynamoDBRangeKeyAttribute";
    private const string Property = "DynamoDBPropertyAttribute";
    private const string Table = "DynamoDBTableAttribute";

    /// <summary>What the title adds for a person.</summary>
    public string Note { get; private set; } = "";

    /// <summary>Plans the changes; false when they would not be certain to be right.</summary>
    public bool TryPlan(ChangeList changes) =>
        entity.HashKey is { } key ? TryMove(key, changes) : TryAddFirst(changes);

    private bool TryMove(EntityKey key, ChangeList changes)
    {
        if (DeclarationOf(key.Member) is not { } present || KeyAttributeInCode.Find(present, HashKey, scope) is not { } attribute)
            return false;
        var candidates = entity.Members.Where(HoldsTenant).ToList();
        if (candidates.Count > 1)
            return false;
        var isSwap = candidates.Count == 1 && SymbolEqualityComparer.Default.Equals(entity.RangeKey?.Member, candidates[0].Member);
        if (entity.RangeKey is not null && !isSwap)
            return false;
        if (attribute.WrittenAs(HashKey) is not { } written || !attribute.TryBecome(RangeKey, changes))
            return false;
        Note = $"`{key.Member.Name}` becomes the range key";
        return candidates.Count == 0 ? TryAddBefore(present, written, changes) : TryPromote(candidates[0], present, written, changes);
    }

    private bool TryAddFirst(ChangeList changes)
    {
        if (declaration.Members is not [var first, ..] || KeyAttributeInCode.Find(declaration, Table, scope)?.WrittenAs(HashKey) is not { } written)
            return false;
        return TryAddBefore(first, written, changes);
    }

    // Certain to be the tenant, not only possible.
    private bool HoldsTenant(EntityKey member) =>
        TenantNaming.Same(member.AttributeName, expected) || scope.Identity.IsPartitionKey(member.AttributeName) || scope.Identity.IsPartitionKey(member.Member.Name)
        || scope.Identity.Denotes(member.Member);

    private bool TryPromote(EntityKey tenant, MemberDeclarationSyntax present, string written, ChangeList changes)
    {
        if (DeclarationOf(tenant.Member) is not { } member)
            return false;
        if (KeyAttributeInCode.Find(member, RangeKey, scope) is { } range)
            return range.TryBecome(HashKey, changes);
        if (KeyAttributeInCode.Find(member, Property, scope) is { } property)
            return (IsScalar(tenant.Member) || property.Syntax.ArgumentList is { Arguments.Count: > 0 }) && property.TryBecome(HashKey, changes);
        if (!IsScalar(tenant.Member))
            return false;
        var separator = StandsOnOneLine(present) ? " " : scope.Layout.NewLine + scope.Layout.IndentAt(member.SpanStart);
        changes.Insert(member.SpanStart, $"[{written}]{separator}");
        return true;
    }

    private bool TryAddBefore(MemberDeclarationSyntax next, string written, ChangeList changes)
    {
        var name = PropertyName();
        // A structure's members cannot be given a value where they are declared.
        if (name is null || entity.Type.TypeKind != TypeKind.Class || name == entity.Type.Name || HasMember(name))
            return false;
        var argument = TenantNaming.Same(name, expected) && name == expected ? "" : $"({SymbolDisplay.FormatLiteral(expected, quote: true)})";
        var attribute = $"[{written}{argument}]";
        var property = $"public string {name} {AccessorsLike(next)}{InitializerLike(next)}";
        var indent = scope.Layout.IndentAt(next.SpanStart);
        var newLine = scope.Layout.NewLine;
        var text = StandsOnOneLine(next) ? $"{attribute} {property}{newLine}" : $"{attribute}{newLine}{indent}{property}{newLine}{newLine}";
        return scope.Layout.TryAddBefore(next, text, changes);
    }

    // `household_id` becomes `HouseholdId`.
    private string? PropertyName()
    {
        var name = "";
        var startsWord = true;
        foreach (var c in expected)
        {
            if (!SyntaxFacts.IsIdentifierPartCharacter(c) || c == '_')
            {
                startsWord = true;
                continue;
            }

            name += startsWord ? char.ToUpperInvariant(c) : c;
            startsWord = false;
        }

        return SyntaxFacts.IsValidIdentifier(name) ? name : null;
    }

    private bool HasMember(string name)
    {
        for (var type = entity.Type; type is not null; type = type.BaseType)
        {
            if (!type.GetMembers(name).IsEmpty)
                return true;
        }

        return false;
    }

    private static string AccessorsLike(MemberDeclarationSyntax member) =>
        member is PropertyDeclarationSyntax { AccessorList.Accessors: [{ Body: null, ExpressionBody: null, Modifiers.Count: 0 } get, { Body: null, ExpressionBody: null, Modifiers.Count: 0 } set] }
        && get.IsKind(SyntaxKind.GetAccessorDeclaration) && set.IsKind(SyntaxKind.InitAccessorDeclaration)
            ? "{ get; init; }"
            : "{ get; set; }";

    // As the member beside it does it; a text that nobody sets is empty, where null would be a warning.
    private string InitializerLike(MemberDeclarationSyntax member)
    {
        var context = scope.Model.GetNullableContext(member.SpanStart);
        if (!context.AnnotationsEnabled() || !context.WarningsEnabled())
            return "";
        return member is PropertyDeclarationSyntax { Type: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.StringKeyword }, Initializer.Value: { } value }
            && value.ToString() is "\"\"" or "string.Empty" or "null!" or "default!"
                ? $" = {((PropertyDeclarationSyntax)member).Initializer!.Value};"
                : " = \"\";";
    }

    private bool StandsOnOneLine(MemberDeclarationSyntax member) =>
        scope.Text.Lines.GetLineFromPosition(member.SpanStart).LineNumber == scope.Text.Lines.GetLineFromPosition(member.Span.End).LineNumber
        && member.AttributeLists.Count > 0;

    private static bool IsScalar(ISymbol member) =>
        SymbolTypes.TypeOf(member) is { } type
        && (type.SpecialType is SpecialType.System_String or SpecialType.System_Int32 or SpecialType.System_Int64
            || type is { Name: "Guid", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } });

    // A positional parameter, a member of a base class, of a flattened type or of another part is not for this fix.
    private MemberDeclarationSyntax? DeclarationOf(ISymbol member)
    {
        if (member.DeclaringSyntaxReferences is not [var reference])
            return null;
        var syntax = reference.GetSyntax(scope.CancellationToken);
        if (syntax is VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: FieldDeclarationSyntax field } })
            syntax = field;
        return syntax is MemberDeclarationSyntax found && found.Parent == declaration ? found : null;
    }
}
