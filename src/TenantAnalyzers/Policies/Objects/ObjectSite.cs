using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TenantAnalyzers.Policies;

/// <summary>A policy that a creation makes, and which of its statements are judged there.</summary>
/// <param name="Document">The policy.</param>
/// <param name="OnlyFirst">Only the first statement is judged: the others stand in the same member, and are there because they deny.</param>
internal sealed record ObjectSite(ObjectPart Document, bool OnlyFirst)
{
    /// <summary>More statements that deny than any role has.</summary>
    private const int MostDenies = 64;

    /// <summary>Reads what an expression makes; null when that is no policy, one that is judged elsewhere, or one that is not seen as a whole.</summary>
    public static ObjectSite? Read(IOperation made, ValueReader reader) => made switch
    {
        IAnonymousObjectCreationOperation => OfDocument(made, reader),
        IObjectCreationOperation { Type: INamedTypeSymbol type } creation => OfCreation(creation, type, reader),
        IInvocationOperation { TargetMethod: { Name: "FromJson", ContainingType: var type } } when PolicyTypes.IsCdkIam(type, "PolicyStatement") => OfStatement(made, reader),
        _ => null,
    };

    private static ObjectSite? OfCreation(IObjectCreationOperation creation, INamedTypeSymbol type, ValueReader reader)
    {
        if (PolicyTypes.IsAccessControl(type, "Statement") || PolicyTypes.IsCdkIam(type, "PolicyStatement"))
            return OfStatement(creation, reader);
        // Of the builders' namesakes, those that are written as JSON: the project's own.
        return OfDocument(creation, reader);
    }

    private static ObjectSite? OfDocument(IOperation made, ValueReader reader)
    {
        if (reader.Read(made) is not ObjectPart document || document.Find("Statement") is not (ListPart or ObjectPart))
            return null;
        return made is IObjectCreationOperation && ChangesElsewhere.MayHappen(made, reader.HistoryOf(made), reader.Cancellation) ? null : new(document, OnlyFirst: false);
    }

    // A statement that the code puts into a document is judged with the document.
    private static ObjectSite? OfStatement(IOperation made, ValueReader reader)
    {
        var history = reader.HistoryOf(made);
        if (!history.IsComplete || StatementOwner.HasOne(history, reader) || reader.Read(made) is not ObjectPart statement || !IsWhole(statement))
            return null;
        if (ChangesElsewhere.MayHappen(made, history, reader.Cancellation))
            return null;
        var statements = ImmutableArray.CreateBuilder<PolicyPart>();
        statements.Add(statement);
        foreach (var other in reader.MemberOf(made).Root.Descendants())
        {
            if (other != made && other is IObjectCreationOperation { Type: var type } && SymbolEqualityComparer.Default.Equals(type, made.Type)
                && MayDeny((IObjectCreationOperation)other, reader) && statements.Count < MostDenies)
            {
                statements.Add(reader.Read(other));
            }
        }

        return new(StatementBuilder.Document(made.Syntax, statements), OnlyFirst: true);
    }

    private static bool MayDeny(IObjectCreationOperation statement, ValueReader reader)
    {
        if (statement.Arguments is not [{ Value: var given }])
            return false;
        if (given.Type is { TypeKind: TypeKind.Enum })
            return given is not IFieldReferenceOperation { Field.Name: "Allow" };
        if (reader.CreationOf(given) is not { } props)
            return given is not { ConstantValue: { HasValue: true, Value: null } } and not IDefaultValueOperation;
        foreach (var item in props.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
        {
            if (item is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Effect" }, Value: var effect })
                return ValueReader.Unwrap(effect) is not IFieldReferenceOperation { Field.Name: "ALLOW" };
        }

        return false;
    }

    // One that has no action or no resource yet is completed elsewhere.
    private static bool IsWhole(ObjectPart statement) =>
        (statement.Find("Action") ?? statement.Find("NotAction")) is not null
        && (statement.Find("Resource") ?? statement.Find("NotResource") ?? statement.Find("Principal")) is not null;
}
