using System.Collections.Immutable;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Tool.Review;

/// <summary>A place in a file; lines and columns from 1, the end behind the last character.</summary>
internal readonly record struct Place(int Line, int Column, int EndLine, int EndColumn)
{
    public static Place Of(LineMap lines, int start, int end)
    {
        var (line, column) = lines.At(start);
        var (endLine, endColumn) = lines.At(end);
        return new(line, column, endLine, endColumn);
    }
}

/// <summary>Something to report.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Policy">The policy's name in the file; empty when the file is one policy.</param>
/// <param name="Statement">The statement's <c>Sid</c>, or its number; empty when it is about no statement.</param>
/// <param name="Message">What is wrong, in words.</param>
/// <param name="Witness">The request that leaks.</param>
/// <param name="Text">The statement's text, by which a finding is known again after the file changed elsewhere.</param>
internal sealed record Finding(string Rule, Place Place, string Policy, string Statement, string Message, Witness? Witness, string Text);

/// <summary>Something that was not analysed, or not decided.</summary>
internal sealed record Note(Place Place, string Reason);

/// <summary>What the review of one file gave.</summary>
/// <param name="Path">The path as reports show it, with <c>/</c>.</param>
/// <param name="Verdict">The worst verdict of its policies.</param>
internal sealed record FileResult(string Path, Verdict Verdict)
{
    public ImmutableArray<Finding> Findings { get; init; } = [];

    public ImmutableArray<Note> Notes { get; init; } = [];

    /// <summary>Why the file has this verdict; null where the findings say it.</summary>
    public string? Reason { get; init; }

    /// <summary>How many things were mended: statements, and misspelt names.</summary>
    public int Mended { get; init; }

    /// <summary>Whether the file could not be read at all.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>Whether the file says nothing about policies, and was not asked for by name.</summary>
    public bool IsBeside { get; init; }

    public static FileResult Unreadable(string path, string reason) => new(path, Verdict.Invalid) { Reason = reason, IsUnreadable = true };
}
