using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TenantAnalyzers.Policies;

/// <content>
/// The SDK's <c>Amazon.Auth.AccessControlPolicy</c>: <c>Policy</c>, <c>Statement</c> and what they hold, as <c>Policy.ToJson</c> writes them.
/// Values of conditions with the same operator and key are written as one list.
/// </content>
internal sealed partial class ValueReader
{
    private PolicyPart? ReadAccessControl(IObjectCreationOperation creation, string type) => type switch
    {
        "Policy" => ReadAccessPolicy(creation),
        "Statement" => ReadAccessStatement(creation),
        "Condition" => ReadCondition(creation),
        _ => creation.Arguments is [var name] ? ReadText(name.Value) : null,
    };

    private ObjectPart? ReadAccessPolicy(IObjectCreationOperation creation)
    {
        var history = HistoryOf(creation);
        if (!history.IsComplete)
            return null;
        var statements = new List<PolicyPart>();
        PolicyPart? version = null;
        foreach (var argument in creation.Arguments)
        {
            if (argument.Parameter?.Name == "statements" && !TryAddStatements(statements, Read(argument.Value)))
                return null;
        }

        foreach (var change in history.Changes)
        {
            switch (change)
            {
                case { Kind: ObjectChangeKind.Set, Member: "Version" }:
                    version = ReadText(change.Value);
                    break;
                case { Kind: ObjectChangeKind.Set, Member: "Id" } or { Kind: ObjectChangeKind.Call, Member: "WithId" }:
                    break;
                case { Kind: ObjectChangeKind.Set, Member: "Statements" }:
                    statements.Clear();
                    if (!TryAddStatements(statements, Read(change.Value)))
                        return null;
                    break;
                case { Kind: ObjectChangeKind.Add, Member: "Statements" }:
                    statements.Add(Read(change.Value));
                    break;
                case { Kind: ObjectChangeKind.Call, Member: "WithStatements", Value: IInvocationOperation { Arguments: [var added] } }:
                    if (!TryAddStatements(statements, Read(added.Value)))
                        return null;
                    break;
                default:
                    return null;
            }
        }

        return StatementBuilder.Document(creation.Syntax, statements, version);
    }

    private static bool TryAddStatements(List<PolicyPart> statements, PolicyPart added)
    {
        if (added is ListPart { Items: var items })
            statements.AddRange(items);
        return added is ListPart;
    }

    private ObjectPart? ReadAccessStatement(IObjectCreationOperation creation)
    {
        var history = HistoryOf(creation);
        if (!history.IsComplete || creation.Arguments is not [var effect])
            return null;
        var statement = new StatementBuilder(creation.Syntax);
        statement.Effect(Read(effect.Value));
        foreach (var change in history.Changes)
        {
            var values = change is { Kind: ObjectChangeKind.Call, Value: IInvocationOperation { Arguments: [var added] } } ? added.Value : change.Value;
            var isSet = change.Kind == ObjectChangeKind.Set;
            switch (change.Member)
            {
                case "Effect" when isSet:
                    statement.Effect(Read(values));
                    break;
                case "Id" or "WithId":
                    break;
                case "Actions" or "WithActionIdentifiers":
                    if (isSet)
                        statement.Clear("Action");
                    statement.Add("Action", Read(values));
                    break;
                case "Resources" or "WithResources":
                    if (isSet)
                        statement.Clear("Resource");
                    statement.Add("Resource", Read(values));
                    break;
                case "Principals" or "WithPrincipals":
                    statement.AddPrincipal();
                    break;
                case "Conditions" or "WithConditions":
                    if (isSet)
                        statement.ClearConditions();
                    if (Read(values) is not ListPart { Items: var conditions })
                        statement.Conditions(Read(values), joins: true);
                    else
                        foreach (var condition in conditions)
                            statement.Conditions(condition, joins: true);
                    break;
                default:
                    return null;
            }
        }

        return statement.Build();
    }

