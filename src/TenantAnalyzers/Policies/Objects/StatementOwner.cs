using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TenantAnalyzers.Policies;

/// <summary>Whether a statement goes into a policy document that is made in the same member: it is judged there, with its fellows.</summary>
internal static class StatementOwner
{
    /// <summary>Lists in lists; no policy has more.</summary>
    private const int MostLists = 4;

    /// <summary>Whether there is such a document.</summary>
    public static bool HasOne(ObjectHistory statement, ValueReader reader)
    {
        foreach (var use in statement.Uses)
        {
            if (Owns(use, reader, MostLists))
                return true;
        }

        return false;
    }

    private static bool Owns(IOperation use, ValueReader reader, int lists)
    {
        reader.Cancellation.ThrowIfCancellationRequested();
        for (var current = use.Parent; current is not null and not IBlockOperation; current = current.Parent)
        {
            switch (current)
            {
                case IObjectCreationOperation { Type: var type } when IsDocument(type) || PolicyTypes.IsCdkIam(type, "PolicyDocumentProps"):
                    return true;
                case IInvocationOperation { Instance: { } receiver } call when call.TargetMethod.Name is "WithStatements" or "AddStatements" && IsDocument(receiver.Type):
                    return IsSeen(receiver, reader);
                // `policy.Statements.Add(statement)`
                case IInvocationOperation { TargetMethod.Name: "Add" or "AddRange", Instance: IPropertyReferenceOperation { Property.Name: "Statements", Instance: { } document } } when IsDocument(document.Type):
                    return IsSeen(document, reader);
                case IInvocationOperation { TargetMethod.Name: "Add" or "AddRange", Instance: ILocalReferenceOperation { Local: var list } }:
                    return IsListOwned(list, current, reader, lists);
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Statements", Instance: { } document } } when IsDocument(document.Type):
                    return IsSeen(document, reader);
                case IVariableDeclaratorOperation { Symbol: var list }:
                    return IsListOwned(list, current, reader, lists);
            }
        }

        return false;
    }

    private static bool IsListOwned(ILocalSymbol list, IOperation within, ValueReader reader, int lists)
    {
        if (lists == 0)
            return true;
        foreach (var reference in reader.MemberOf(within).UsesOf(list).References)
        {
            // Only where the list is handed on, not where another item is added to it.
            if (reference.Parent is not IInvocationOperation call || call.Instance != reference)
            {
                if (Owns(reference, reader, lists - 1))
                    return true;
            }
        }

        return false;
    }

    // In an initializer the document is the object that is being made.
    private static bool IsSeen(IOperation document, ValueReader reader) => document is IInstanceReferenceOperation || reader.CreationOf(document) is not null;

    private static bool IsDocument(ITypeSymbol? type) => PolicyTypes.IsAccessControl(type, "Policy") || PolicyTypes.IsCdkIam(type, "PolicyDocument");
}
