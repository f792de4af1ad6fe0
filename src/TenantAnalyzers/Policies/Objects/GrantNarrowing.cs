using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TenantAnalyzers.Policies;

/// <summary>
/// Whether the statement that a grant wrote is given a condition on leading keys afterwards, in the same member:
/// <c>grant.PrincipalStatements[0].AddCondition(…)</c>.
/// </summary>
internal static class GrantNarrowing
{
    /// <summary>A local of a local of a local; code that people write has fewer.</summary>
    private const int MostLocals = 4;

    /// <summary>Whether it is.</summary>
    public static bool Narrows(IInvocationOperation grant, ValueReader reader) => IsNarrowed(grant, reader, MostLocals);

    private static bool IsNarrowed(IOperation value, ValueReader reader, int locals)
    {
        for (var current = value; current.Parent is { } parent; current = parent)
        {
            reader.Cancellation.ThrowIfCancellationRequested();
            switch (parent)
            {
                case IInvocationOperation { TargetMethod: { Name: "AddCondition" or "AddConditions", ContainingType: var type } } call when PolicyTypes.IsCdkIam(type, "PolicyStatement"):
                    return call.Instance == current && NamesLeadingKeys(call, reader);
                // `foreach (var statement in grant.PrincipalStatements)`
                case IForEachLoopOperation { Locals: [var item] } loop when loop.Collection == current:
                    return IsLocalNarrowed(item, current, reader, locals);
                case IVariableDeclaratorOperation { Symbol: var local }:
                    return IsLocalNarrowed(local, current, reader, locals);
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment when assignment.Value == current:
                    return IsLocalNarrowed(local, current, reader, locals);
                case IBlockOperation or IExpressionStatementOperation:
                    return false;
            }
        }

        return false;
    }

    private static bool IsLocalNarrowed(ILocalSymbol local, IOperation within, ValueReader reader, int locals)
    {
        if (locals == 0)
            return false;
        foreach (var reference in reader.MemberOf(within).UsesOf(local).References)
        {
            if (IsNarrowed(reference, reader, locals - 1))
                return true;
        }

        return false;
    }

    // What is not seen may name them.
    private static bool NamesLeadingKeys(IInvocationOperation call, ValueReader reader)
    {
        foreach (var argument in call.Arguments)
        {
            if (Names(reader.Read(argument.Value)))
                return true;
        }

        return false;
    }

    private static bool Names(PolicyPart part) => part switch
    {
        ObjectPart { Members: var members } => members.Any(static member =>
            member.Name.Equals("dynamodb:LeadingKeys", StringComparison.OrdinalIgnoreCase)
            || member.Name.Equals("dynamodb:FirstPartitionKeyValues", StringComparison.OrdinalIgnoreCase)
            || Names(member.Value)),
        TextPart { IsUnknown: true } => true,
        _ => false,
    };
}
