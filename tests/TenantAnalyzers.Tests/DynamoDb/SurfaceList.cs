using System.Collections.Immutable;
using TenantAnalyzers.Tests.Conventions;

namespace TenantAnalyzers.Tests.DynamoDb;

/// <summary>
/// A list of members of the SDK in a text file: <c>[section] only in PLACE</c>, then lines of <c>names: values</c>, each
/// below the comment that is its reason.
/// </summary>
internal sealed class SurfaceList
{
    private readonly HashSet<SdkMember> _exact;
    private readonly ImmutableArray<Entry> _patterns;

    private SurfaceList(ImmutableArray<Entry> entries)
    {
        Entries = entries;
        _exact = [.. entries.Where(entry => !entry.IsPattern).Select(entry => entry.Member)];
        _patterns = [.. entries.Where(entry => entry.IsPattern)];
    }

    /// <summary>One member or one pattern of members.</summary>
    /// <param name="Member">The member; <c>*</c> as its name means all of the type.</param>
    /// <param name="Place">Where it is, when it is in no 4.x build.</param>
    /// <param name="Reason">Why it is listed.</param>
    public sealed record Entry(SdkMember Member, string? Place, string Reason)
    {
        public bool IsPattern => Member.Name == "*";

        public bool Covers(SdkMember member) => IsPattern
            ? Member.Namespace == member.Namespace && (Member.Type.StartsWith('*') ? member.Type.EndsWith(Member.Type[1..], StringComparison.Ordinal) : member.Type == Member.Type)
            : member == Member;
    }

    /// <summary>Members that take part in an access, or decide what keys there are, without being one.</summary>
    public static SurfaceList Parts { get; } = Members("Parts.txt");

    /// <summary>Members that have nothing to do with an access.</summary>
    public static SurfaceList Ignored { get; } = Members("Ignored.txt");

    public ImmutableArray<Entry> Entries { get; }

    public bool Covers(SdkMember member) => _exact.Contains(member) || _patterns.Any(pattern => pattern.Covers(member));

    /// <summary>The lines of a file, with the section, place and reason they stand under.</summary>
    public static IEnumerable<(string Section, string? Place, string Reason, string Names, string Values)> Lines(string file)
    {
        string section = "", reason = "";
        string? place = null;
        foreach (var line in Repository.Read("tests", "TenantAnalyzers.Tests", "DynamoDb", file).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == '#')
            {
                reason = line[1..].Trim();
            }
            else if (line[0] == '[')
            {
                var end = line.IndexOf(']', StringComparison.Ordinal);
                section = line[1..end];
                place = line[(end + 1)..] is " only in " or "" ? null : line[(end + " only in ".Length + 1)..];
                reason = "";
            }
            else
            {
                var colon = line.IndexOf(": ", StringComparison.Ordinal);
                yield return (section, place, reason, line[..colon], line[(colon + 2)..]);
            }
        }
    }

    private static SurfaceList Members(string file) => new(
    [
        .. from line in Lines(file)
           from type in line.Names.Split(", ")
           from member in line.Values.Split(", ")
           select new Entry(new(line.Section, type, member), line.Place, line.Reason),
    ]);
}
