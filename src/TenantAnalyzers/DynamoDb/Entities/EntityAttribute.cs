using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TenantAnalyzers.DynamoDb;

/// <summary>One attribute of the SDK's object persistence model, read without trust in its arguments.</summary>
internal readonly struct EntityAttribute
{
    private readonly AttributeData _data;

    private EntityAttribute(AttributeData data, string name)
    {
        _data = data;
        Name = name;
    }

    /// <summary>
    /// The exact type's name: the attribute of an index's hash key inherits that of the table's, and says another thing.
    /// </summary>
    public string Name { get; }

    /// <summary>False for an attribute that is not the SDK's own.</summary>
    public static bool TryRead(AttributeData data, out EntityAttribute attribute)
    {
        attribute = default;
        if (data.AttributeClass is not { } type || !Sdk.IsDataModelType(type))
            return false;
        attribute = new(data, type.Name);
        return true;
    }

    /// <summary>A text given by constructor or by name; null when it is not given, or empty.</summary>
    public string? Text(string parameter, string property) =>
        Argument(parameter, property) is { Kind: TypedConstantKind.Primitive, Value: string { Length: > 0 } text } ? text : null;

    /// <summary>A number or enum given by constructor or by name.</summary>
    public int Number(string parameter, string property) =>
        Argument(parameter, property) is { Kind: TypedConstantKind.Primitive or TypedConstantKind.Enum, Value: int number } ? number : 0;

    /// <summary>A switch given by constructor or by name.</summary>
    public bool IsSet(string parameter, string property) =>
        Argument(parameter, property) is { Kind: TypedConstantKind.Primitive, Value: true };

    /// <summary>The texts of an array given by constructor or by name.</summary>
    public ImmutableArray<string> Texts(string parameter, string property)
    {
        if (Argument(parameter, property) is not { Kind: TypedConstantKind.Array, Values: { IsDefault: false } values })
            return ImmutableArray<string>.Empty;
        var texts = ImmutableArray.CreateBuilder<string>(values.Length);
        foreach (var value in values)
        {
            if (value is { Kind: TypedConstantKind.Primitive, Value: string { Length: > 0 } text })
                texts.Add(text);
        }

        return texts.ToImmutable();
    }

    // What is given by name is set after the constructor.
    private TypedConstant Argument(string parameter, string property)
    {
        foreach (var named in _data.NamedArguments)
        {
            if (named.Key == property)
                return named.Value;
        }

        if (_data.AttributeConstructor is { } constructor)
        {
            var count = Math.Min(constructor.Parameters.Length, _data.ConstructorArguments.Length);
            for (var i = 0; i < count; i++)
            {
                if (constructor.Parameters[i].Name == parameter)
                    return _data.ConstructorArguments[i];
            }
        }

        return default;
    }
}
