using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TenantAnalyzers.Policies;

/// <content>Objects: anonymous ones, dictionaries, <c>JsonObject</c> and <c>JObject</c>, and the project's own types.</content>
internal sealed partial class ValueReader
{
    private ObjectPart ReadAnonymous(IAnonymousObjectCreationOperation anonymous)
    {
        var members = ImmutableArray.CreateBuilder<PolicyMember>();
        foreach (var item in anonymous.Initializers)
        {
            if (item is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property }, Value: var value } assignment)
                AddMember(members, property.Name, Read(value), assignment.Target.Syntax);
        }

        return new(anonymous.Syntax, members.ToImmutable());
    }

    private PolicyPart ReadCreation(IObjectCreationOperation creation)
    {
        if (creation.Type is not INamedTypeSymbol type)
            return TextPart.Unknown(creation.Syntax);
        if (type.Name is "Policy" or "Statement" or "Condition" or "Resource" or "ActionIdentifier" && PolicyTypes.IsAccessControl(type, type.Name))
            return ReadAccessControl(creation, type.Name) ?? TextPart.Unknown(creation.Syntax);
        if (type.Name is "PolicyDocument" or "PolicyStatement" && PolicyTypes.IsCdkIam(type, type.Name))
            return (PolicyPart?)(type.Name == "PolicyStatement" ? ReadCdkStatement(creation) : ReadCdkDocument(creation)) ?? TextPart.Unknown(creation.Syntax);
        if (PolicyTypes.IsJson(type) && type.Name is "JObject" or "JArray" or "JsonArray" or "JsonObject" or "JValue")
            return ReadNode(creation, type);
        if (JsonShape.IsDictionary(type) && JsonShape.IsFramework(type))
            return creation.Arguments.IsEmpty || IsOnlySettings(creation) ? ReadDictionary(creation) : TextPart.Unknown(creation.Syntax);
        if (JsonShape.IsList(type) && JsonShape.IsFramework(type))
            return ReadList(creation, IsOnlySettings(creation) ? null : creation.Arguments is [{ Value: var copied }] ? copied : creation);
        return creation.SemanticModel is { } model && PolicyTypes.IsOwn(type, model.Compilation) && !JsonShape.IsDictionary(type) && !JsonShape.IsList(type)
            ? ReadOwn(creation, type)
            : TextPart.Unknown(creation.Syntax);
    }

    // `new Dictionary<…>(StringComparer.Ordinal)`, `new List<…>(4)`.
    private static bool IsOnlySettings(IObjectCreationOperation creation)
    {
        foreach (var argument in creation.Arguments)
        {
            if (argument.Parameter?.Type is not ({ SpecialType: SpecialType.System_Int32 } or { Name: "IEqualityComparer" or "IComparer" or "JsonNodeOptions" or "Nullable" }))
                return false;
        }

        return true;
    }

    private PolicyPart ReadDictionary(IObjectCreationOperation creation)
    {
        var history = HistoryOf(creation);
        return history.IsComplete && TryReadEntries(history, ImmutableArray.CreateBuilder<PolicyMember>()) is { } entries
            ? new ObjectPart(creation.Syntax, entries)
            : TextPart.Unknown(creation.Syntax);
    }

    private ImmutableArray<PolicyMember>? TryReadEntries(ObjectHistory history, ImmutableArray<PolicyMember>.Builder members)
    {
        foreach (var change in history.Changes)
        {
            if (change.Kind == ObjectChangeKind.Add && TryReadProperty(change.Value) is { } property)
                AddMember(members, property.Name, property.Value, property.Syntax);
            else if (change is { Kind: ObjectChangeKind.SetItem, Key: { } key } && ReadText(key).Known is { } name)
                AddMember(members, name, Read(change.Value), key.Syntax);
            else
                return null;
        }

        return members.ToImmutable();
    }

    private PolicyPart ReadList(IObjectCreationOperation creation, IOperation? copied, ImmutableArray<IOperation> first = default)
    {
        var items = ImmutableArray.CreateBuilder<PolicyPart>();
        if (copied is not null)
        {
            if (copied == creation || Read(copied) is not ListPart list)
                return TextPart.Unknown(creation.Syntax);
            items.AddRange(list.Items);
        }

        foreach (var item in first.IsDefault ? ImmutableArray<IOperation>.Empty : first)
            items.Add(Read(item));
        var history = HistoryOf(creation);
        if (!history.IsComplete)
            return TextPart.Unknown(creation.Syntax);
        foreach (var change in history.Changes)
        {
            if (change.Kind == ObjectChangeKind.Add)
                items.Add(Read(change.Value));
            else if (change.Kind == ObjectChangeKind.AddRange && Read(change.Value) is ListPart more)
                items.AddRange(more.Items);
            else
                return TextPart.Unknown(creation.Syntax);
        }

        return new ListPart(creation.Syntax, items.ToImmutable());
    }

    // `new JsonArray("a", "b")`, `new JObject(new JProperty("Version", …), …)`.
    private PolicyPart ReadNode(IObjectCreationOperation creation, INamedTypeSymbol type)
    {
        var content = ImmutableArray<IOperation>.Empty;
        if (!IsOnlySettings(creation))
        {
            if (creation.Arguments is not [{ Value: var argument }])
                return TextPart.Unknown(creation.Syntax);
            content = Unwrap(argument) switch
            {
                IArrayCreationOperation { Initializer.ElementValues: var elements } => elements,
                // `params ReadOnlySpan<JsonNode>`: an operation that Roslyn 4.8 does not know, of the elements.
                { Type: { Name: "ReadOnlySpan", SpecialType: SpecialType.None }, IsImplicit: true } span => span.ChildOperations.ToImmutableArray(),
                var item => ImmutableArray.Create(item),
            };
        }

        switch (type.Name)
        {
            case "JArray" or "JsonArray":
                return ReadList(creation, copied: null, content);
            case "JValue":
                return content is [var only] ? Read(only) : TextPart.Unknown(creation.Syntax);
        }

        var members = ImmutableArray.CreateBuilder<PolicyMember>();
        foreach (var item in content)
        {
            if (TryReadProperty(item) is not { } property)
                return TextPart.Unknown(creation.Syntax);
            AddMember(members, property.Name, property.Value, property.Syntax);
        }

        var history = HistoryOf(creation);
        return history.IsComplete && TryReadEntries(history, members) is { } entries ? new ObjectPart(creation.Syntax, entries) : TextPart.Unknown(creation.Syntax);
    }

    // `new JProperty("Effect", "Allow")`
    private PolicyMember? TryReadProperty(IOperation operation) =>
        Unwrap(operation) is IObjectCreationOperation { Type: { Name: "JProperty" } type, Arguments: [var key, var content] } property
        && PolicyTypes.IsJson(type)
        && ReadText(key.Value).Known is { } name
            ? new(name, Read(content.Value), property.Syntax)
            : null;

    private PolicyPart ReadOwn(IObjectCreationOperation creation, INamedTypeSymbol type)
    {
        var history = HistoryOf(creation);
        if (!history.IsComplete || !JsonShape.IsPlain(type) || (creation.Arguments.Length > 0 && !type.IsRecord))
            return TextPart.Unknown(creation.Syntax);
        var set = new Dictionary<string, List<IOperation>>(StringComparer.Ordinal);
        var added = new HashSet<string>(StringComparer.Ordinal);
        foreach (var argument in creation.Arguments)
        {
            if (argument.Parameter is { } parameter)
                set[parameter.Name] = [argument.Value];
        }

        foreach (var change in history.Changes)
        {
            if (change.Kind == ObjectChangeKind.Set)
            {
                set[change.Member] = [change.Value];
                added.Remove(change.Member);
            }
            else if (change.Kind == ObjectChangeKind.Add && change.Member.Length > 0)
            {
                if (!set.TryGetValue(change.Member, out var items))
                    set[change.Member] = items = [];
                // A list that was there before: whether it held something is not known.
                if (items.Count > 0 && !added.Contains(change.Member))
                    return TextPart.Unknown(creation.Syntax);
                added.Add(change.Member);
                items.Add(change.Value);
            }
            else
            {
                return TextPart.Unknown(creation.Syntax);
            }
        }

        var members = ImmutableArray.CreateBuilder<PolicyMember>();
        foreach (var property in JsonShape.PropertiesOf(type))
        {
            var syntax = creation.Syntax;
            if (set.TryGetValue(property.Name, out var given))
            {
                var value = added.Contains(property.Name) ? List(given[0].Syntax, given.ToImmutableArray()) : Read(given[0]);
                AddMember(members, JsonShape.NameOf(property), IsRewritten(property) ? TextPart.Unknown(given[0].Syntax) : value, syntax);
            }
            else if (InitialValueOf(property) is { } initial)
            {
                // What is empty unless it is filled is often left out by settings that are not seen.
                if (Read(initial) is var value && value is not (ListPart { Items.IsEmpty: true } or ObjectPart { Members.IsEmpty: true }))
                    AddMember(members, JsonShape.NameOf(property), value with { Syntax = syntax }, syntax);
            }
            else if (property is IPropertySymbol { IsReadOnly: true } && !JsonShape.IsAutomatic(property))
                return TextPart.Unknown(creation.Syntax);
        }

        return new ObjectPart(creation.Syntax, members.ToImmutable());
    }

    // An enumeration's converter writes its names.
    private static bool IsRewritten(ISymbol property) =>
        JsonShape.HasConverter(property) && property is IPropertySymbol { Type: not { TypeKind: TypeKind.Enum } };

    private IOperation? InitialValueOf(ISymbol property)
    {
        if (property.DeclaringSyntaxReferences is not [var reference])
            return null;
        var written = reference.GetSyntax(cancellation) switch
        {
            PropertyDeclarationSyntax declaration => declaration.Initializer?.Value ?? declaration.ExpressionBody?.Expression,
            VariableDeclaratorSyntax declarator => declarator.Initializer?.Value,
            _ => null,
        };
        return written is null ? null : values.ModelOf(written).GetOperation(written, cancellation);
    }

    // The last value of a name counts; what is null is left out, or refused by AWS.
    private static void AddMember(ImmutableArray<PolicyMember>.Builder members, string name, PolicyPart value, SyntaxNode syntax)
    {
        for (var i = members.Count - 1; i >= 0; i--)
        {
            if (string.Equals(members[i].Name, name, StringComparison.Ordinal))
                members.RemoveAt(i);
        }

        if (value is not ScalarPart { Json: "null" })
            members.Add(new(name, value, syntax));
    }
}
