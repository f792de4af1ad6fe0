using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.Tests.DynamoDb;

/// <summary>The catalog says of every public member of the SDK what it is, and says nothing of members that are not there.</summary>
public sealed class SdkSurfaceTests
{
    private static readonly ImmutableArray<Overload> Overloads =
    [
        .. from line in SurfaceList.Lines("Overloads.txt")
           from signature in line.Values.Split("; ")
           select new Overload(line.Section, signature, line.Names, line.Place),
    ];

    public static TheoryData<string> Builds => SdkBuild.Names;

    /// <summary>An overload in the list: its type, its signature, the operation it sends and where it is, when in no 4.x build.</summary>
    private sealed record Overload(string Type, string Signature, string Operation, string? Place);

    [Theory, MemberData(nameof(Builds))]
    public void Surface_OfEachBuild_IsKnownToTheLastMember(string build) =>
        AssertNone(SdkSurface.Unknown(SdkBuild.Named(build), EntryPointCatalog.Rows));

    [Theory, MemberData(nameof(Builds))]
    public void Surface_OfEachBuild_IsSaidOneThingOf(string build) =>
        AssertNone(SdkSurface.Contradicted(SdkBuild.Named(build), EntryPointCatalog.Rows));

    [Fact]
    public void Catalog_RowsAndLists_AreWhereTheySay() => AssertNone(SdkSurface.Gone(EntryPointCatalog.Rows));

    [Fact]
    public void Catalog_OneOperation_IsKeyedInOneWay() =>
        AssertNone(EntryPointCatalog.Rows.GroupBy(row => row.EntryPoint.Operation).Where(rows => rows.Select(row => row.EntryPoint.Kind).Distinct().Count() > 1).Select(rows => rows.Key));

    [Theory]
    [InlineData("Amazon.DynamoDBv2.IAmazonDynamoDB.QueryAsync", "4.1.0 net8.0")]
    [InlineData("Amazon.DynamoDBv2.AmazonDynamoDBClient.StartBulkPutItemsAsync", "4.1.0 net8.0")]
    [InlineData("Amazon.DynamoDBv2.AmazonDynamoDBClient.Scan", "4.0.103.2 net472")]
    [InlineData("Amazon.DynamoDBv2.Model.IDynamoDBv2PaginatorFactory.BatchGetItem", "4.0.103.2 net8.0")]
    [InlineData("Amazon.DynamoDBv2.DocumentModel.Table.TryUpdateItem", "4.1.0 net472")]
    [InlineData("Amazon.DynamoDBv2.DataModel.IDynamoDBContext.FromSearchVectorsAsync", "4.1.0 net8.0")]
    [InlineData("Amazon.DynamoDBv2.DataModel.ITransactWrite`1.AddVersionCheckKey", "4.0.103.2 net8.0")]
    [InlineData("Amazon.DynamoDBv2.DataModel.BatchGet`1.AddKey", "3.3.105.15 net45")]
    public void Comparison_WithoutOneRow_NamesThatMember(string member, string build)
    {
        var rows = EntryPointCatalog.Rows.RemoveAll(row => SdkMember.Of(row).ToString() == member);

        Assert.Equal(EntryPointCatalog.Rows.Length - 1, rows.Length);
        Assert.Equal([member], Uncovered(SdkBuild.Named(build), rows).Select(unknown => unknown.ToString()));
    }

    [Fact]
    public void Comparison_WithoutAnyOneRow_NamesThatMember() =>
        AssertNone(EntryPointCatalog.Rows
            .Where(row => row.Elsewhere is null && !SdkBuild.Supported.Any(build => Uncovered(build, EntryPointCatalog.Rows.Remove(row)).SequenceEqual([SdkMember.Of(row)])))
            .Select(row => SdkMember.Of(row)));

    [Theory]
    [InlineData("Amazon.DynamoDBv2.DataModel", "DynamoDBContext", null)]
    [InlineData("Amazon.DynamoDBv2", "AmazonDynamoDBClient", "AWSSDK.DynamoDBv2 3.x")]
    [InlineData("Amazon.DynamoDBv2", "IAmazonDynamoDBStreams", null)]
    public void Comparison_WithARowOfNothing_NamesIt(string space, string type, string? elsewhere)
    {
        var member = elsewhere is null ? "GetRecordsAsync" : "QueryAsync";
        var row = new CatalogRow(space, type, 0, new("Query", AccessKind.Query, SdkFamily.Client, member), elsewhere);

        Assert.Equal([$"{space}.{type}.{member}"], SdkSurface.Gone(EntryPointCatalog.Rows.Add(row)).Except(SdkSurface.Gone(EntryPointCatalog.Rows)));
    }

