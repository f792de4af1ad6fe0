using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TenantAnalyzers.Policies;

/// <content>
/// The CDK's <c>PolicyStatement</c> and <c>PolicyDocument</c>: an effect that is not given is <c>Allow</c>, the version written is 2012-10-17, and a
/// condition key that is given again is replaced (AWS CDK API reference, class PolicyStatement).
/// </content>
internal sealed partial class ValueReader
{
    private ObjectPart? ReadCdkDocument(IObjectCreationOperation creation)
    {
        var history = HistoryOf(creation);
        var statements = new List<PolicyPart>();
        if (!history.IsComplete || PropsOf(creation) is not { } props)
            return null;
        foreach (var change in props)
        {
            if (change.Member == "Statements" && !TryAddStatements(statements, Read(change.Value)))
                return null;
        }

        foreach (var change in history.Changes)
        {
            if (change is not { Kind: ObjectChangeKind.Call, Member: "AddStatements", Value: IInvocationOperation { Arguments: [var added] } }
                || !TryAddStatements(statements, Read(added.Value)))
            {
                return null;
            }
        }

        return StatementBuilder.Document(creation.Syntax, statements);
    }

    private ObjectPart? ReadCdkStatement(IObjectCreationOperation creation)
    {
        var history = HistoryOf(creation);
        if (!history.IsComplete || PropsOf(creation) is not { } props)
            return null;
        var statement = new StatementBuilder(creation.Syntax);
        foreach (var change in props)
            SetCdkProperty(statement, change);
        foreach (var change in history.Changes)
        {
            if (change.Kind == ObjectChangeKind.Set)
                SetCdkProperty(statement, change);
            else if (change is not { Kind: ObjectChangeKind.Call, Value: IInvocationOperation call } || !TryCallCdk(statement, change.Member, call))
                return null;
        }

        return statement.Build();
    }

    // What the properties object was given; null when that is not seen.
    private IReadOnlyList<ObjectChange>? PropsOf(IObjectCreationOperation creation)
    {
        if (creation.Arguments is not [{ Value: var given }] || Unwrap(given) is { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation)
            return creation.Arguments.Length <= 1 ? [] : null;
        if (CreationOf(given) is not { Type.Name: "PolicyStatementProps" or "PolicyDocumentProps" } props || MemberOf(props) != MemberOf(creation))
            return null;
        var history = HistoryOf(props);
        return history.IsComplete && history.Changes.All(static change => change.Kind == ObjectChangeKind.Set) ? history.Changes : null;
    }

    private void SetCdkProperty(StatementBuilder statement, ObjectChange change)
    {
        switch (change.Member)
        {
            case "Effect":
                statement.Effect(Read(change.Value));
                break;
            case "Actions" or "NotActions" or "Resources" or "NotResources":
                statement.Add(change.Member.Substring(0, change.Member.Length - 1), Read(change.Value));
                break;
            case "Principals" or "NotPrincipals":
                statement.AddPrincipal();
                break;
            case "Conditions":
                statement.Conditions(Read(change.Value), joins: false);
                break;
        }
    }

    private bool TryCallCdk(StatementBuilder statement, string method, IInvocationOperation call)
    {
        var first = call.Arguments is [var argument, ..] ? argument.Value : null;
        switch (method)
        {
            case "AddActions" or "AddNotActions" or "AddResources" or "AddNotResources" when first is not null:
                statement.Add(method.Substring(3, method.Length - 4), Read(first));
                return true;
            case "AddAllResources":
                statement.Add("Resource", TextPart.Of(call.Syntax, "*"));
                return true;
            case "AddCondition" when call.Arguments is [var comparison, var keys]:
                AddCdkCondition(statement, call.Syntax, ReadText(comparison.Value).Known, Read(keys.Value));
                return true;
            case "AddConditions" when first is not null:
                statement.Conditions(Read(first), joins: false);
                return true;
            case "AddAccountCondition" when first is not null:
                statement.Conditions(Condition(call.Syntax, "StringEquals", "sts:ExternalId", ReadText(first)), joins: false);
                return true;
            case "AddSourceAccountCondition" when first is not null:
                statement.Conditions(Condition(call.Syntax, "StringEquals", "aws:SourceAccount", ReadText(first)), joins: false);
                return true;
            case "AddSourceArnCondition" when first is not null:
                statement.Conditions(Condition(call.Syntax, "ArnEquals", "aws:SourceArn", ReadText(first)), joins: false);
                return true;
            default:
                statement.AddPrincipal();
                return method.IndexOf("Principal", StringComparison.Ordinal) >= 0;
        }
    }

    private static void AddCdkCondition(StatementBuilder statement, SyntaxNode syntax, string? comparison, PolicyPart keys) =>
        statement.Conditions(
            comparison is null ? TextPart.Unknown(syntax) : new ObjectPart(syntax, System.Collections.Immutable.ImmutableArray.Create(new PolicyMember(comparison, keys, syntax))),
            joins: false);
}
