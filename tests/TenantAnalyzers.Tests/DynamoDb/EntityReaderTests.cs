using System.Reflection;
using System.Runtime.Loader;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;
using Amazon.DynamoDBv2.DocumentModel;
using Microsoft.CodeAnalysis;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.Tests.DynamoDb;

/// <summary>The SDK itself says what the attributes mean: its context reads the same classes.</summary>
public sealed class EntityReaderTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.DataModel;

        """;

    public static TheoryData<string> Declarations => new()
    {
        """public class E { [DynamoDBHashKey] public string TenantId { get; set; } [DynamoDBRangeKey] public string OrderId { get; set; } }""",
        """[DynamoDBTable("Orders")] public class E { [DynamoDBHashKey("tenant_id")] public string TenantId { get; set; } [DynamoDBRangeKey("order_id")] public string OrderId { get; set; } }""",
        """[DynamoDBTable("Orders")] public class E { [DynamoDBHashKey(AttributeName = "tenant_id")] public string TenantId { get; set; } }""",
        """[DynamoDBTable("Orders", true)] public class E { [DynamoDBHashKey] public string TenantId { get; set; } [DynamoDBRangeKey("SK")] public string Id { get; set; } }""",
        """[DynamoDBTable("Orders", LowerCamelCaseProperties = true)] public class E { [DynamoDBHashKey] public string TenantId { get; set; } [DynamoDBRangeKey] public string ABCId { get; set; } }""",
        """[DynamoDBTable("Orders", CaseMode.CamelCase)] public class E { [DynamoDBHashKey] public string TenantId { get; set; } [DynamoDBRangeKey("SK")] public string Id { get; set; } }""",
        """[DynamoDBTable("Orders", CaseMode.LegacyCamelCase)] public class E { [DynamoDBHashKey] public string PK { get; set; } [DynamoDBRangeKey("SK")] public string Id { get; set; } }""",
        """[DynamoDBTable("Orders", CaseMode.PascalCase)] public class E { [DynamoDBHashKey] public string TenantId { get; set; } }""",
        """[DynamoDBTable("Orders", AttributeCasing = CaseMode.CamelCase)] public class E { [DynamoDBHashKey] public string TenantId { get; set; } }""",
        """[DynamoDBTable("A", TableName = "B")] public class E { [DynamoDBHashKey] public string TenantId { get; set; } }""",
        """[DynamoDBTable("Orders")] public class E { [DynamoDBHashKey("h")] [DynamoDBProperty("p")] public string TenantId { get; set; } [DynamoDBProperty("p2")] [DynamoDBRangeKey] public string Y { get; set; } }""",
        """[DynamoDBTable("Orders")] public class E { [DynamoDBHashKey(typeof(C))] public Guid TenantId { get; set; } public class C : IPropertyConverter { public Amazon.DynamoDBv2.DocumentModel.DynamoDBEntry ToEntry(object v) => new Amazon.DynamoDBv2.DocumentModel.Primitive("x"); public object FromEntry(Amazon.DynamoDBv2.DocumentModel.DynamoDBEntry e) => null; } }""",
        """[DynamoDBTable("Orders")] public class E { [DynamoDBHashKey("t", typeof(C))] public Guid TenantId { get; set; } public class C : IPropertyConverter { public Amazon.DynamoDBv2.DocumentModel.DynamoDBEntry ToEntry(object v) => new Amazon.DynamoDBv2.DocumentModel.Primitive("x"); public object FromEntry(Amazon.DynamoDBv2.DocumentModel.DynamoDBEntry e) => null; } }""",
        """public class B { [DynamoDBHashKey] public string TenantId { get; set; } } [DynamoDBTable("Orders")] public class E : B { [DynamoDBRangeKey] public string Id { get; set; } }""",
        """[DynamoDBTable("Base", CaseMode.CamelCase)] public class B { [DynamoDBHashKey] public string TenantId { get; set; } } public class E : B { public string Id { get; set; } }""",
        """public class B { [DynamoDBHashKey] public string TenantId { get; set; } } [DynamoDBTable("Orders")] public class E : B { public new string TenantId { get; set; } [DynamoDBHashKey] public string Z { get; set; } }""",
        """public abstract class B { [DynamoDBHashKey("base_id")] public virtual string Id { get; set; } } [DynamoDBTable("Orders")] public class E : B { public override string Id { get; set; } }""",
        """public abstract class B<T> { [DynamoDBHashKey] public T Key { get; set; } } [DynamoDBTable("Orders")] public class E : B<string> { [DynamoDBRangeKey] public int Number { get; set; } }""",
        """[DynamoDBTable("Orders")] public record E([property: DynamoDBHashKey("t")] string TenantId, [property: DynamoDBRangeKey] string OrderId);""",
        """[DynamoDBTable("Orders")] public record E { [DynamoDBHashKey] public required string TenantId { get; init; } }""",
        """[DynamoDBTable("Orders")] public class E { [DynamoDBHashKey] public string TenantId; [DynamoDBRangeKey] public string Id; public const string X = "x"; public static string S; }""",
        """[DynamoDBTable("Orders")] public class E { [DynamoDBIgnore] [DynamoDBHashKey] public string Id { get; set; } [DynamoDBHashKey] public string Z { get; set; } }""",
        """[DynamoDBTable("Orders")] public class E { [DynamoDBHashKey] public string Id { get; set; } [DynamoDBRangeKey] private string Hidden { get; set; } = "1"; }""",
        """[DynamoDBTable("Orders")] public class E { [DynamoDBHashKey] public string Id { get; set; } [DynamoDBRangeKey] public string R { get; set; } [DynamoDBLocalSecondaryIndexRangeKey("l")] public string L { get; set; } }""",
        """[DynamoDBTable("Orders")] public class E { [DynamoDBHashKey] public string Id { get; set; } [DynamoDBGlobalSecondaryIndexHashKey("ix")] [DynamoDBProperty("sss")] public string S { get; set; } [DynamoDBGlobalSecondaryIndexHashKey("iz", AttributeName = "nnn")] public string N { get; set; } }""",
        """[DynamoDBTable("Orders")] public class E { [DynamoDBHashKey] public string Id { get; set; } [DynamoDBGlobalSecondaryIndexHashKey("ix", 1)] public string B { get; set; } [DynamoDBGlobalSecondaryIndexHashKey("ix", 0)] public string A { get; set; } [DynamoDBGlobalSecondaryIndexRangeKey("ix")] public string R { get; set; } }""",
        """[DynamoDBTable("Orders")] public class E { [DynamoDBHashKey] public string Id { get; set; } [DynamoDBGlobalSecondaryIndexHashKey("a", "b")] public string S { get; set; } }""",
        """[DynamoDBTable("Orders")] public class E { [DynamoDBHashKey] public string Id { get; set; } [DynamoDBGlobalSecondaryIndexHashKey(0, "a", "b")] public string S { get; set; } [DynamoDBGlobalSecondaryIndexHashKey(1, "a")] public string U { get; set; } }""",
        """[DynamoDBTable("Orders")] public class E { [DynamoDBHashKey] [DynamoDBGlobalSecondaryIndexRangeKey("ix")] public string Id { get; set; } [DynamoDBRangeKey] [DynamoDBGlobalSecondaryIndexHashKey("ix")] public string R { get; set; } }""",
        """[DynamoDBTable("Orders")] public class E { [DynamoDBHashKey] public string Id { get; set; } [DynamoDBFlatten] public Address Home { get; set; } } public class Address { public string City { get; set; } }""",
    };

    [Theory, MemberData(nameof(Declarations))]
    public void Entity_Keys_AreThoseTheSdkReads(string declarations)
    {
        var compilation = Bulk.Compile(Usings + "#nullable disable\n" + declarations);
        var entity = Read(compilation);

        var table = TableInTheSdk(compilation);

        Assert.Equal(table.TableName, entity.TableName);
        Assert.Equal(table.HashKeys, entity.HashKey is { } hash ? [hash.AttributeName] : []);
        Assert.Equal(table.RangeKeys, entity.RangeKey is { } range ? [range.AttributeName] : []);
        Assert.Equal(
            table.GlobalSecondaryIndexes.Values.Select(index => $"{index.IndexName}: {string.Join(", ", index.KeySchema.Where(key => key.KeyType == KeyType.HASH).Select(key => key.AttributeName))}").Order(StringComparer.Ordinal),
            entity.Indexes.Select(index => $"{index.Name}: {string.Join(", ", index.HashKeys.Select(key => key.AttributeName))}").Order(StringComparer.Ordinal));
        Assert.True(entity.HasKeyAttributes);
        Assert.False(entity.HasSeveralHashKeys);
        Assert.Equal(declarations.Contains("DynamoDBTable", StringComparison.Ordinal), entity.HasTableAttribute);
    }

    [Fact]
    public void Entity_KeyInAFlattenedType_IsItsKey()
    {
        var entity = Read(Bulk.Compile(Usings + """
            public class Keys { [DynamoDBHashKey("t")] public string TenantId { get; set; } = ""; [DynamoDBFlatten] public Keys? Inner { get; set; } }
            public class E { [DynamoDBFlatten] public Keys Keys { get; set; } = new(); public string Id { get; set; } = ""; }
            """));

        Assert.Equal("t", entity.HashKey?.AttributeName);
        Assert.Equal("Keys", entity.HashKey?.Member.ContainingType.Name);
    }

    [Theory]
    [InlineData("""public class E { public string TenantId { get; set; } = ""; }""")]
    [InlineData("""[DynamoDBTable("Orders")] public class E { [DynamoDBProperty("t")] public string TenantId { get; set; } = ""; }""")]
    [InlineData("""[DynamoDBTable("Orders")] public class E { [DynamoDBGlobalSecondaryIndexHashKey("ix")] public string TenantId { get; set; } = ""; }""")]
    [InlineData("""[DynamoDBTable("Orders")] public class E { [DynamoDBHashKey] public static string TenantId { get; set; } = ""; }""")]
    [InlineData("""[DynamoDBTable("Orders")] public interface E { string TenantId { get; set; } }""")]
    [InlineData("""public class DynamoDBHashKeyAttribute : Attribute { } public class E { [global::DynamoDBHashKey] public string TenantId { get; set; } = ""; }""")]
    public void Entity_WithoutKeyAttributes_SaysSo(string declarations)
    {
        var entity = Read(Bulk.Compile(Usings + declarations));

        Assert.False(entity.HasKeyAttributes);
        Assert.Null(entity.HashKey);
    }

    [Theory]
    [InlineData("""[DynamoDBTable(null)] public class E { [DynamoDBHashKey((string)null)] public string Id { get; set; } }""")]
    [InlineData("""[DynamoDBTable] public class E { [DynamoDBHashKey(1, 2, 3)] public string Id { get; set; } }""")]
    [InlineData("""[DynamoDBTable(typeof(E))] public class E { [DynamoDBHashKey("a", "b", "c")] public string Id { get; set; } }""")]
    [InlineData("""[DynamoDBTable("T", (CaseMode)99)] public class E { [DynamoDBHashKey("")] public string Id { get; set; } }""")]
    [InlineData("""[DynamoDBTable("T", Missing = 1)] public class E { [DynamoDBHashKey(AttributeName = null)] [DynamoDBGlobalSecondaryIndexHashKey((string[])null)] public string Id { get; set; } }""")]
    [InlineData("""[DynamoDBTable("")] public class E { [DynamoDBHashKey] [DynamoDBGlobalSecondaryIndexHashKey(null, null)] [DynamoDBGlobalSecondaryIndexHashKey()] public string Id { get; set; } }""")]
    [InlineData("""[DynamoDBTable("T")] public class E : E { [DynamoDBHashKey] [DynamoDBHashKey] public string Id { get; set; } [DynamoDBHashKey] public string this[int i] => ""; }""")]
    public void Entity_MalformedAttributes_NeverThrow(string declarations) =>
        Assert.NotNull(Read(Bulk.Compile(Usings + "#nullable disable\n" + declarations)));

    [Fact]
    public void Entity_SeveralHashKeys_SaysSo() =>
        Assert.True(Read(Bulk.Compile(Usings + """public class E { [DynamoDBHashKey] public string A { get; set; } = ""; [DynamoDBHashKey] public string B { get; set; } = ""; }""")).HasSeveralHashKeys);

    [Fact]
    public async Task Reader_ManyThreads_GiveOneEntity()
    {
        var type = Bulk.Compile(Usings + """public class E { [DynamoDBHashKey] public string A { get; set; } = ""; }""").GetTypeByMetadataName("E")!;
        var reader = new EntityReader();

        var entities = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => reader.For(type))));

        Assert.Single(entities.Distinct(ReferenceEqualityComparer.Instance));
    }

    private static Entity Read(Compilation compilation) => new EntityReader().For(compilation.GetTypeByMetadataName("E")!);

    private static Table TableInTheSdk(Compilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        image.Position = 0;
        var assembly = new AssemblyLoadContext(null).LoadFromStream(image);
        using var client = new AmazonDynamoDBClient("key", "secret", Amazon.RegionEndpoint.EUWest1);
        using var context = new DynamoDBContextBuilder().WithDynamoDBClient(() => client).ConfigureContext(config => config.DisableFetchingTableMetadata = true).Build();
        var method = typeof(IDynamoDBContext).GetMethods().Single(candidate => candidate.Name == nameof(IDynamoDBContext.GetTargetTable) && candidate.GetParameters().Length == 0);
        return (Table)method.MakeGenericMethod(assembly.GetType("E", throwOnError: true)!).Invoke(context, BindingFlags.DoNotWrapExceptions, null, null, null)!;
    }
}
