using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>What kind of JSON value a member has.</summary>
internal enum MemberKind
{
    /// <summary>Whatever it is, it has no say in what is authorised.</summary>
    Any,
    Text,
    Flag,
    Count,
    Map,
    List,

    /// <summary>A text of an enumeration; names are exact.</summary>
    Choice,
}

/// <summary>A member of a request.</summary>
internal sealed record Member(string Name, MemberKind Kind, ImmutableArray<string> Choices = default)
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(Name);

    public bool Is(in JsonProperty property) => property.NameEquals(_utf8);

    public void Check(JsonElement value)
    {
        var fits = Kind switch
        {
            MemberKind.Text => value.ValueKind == JsonValueKind.String,
            MemberKind.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            MemberKind.Count => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0,
            MemberKind.Map => value.ValueKind == JsonValueKind.Object,
            MemberKind.List => value.ValueKind == JsonValueKind.Array,
            MemberKind.Choice => value.ValueKind == JsonValueKind.String && Choices.Contains(value.GetString()!),
            _ => true,
        };
        if (!fits)
            throw new DoubtException($"`{Name}` is not of its documented type");
    }
}

/// <summary>The members that a structure of the API may have. Source: Amazon DynamoDB API Reference; held against the SDK by a test.</summary>
internal sealed class Shape
{
    private readonly ImmutableArray<Member> _members;

    private Shape(ImmutableArray<Member> members) => _members = members;

    public IEnumerable<string> Names => _members.Select(static member => member.Name);

    /// <summary>A shape of member names, each with a sign for its kind: none for a text, <c>?</c> flag, <c>#</c> count, <c>{</c> map, <c>[</c> list, <c>*</c> any.</summary>
    public static Shape Of(string members) => new([.. members.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(MemberOf)]);

    /// <summary>Refuses members that are not documented, or that are of another type.</summary>
    public void Check(JsonElement element)
    {
        CheckKinds(element);
        CheckNames(element);
    }

    /// <summary>Refuses documented members of another type.</summary>
    public void CheckKinds(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new DoubtException("a part of the request is not an object");
        foreach (var property in element.EnumerateObject())
            Find(property)?.Check(property.Value);
    }

    /// <summary>Refuses members that are not documented; after the keys have been read, so that the audit has them.</summary>
    public void CheckNames(JsonElement element)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (Find(property) is null)
                throw new DoubtException("a member of the request is not documented");
        }
    }

    private Member? Find(in JsonProperty property)
    {
        foreach (var member in _members)
        {
            if (member.Is(property))
                return member;
        }

        return null;
    }

    private static Member MemberOf(string text)
    {
        var name = text.TrimEnd('?', '#', '{', '[', '*');
        ImmutableArray<string> choices = name switch
        {
            "Select" => ["ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES", "SPECIFIC_ATTRIBUTES", "COUNT"],
            "ReturnValues" => ["NONE", "ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW"],
            "ReturnConsumedCapacity" => ["INDEXES", "TOTAL", "NONE"],
            "ReturnValuesOnConditionCheckFailure" => ["ALL_OLD", "NONE"],
            "ConditionalOperator" => ["AND", "OR"],
            _ => [],
        };
        var kind = text[^1] switch
        {
            '?' => MemberKind.Flag,
            '#' => MemberKind.Count,
            '{' => MemberKind.Map,
            '[' => MemberKind.List,
            '*' => MemberKind.Any,
            _ => choices.IsEmpty ? MemberKind.Text : MemberKind.Choice,
        };
        return new(name, kind, choices);
    }
}
