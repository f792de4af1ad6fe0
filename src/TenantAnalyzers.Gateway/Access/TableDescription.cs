using System.Collections.Immutable;
using System.Text.Json;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>Reads the keys from an answer of DescribeTable (API Reference, "TableDescription").</summary>
internal static class TableDescription
{
    private const int MostAttributes = 4;

    /// <exception cref="FormatException">It is not the description of a table.</exception>
    public static TableSchema Read(string name, JsonElement answer)
    {
        var table = answer.GetProperty("Table"u8);
        var types = new Dictionary<string, KeyType>(StringComparer.Ordinal);
        foreach (var definition in table.GetProperty("AttributeDefinitions"u8).EnumerateArray())
        {
            types[Text(definition, "AttributeName"u8)] = Text(definition, "AttributeType"u8) switch
            {
                "S" => KeyType.S,
                "N" => KeyType.N,
                "B" => KeyType.B,
                _ => throw new FormatException(),
            };
        }

        var indexes = ImmutableDictionary.CreateBuilder<string, KeySchema>(StringComparer.Ordinal);
        foreach (var member in (string[])["LocalSecondaryIndexes", "GlobalSecondaryIndexes"])
        {
            if (!table.TryGetProperty(member, out var list))
                continue;
            foreach (var index in list.EnumerateArray())
                indexes[Text(index, "IndexName"u8)] = Key(index, types);
        }

        return new(name, Key(table, types), indexes.ToImmutable());
    }

    private static KeySchema Key(JsonElement element, Dictionary<string, KeyType> types)
    {
        var partition = ImmutableArray.CreateBuilder<KeyAttribute>();
        var sort = ImmutableArray.CreateBuilder<KeyAttribute>();
        foreach (var part in element.GetProperty("KeySchema"u8).EnumerateArray())
        {
            var name = Text(part, "AttributeName"u8);
            (Text(part, "KeyType"u8) switch { "HASH" => partition, "RANGE" => sort, _ => throw new FormatException() }).Add(new(name, types[name]));
        }

        return partition.Count is > 0 and <= MostAttributes ? new(partition.ToImmutable(), sort.ToImmutable()) : throw new FormatException();
    }

    private static string Text(JsonElement element, ReadOnlySpan<byte> member) => element.GetProperty(member).GetString() ?? throw new FormatException();
}
