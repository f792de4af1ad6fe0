using System.Collections.Immutable;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.Tests.DynamoDb;

/// <summary>Compares the public surface of the SDK with what the catalog and the two lists say of it.</summary>
internal static class SdkSurface
{
    private const string Version3 = "AWSSDK.DynamoDBv2 3.x";

    private static readonly HashSet<SdkMember> Supported = MembersOf(SdkBuild.Supported);
    private static readonly HashSet<SdkMember> Old = MembersOf(SdkBuild.Old);

    private static readonly Dictionary<SdkBuild, ImmutableArray<SdkMember>> Unlisted = SdkBuild.All.ToDictionary(
        build => build,
        build => MembersOf([build]).Where(member => !SurfaceList.Parts.Covers(member) && !SurfaceList.Ignored.Covers(member)).ToImmutableArray());

    /// <summary>Public members of a build that nothing is said of.</summary>
    public static IEnumerable<SdkMember> Unknown(SdkBuild build, IEnumerable<CatalogRow> rows)
    {
        var catalog = rows.Select(SdkMember.Of).ToHashSet();
        return Unlisted[build].Where(member => !catalog.Contains(member));
    }

    /// <summary>Public members of a build that more than one thing is said of.</summary>
    public static IEnumerable<SdkMember> Contradicted(SdkBuild build, IEnumerable<CatalogRow> rows)
    {
        var catalog = rows.Select(SdkMember.Of).ToHashSet();
        return MembersOf([build]).Where(member => new[] { catalog.Contains(member), SurfaceList.Parts.Covers(member), SurfaceList.Ignored.Covers(member) }.Count(isSaid => isSaid) > 1);
    }

    /// <summary>Rows and entries that are not where they are said to be.</summary>
    public static IEnumerable<string> Gone(IEnumerable<CatalogRow> rows) =>
        rows.Select(row => new SurfaceList.Entry(SdkMember.Of(row), row.Elsewhere, "catalog"))
            .Concat(SurfaceList.Parts.Entries)
            .Concat(SurfaceList.Ignored.Entries)
            .Where(entry => !IsInPlace(entry))
            .Select(entry => entry.Member.ToString());

    private static bool IsInPlace(SurfaceList.Entry entry) => entry.Place switch
    {
        null => IsIn(Supported, entry),
        Version3 => IsIn(Old, entry) && !IsIn(Supported, entry),
        _ => !IsIn(Old, entry) && !IsIn(Supported, entry),
    };

    private static bool IsIn(HashSet<SdkMember> members, SurfaceList.Entry entry) =>
        entry.IsPattern ? members.Any(entry.Covers) : members.Contains(entry.Member);

    private static HashSet<SdkMember> MembersOf(IEnumerable<SdkBuild> builds) => [.. builds.SelectMany(build => build.Members).Select(SdkMember.Of)];
}
