using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TenantAnalyzers.CodeFixes.Editing;
using TenantAnalyzers.CodeFixes.Policies;
using TenantAnalyzers.CodeFixes.Tenancy;
using TenantAnalyzers.DataAccess;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Iam.Expressions.PartiQl;
using TenantAnalyzers.Policies;

namespace TenantAnalyzers.CodeFixes.DataAccess;

/// <summary>
/// Puts the tenant first in a statement's condition, or in the item that it inserts, and its value at the same place among
/// the parameters. Source: Amazon DynamoDB Developer Guide, "PartiQL - a SQL-compatible query language for Amazon DynamoDB".
/// </summary>
internal sealed class StatementPlan
{
    private const string ParameterList = "Parameters";

    private readonly AccessAtCall _access;
    private readonly FixScope _scope;
    private readonly LiteralMap _map;
    private readonly PartiQlStatement _statement;

    private StatementPlan(AccessAtCall access, FixScope scope, LiteralMap map)
    {
        _access = access;
        _scope = scope;
        _map = map;
        _statement = PartiQlReader.Read(map.Text);
    }

    /// <summary>Plans the changes; false when they would not be certain to be right.</summary>
    public static bool TryAdd(AccessAtCall access, FixScope scope, Func<SyntaxNode, TenantValue> tenantAt, ChangeList changes)
    {
        if (access.HasIndex || access.At<ExpressionSyntax>(AccessProperties.StatementAt) is not { } source
            || (access.Request ?? RequestInCode.OfPart(access.At<BaseObjectCreationExpressionSyntax>(AccessProperties.RequestAt), scope)) is not { } request
            || request.Writes("Statement").Count != 1 || Literal(source, scope) is not { } map)
        {
            return false;
        }

        var plan = new StatementPlan(access, scope, map);
        return plan.CanTakeTenant() && plan.TryAddParameter(request, tenantAt, changes) && plan.TryWriteText(changes);
    }

    // A text in a local of its own is this statement's alone.
    private static LiteralMap? Literal(ExpressionSyntax source, FixScope scope)
    {
        if (source is IdentifierNameSyntax name)
        {
            if (LocalInCode.Of(name, scope) is not { Uses.Length: 1, OnlyValue: { } value })
                return null;
            source = value;
        }

        return LiteralMap.Create(source, scope.Model, scope.CancellationToken) is { IsExact: true } map ? map : null;
    }

    private bool CanTakeTenant()
    {
        if (!_statement.IsValid || _statement.Index is not null || !HasHolesInTableOnly())
            return false;
        if (_statement.Verb == PartiQlVerb.Insert)
            return _statement.Inserted.All(field => !_access.IsTenantKey(field.Name.Text) && !_scope.Identity.IsGenericKey(field.Name.Text));
        // An update may not assign to an attribute of the key.
        if (_statement.Verb == PartiQlVerb.Update
            && _map.Text.IndexOf(_access.KeyAttribute, _statement.Table.End, _statement.InsertAt - _statement.Table.End, StringComparison.OrdinalIgnoreCase) >= 0)
        {
            return false;
        }

        return _statement.Where is null || CanStandBeside(_statement.Where, isAlternative: false);
    }

    // What else is not known may bring conditions, or parameters.
    private bool HasHolesInTableOnly()
    {
        for (var i = 0; i < _map.Text.Length; i++)
        {
            if (_map.Text[i] == LiteralMap.Hole && (i < _statement.Table.Start || i >= _statement.Table.End))
                return false;
        }

        return true;
    }

    // A generic key is the partition key of its table; and what is said of the tenant already must be an alternative.
    private bool CanStandBeside(PartiQlCondition condition, bool isAlternative) => condition switch
    {
        PartiQlCondition.And and => and.Parts.All(part => CanStandBeside(part, isAlternative)),
        PartiQlCondition.Or or => or.Parts.All(part => CanStandBeside(part, isAlternative: true)),
        PartiQlCondition.Not not => CanStandBeside(not.Part, isAlternative),
        PartiQlCondition.Comparison comparison => CanStandBeside(comparison.Attribute, isAlternative),
        PartiQlCondition.In list => CanStandBeside(list.Attribute, isAlternative),
        PartiQlCondition.Open => false,
        _ => true,
    };

    private bool CanStandBeside(PartiQlOperand attribute, bool isAlternative) =>
        !_scope.Identity.IsGenericKey(attribute.Text.Text) && (isAlternative || !_access.IsTenantKey(attribute.Text.Text));

    private bool TryAddParameter(RequestInCode request, Func<SyntaxNode, TenantValue> tenantAt, ChangeList changes)
    {
        var writes = request.Writes(ParameterList);
        if (request.TypeOf(ParameterList) is not INamedTypeSymbol { TypeArguments: [var valueType] } type || request.Reads(ParameterList) || writes.Count > 1)
            return false;
        if (writes.Count == 0)
        {
            if (_statement.ParameterCount > 0 || tenantAt(request.Creation).InFormat(_access.KeyFormat) is not { } first)
                return false;
            var creation = _scope.Language >= Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp9 ? "new()" : "new " + type.ToMinimalDisplayString(_scope.Model, request.Creation.SpanStart);
            _scope.Layout.AddMembers(request.Creation, [$"{ParameterList} = {creation} {{ {AttributeValueText.Create(first, [], valueType, request.Creation, _scope)} }}"], changes);
            return true;
        }

        return ListInCode.Of(writes[0], _scope) is { } list && list.Count == _statement.ParameterCount
            && tenantAt(list.Site).InFormat(_access.KeyFormat) is { } value
            && list.TryInsert(_statement.ParametersBefore, AttributeValueText.Create(value, list.Elements, valueType, list.Site, _scope), changes);
    }

    private bool TryWriteText(ChangeList changes)
    {
        var edits = ImmutableArray.CreateBuilder<TextEdit>();
        var name = ExpressionNames.MustAlias(_access.KeyAttribute) ? $"\"{_access.KeyAttribute}\"" : _access.KeyAttribute;
        switch (_statement)
        {
            case { Verb: PartiQlVerb.Insert }:
                Insert(_statement.InsertAt, $"'{_access.KeyAttribute}': ?" + (_statement.Inserted.IsEmpty ? "" : ", "));
                break;
            case { Where: null }:
                Insert(_statement.InsertAt, $" WHERE {name} = ?");
                break;
            case { Where: PartiQlCondition.Or where } when !IsEnclosed(where):
                Insert(_statement.InsertAt, $"{name} = ? AND (");
                Insert(where.End, ")");
                break;
            default:
                Insert(_statement.InsertAt, $"{name} = ? AND ");
                break;
        }

        if (LiteralWriter.Write(_map, edits.ToImmutable()) is not { } written)
            return false;
        foreach (var change in written)
            changes.Replace(change.Span, change.NewText!);
        return true;

        void Insert(int at, string text) => edits.Add(new(new SourceSpan(at, 0), text));
    }

    // `(a OR b)`, but not `(a) OR (b)`.
    private bool IsEnclosed(PartiQlCondition condition)
    {
        var (depth, quote) = (0, '\0');
        for (var i = condition.Start; i < condition.End; i++)
        {
            var c = _map.Text[i];
            if (quote != '\0' || c is '\'' or '"')
                quote = quote == '\0' ? c : c == quote ? '\0' : quote;
            else
                depth += c switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0 && i < condition.End - 1)
                return false;
        }

        return true;
    }
}