    // `new Condition(type, key, values)`, or its properties.
    private ObjectPart? ReadCondition(IObjectCreationOperation creation)
    {
        var history = HistoryOf(creation);
        if (!history.IsComplete)
            return null;
        IOperation? type = null, key = null, values = null;
        foreach (var argument in creation.Arguments)
        {
            switch (argument.Parameter?.Name)
            {
                case "type":
                    type = argument.Value;
                    break;
                case "conditionKey":
                    key = argument.Value;
                    break;
                case "values":
                    values = argument.Value;
                    break;
            }
        }

        foreach (var change in history.Changes)
        {
            switch (change)
            {
                case { Kind: ObjectChangeKind.Set, Member: "Type" }:
                    type = change.Value;
                    break;
                case { Kind: ObjectChangeKind.Set, Member: "ConditionKey" }:
                    key = change.Value;
                    break;
                case { Kind: ObjectChangeKind.Set, Member: "Values" }:
                    values = change.Value;
                    break;
                default:
                    return null;
            }
        }

        return type is not null && key is not null && values is not null && ReadText(type).Known is { } comparison && ReadText(key).Known is { } name
            ? Condition(creation.Syntax, comparison, name, Read(values))
            : null;
    }

    // The factory's methods, by their parameters; those for other services say nothing of DynamoDB.
    private ObjectPart? ReadMadeCondition(IInvocationOperation call)
    {
        var first = call.Arguments is [var argument, ..] ? argument.Value : null;
        switch (call.TargetMethod.Name)
        {
            case "NewCondition" when call.Arguments is [var type, var key, var value]:
                return Read(type.Value) is TextPart { Known: { } comparison } && ReadText(key.Value).Known is { } name ? Condition(call.Syntax, comparison, name, ReadText(value.Value)) : null;
            case "NewCondition" when call.Arguments is [var key, { Value: { Type.SpecialType: SpecialType.System_Boolean } value }]:
                return ReadText(key.Value).Known is { } flag ? Condition(call.Syntax, "Bool", flag, Read(value)) : null;
            case "NewCondition" when call.Arguments is [var type, var address]:
                return Read(type.Value) is TextPart { Known: { } range } ? Condition(call.Syntax, range, "aws:SourceIp", ReadText(address.Value)) : null;
            case "NewConditionUtc" when first is not null:
                return Read(first) is TextPart { Known: { } date } ? Condition(call.Syntax, date, "aws:CurrentTime", TextPart.Unknown(call.Syntax)) : null;
            case "NewIpAddressCondition" when first is not null:
                return Condition(call.Syntax, "IpAddress", "aws:SourceIp", ReadText(first));
            case "NewSourceArnCondition" when first is not null:
                return Condition(call.Syntax, "ArnLike", "aws:SourceArn", ReadText(first));
            case "NewSecureTransportCondition":
                return Condition(call.Syntax, "Bool", "aws:SecureTransport", TextPart.Of(call.Syntax, "true"));
            default:
                return null;
        }
    }

    private static ObjectPart Condition(SyntaxNode syntax, string comparison, string key, PolicyPart values) =>
        new(syntax, ImmutableArray.Create(new PolicyMember(comparison, new ObjectPart(syntax, ImmutableArray.Create(new PolicyMember(key, values, syntax))), syntax)));

    // `DynamoDBActionIdentifiers.GetItem` is `dynamodb:GetItem`, `AllDynamoDBActions` is `dynamodb:*`.
    private static TextPart ReadActionIdentifier(IMemberReferenceOperation reference)
    {
        var type = reference.Member.ContainingType.Name;
        var service = type.Substring(0, type.Length - "ActionIdentifiers".Length);
        var action = reference.Member.Name;
        var isAll = action.StartsWith("All", StringComparison.Ordinal) && action.EndsWith("Actions", StringComparison.Ordinal);
        return TextPart.Of(reference.Syntax, service.ToLowerInvariant() + ":" + (isAll ? "*" : action));
    }
}
