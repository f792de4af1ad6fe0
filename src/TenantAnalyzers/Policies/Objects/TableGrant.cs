using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Policies;

/// <summary>What a grant method of the CDK's tables opens (AWS CDK API reference, classes Table, TableV2, TableGrants and StreamGrants).</summary>
internal static class TableGrant
{
    /// <summary>A method of that name may be one.</summary>
    public static bool IsCandidate(string method) => method is "Grant" or "GrantFullAccess" or "GrantReadData" or "GrantReadWriteData" or "GrantWriteData"
        or "GrantStream" or "GrantStreamRead" or "Actions" or "FullAccess" or "ReadData" or "ReadWriteData" or "WriteData" or "Read";

    /// <summary>Whether it gives actions that get at items; actions that are not known do not count.</summary>
    public static bool ReachesItems(IInvocationOperation call, ValueReader reader)
    {
        if (call.TargetMethod.Name is not ("Grant" or "GrantStream" or "Actions"))
            return call.TargetMethod.Name != "Read" || call.TargetMethod.ContainingType.Name == "StreamGrants";
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Name != "actions")
                continue;
            if (reader.Read(argument.Value) is not ListPart { Items: var actions })
                return false;
            foreach (var action in actions)
            {
                if (action is TextPart { Known: { } pattern } && ReachesItems(pattern))
                    return true;
            }
        }

        return false;
    }

    /// <summary>The table that a grant method is called on: <c>table.Grants.ReadData(…)</c> is called on its grants.</summary>
    public static IOperation TableOf(IOperation receiver) =>
        ValueReader.Unwrap(receiver) is IPropertyReferenceOperation { Property.Name: "Grants" or "StreamGrants", Instance: { } table } ? table : receiver;

    /// <summary>The name of the variable or member that holds the table.</summary>
    public static string? NameIn(IOperation table) => ValueReader.Unwrap(table) switch
    {
        ILocalReferenceOperation { Local.Name: var name } => name,
        IParameterReferenceOperation { Parameter.Name: var name } => name,
        IMemberReferenceOperation { Member.Name: var name } => name,
        _ => null,
    };

    private static bool ReachesItems(string pattern)
    {
        foreach (var action in DynamoDbActions.All)
        {
            if (action.Reach is DynamoDbReach.Items or DynamoDbReach.BulkRead or DynamoDbReach.Stream && DynamoDbActions.Matches(pattern, action.Name))
                return true;
        }

        return false;
    }
}