    [Theory, MemberData(nameof(Builds))]
    public void TryFind_EveryOverloadOfABuild_AnswersItsOperation(string build)
    {
        var compilation = SdkBuild.Named(build).Compilation;
        var sdk = Sdk.TryCreate(compilation)!;
        var methods = Methods(build);
        var present = Overloads.Where(overload => methods.ContainsKey((overload.Type, overload.Signature))).ToArray();

        Assert.True(present.Length > 100, $"{build} has only {present.Length} of the overloads");
        AssertNone(present
            .Where(overload => !sdk.TryFind(methods[(overload.Type, overload.Signature)], out var entryPoint) || entryPoint.Operation != overload.Operation)
            .Select(overload => $"{overload.Type}.{overload.Signature}"));
    }

    [Theory, MemberData(nameof(Builds))]
    public void TryFind_EverythingElseOfABuild_IsNoEntryPoint(string build)
    {
        var sdk = Sdk.TryCreate(SdkBuild.Named(build).Compilation)!;
        var overloads = Overloads.Select(overload => (overload.Type, overload.Signature)).ToHashSet();

        AssertNone(Methods(build)
            .Where(method => !overloads.Contains(method.Key) && sdk.TryFind(method.Value, out _))
            .Select(method => $"{method.Key}"));
    }

    [Fact]
    public void Overloads_Listed_AreWhereTheySay()
    {
        var supported = SdkBuild.Supported.SelectMany(build => Methods(build.Name).Keys).ToHashSet();
        var old = SdkBuild.Old.SelectMany(build => Methods(build.Name).Keys).ToHashSet();

        AssertNone(Overloads.Where(overload => !IsInPlace(overload.Place, supported.Contains((overload.Type, overload.Signature)), old.Contains((overload.Type, overload.Signature)))));

        // An overload that version 4 has replaced may stand beside the one that replaced it.
        static bool IsInPlace(string? place, bool isSupported, bool isOld) => place switch
        {
            null => isSupported || isOld,
            "AWSSDK.DynamoDBv2 3.x" => isOld && !isSupported,
            _ => !isOld && !isSupported,
        };
    }

    // The .NET builds have the synchronous calls too, but only for themselves.
    [Theory]
    [InlineData("4.1.0 net8.0")]
    [InlineData("4.0.103.2 net8.0")]
    public void TryFind_InternalTwins_AreNoEntryPoints(string build)
    {
        var sdk = Sdk.TryCreate(SdkBuild.Named(build).Compilation)!;
        var twins = SdkBuild.Named(build).AllMembers.OfType<IMethodSymbol>()
            .Where(method => method is { DeclaredAccessibility: Accessibility.Internal, ContainingType.Name: "AmazonDynamoDBClient", Name: "GetItem" or "Query" or "Scan" or "PutItem" })
            .ToArray();

        Assert.NotEmpty(twins);
        Assert.DoesNotContain(twins, twin => sdk.TryFind(twin, out _));
    }

    // What is missing only because rows are: a catalog that lacks another row does not fail these tests too.
    private static IEnumerable<SdkMember> Uncovered(SdkBuild build, ImmutableArray<CatalogRow> rows) =>
        SdkSurface.Unknown(build, rows).Except(SdkSurface.Unknown(build, EntryPointCatalog.Rows));

    // An assertion of the framework cuts names short.
    private static void AssertNone<T>(IEnumerable<T> members)
    {
        var names = members.Select(member => $"{member}").ToArray();
        Assert.True(names.Length == 0, string.Join('\n', names));
    }

    private static Dictionary<(string Type, string Signature), IMethodSymbol> Methods(string build) =>
        SdkBuild.Named(build).Members.OfType<IMethodSymbol>()
            .Where(method => method.MethodKind == MethodKind.Ordinary)
            .ToDictionary(Key);

    // The parameters' types without their namespaces: short, and still not ambiguous.
    private static (string Type, string Signature) Key(IMethodSymbol method)
    {
        var type = method.ContainingType.GetDocumentationCommentId()![2..];
        var signature = method.GetDocumentationCommentId()![(type.Length + 3)..];
        var open = signature.IndexOf('(', StringComparison.Ordinal);
        return (type, open < 0 ? signature + "()" : signature[..open] + Regex.Replace(signature[open..], @"(?:\w+\.)+(?=\w)", ""));
    }
}
