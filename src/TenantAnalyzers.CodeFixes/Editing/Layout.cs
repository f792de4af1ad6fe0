using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace TenantAnalyzers.CodeFixes.Editing;

/// <summary>Puts new text into a file the way the file is written: its line ends, its indentation, its commas.</summary>
internal sealed class Layout
{
    private const int LongestLine = 120;

    private readonly SourceText _text;
    private readonly string _indentUnit;

    public Layout(SourceText text, AnalyzerConfigOptions options)
    {
        _text = text;
        NewLine = NewLineOf(text);
        _indentUnit = options.TryGetValue("indent_style", out var style) && style.Trim().Equals("tab", StringComparison.OrdinalIgnoreCase) ? "\t"
            : options.TryGetValue("indent_size", out var size) && int.TryParse(size, out var width) && width is > 0 and < 17 ? new string(' ', width)
            : "    ";
    }

    /// <summary>The line end of the file.</summary>
    public string NewLine { get; }

    /// <summary>The white space that the line of a position starts with.</summary>
    public string IndentAt(int position)
    {
        var start = LineStart(position);
        var end = start;
        while (end < _text.Length && _text[end] is ' ' or '\t')
            end++;
        return _text.ToString(TextSpan.FromBounds(start, end));
    }

    /// <summary>Puts an element before the others of an initializer, on a line of its own when they have theirs.</summary>
    public void AddFirst(InitializerExpressionSyntax initializer, string element, ChangeList changes)
    {
        if (initializer.Expressions.Count == 0)
        {
            AddOnly(initializer, element, changes);
            return;
        }

        AddBefore(initializer.Expressions[0], element, changes);
    }

    /// <summary>Puts an element before another one of an initializer, and before the comments that belong to that one.</summary>
    public void AddBefore(SyntaxNode next, string element, ChangeList changes)
    {
        if (StartsLine(next.SpanStart) && LineStart(next.FullSpan.Start) == next.FullSpan.Start)
            changes.Insert(next.FullSpan.Start, IndentAt(next.SpanStart) + element + "," + NewLine);
        else
            changes.Insert(next.SpanStart, element + ", ");
    }

    /// <summary>Puts elements after the others of an initializer, each on a line of its own when they have theirs.</summary>
    public void AddLast(InitializerExpressionSyntax initializer, IReadOnlyList<string> elements, ChangeList changes)
    {
        var list = initializer.Expressions;
        if (list.Count == 0)
        {
            AddOnly(initializer, string.Join(", ", elements), changes);
            return;
        }

        AddLast(list, initializer.CloseBraceToken, elements, changes);
    }

    /// <summary>Puts elements after the others of a list that is not empty.</summary>
    public void AddLast<T>(SeparatedSyntaxList<T> list, SyntaxToken close, IReadOnlyList<string> elements, ChangeList changes)
        where T : SyntaxNode
    {
        var last = list[list.Count - 1];
        var hasTrailingComma = list.SeparatorCount == list.Count;
        var end = hasTrailingComma ? list.GetSeparator(list.Count - 1).Span.End : last.Span.End;
        if (StartsLine(last.SpanStart) && LineStart(close.FullSpan.Start) == close.FullSpan.Start)
        {
            var indent = IndentAt(last.SpanStart);
            if (!hasTrailingComma)
                changes.Insert(end, ",");
            var lines = elements.Select(element => indent + element);
            changes.Insert(close.FullSpan.Start, string.Join("," + NewLine, lines) + (hasTrailingComma ? "," : "") + NewLine);
        }
        else
        {
            changes.Insert(end, (hasTrailingComma ? " " : ", ") + string.Join(", ", elements) + (hasTrailingComma ? "," : ""));
        }
    }

    /// <summary>Gives a creation that has none its initializer.</summary>
    public void AddInitializer(BaseObjectCreationExpressionSyntax creation, IReadOnlyList<string> elements, ChangeList changes)
    {
        changes.Insert(creation.Span.End, Initializer(elements, creation.Span.End, creation.SpanStart));
    }

    /// <summary>A creation with its initializer, to stand at a position.</summary>
    public string Creation(string creation, IReadOnlyList<string> elements, int position) =>
        creation + Initializer(elements, position + creation.Length, position);

    // On one line when it fits there.
    private string Initializer(IReadOnlyList<string> elements, int position, int indentedLike)
    {
        var inline = " { " + string.Join(", ", elements) + " }";
        if (elements.Count == 1 || position - LineStart(indentedLike) + inline.Length <= LongestLine)
            return inline;
        var indent = IndentAt(indentedLike);
        var lines = elements.Select(element => indent + _indentUnit + element + "," + NewLine);
        return $"{NewLine}{indent}{{{NewLine}{string.Concat(lines)}{indent}}}";
    }

    /// <summary>Adds members to what a creation initializes, with an initializer or without one.</summary>
    public void AddMembers(BaseObjectCreationExpressionSyntax creation, IReadOnlyList<string> elements, ChangeList changes)
    {
        if (creation.Initializer is { } initializer)
            AddLast(initializer, elements, changes);
        else
            AddInitializer(creation, elements, changes);
    }

    /// <summary>Puts a statement on a line of its own before another, and before the comments that belong to that one.</summary>
    public void AddBefore(StatementSyntax statement, string newStatement, ChangeList changes)
    {
        var position = CommentsBefore(statement);
        if (StartsLine(position))
            changes.Insert(LineStart(position), IndentAt(statement.SpanStart) + newStatement + NewLine);
        else
            changes.Insert(statement.SpanStart, newStatement + " ");
    }

    /// <summary>
    /// Puts members before another one, and before the comments that belong to that one. The text ends with a line end; false
    /// when the member does not start a line.
    /// </summary>
    public bool TryAddBefore(MemberDeclarationSyntax member, string newMembers, ChangeList changes)
    {
        var position = CommentsBefore(member);
        if (!StartsLine(position))
            return false;
        changes.Insert(LineStart(position), IndentAt(member.SpanStart) + newMembers);
        return true;
    }

    /// <summary>Puts a statement on a line of its own after another, and after the comment beside that one.</summary>
    public void AddAfter(StatementSyntax statement, string newStatement, ChangeList changes)
    {
        if (statement.FullSpan.End > 0 && LineStart(statement.FullSpan.End) == statement.FullSpan.End)
            changes.Insert(statement.FullSpan.End, IndentAt(statement.SpanStart) + newStatement + NewLine);
        else
            changes.Insert(statement.Span.End, " " + newStatement);
    }

    /// <summary>Puts an attribute on a line of its own before a member, and after its comments.</summary>
    public void AddAttribute(MemberDeclarationSyntax member, string attribute, ChangeList changes) =>
        changes.Insert(member.SpanStart, StartsLine(member.SpanStart) ? $"[{attribute}]{NewLine}{IndentAt(member.SpanStart)}" : $"[{attribute}] ");

    /// <summary>Takes an element out of an initializer, with its comma and, when nothing else stands there, its line.</summary>
    public void Remove(InitializerExpressionSyntax initializer, ExpressionSyntax element, ChangeList changes)
    {
        var list = initializer.Expressions;
        var index = list.IndexOf(element);
        if (index < list.SeparatorCount)
        {
            RemoveWithLine(TextSpan.FromBounds(element.SpanStart, list.GetSeparator(index).Span.End), changes);
            return;
        }

        // The last one, without a comma of its own: the comma before it goes instead.
        if (index > 0)
            changes.Replace(list.GetSeparator(index - 1).Span, "");
        RemoveWithLine(element.Span, changes);
    }

    /// <summary>Takes a statement out, with its line when nothing else stands there.</summary>
    public void Remove(StatementSyntax statement, ChangeList changes) => RemoveWithLine(statement.Span, changes);

    private void RemoveWithLine(TextSpan span, ChangeList changes)
    {
        var line = _text.Lines.GetLineFromPosition(span.End);
        var restIsBlank = IsBlank(span.End, line.End);
        if (StartsLine(span.Start) && restIsBlank)
            changes.Replace(TextSpan.FromBounds(LineStart(span.Start), line.EndIncludingLineBreak), "");
        else if (restIsBlank)
            changes.Replace(TextSpan.FromBounds(SkipSpacesBack(span.Start), span.End), "");
        else
            changes.Replace(TextSpan.FromBounds(span.Start, SkipSpaces(span.End)), "");
    }

    private void AddOnly(InitializerExpressionSyntax initializer, string elements, ChangeList changes)
    {
        var inside = TextSpan.FromBounds(initializer.OpenBraceToken.Span.End, initializer.CloseBraceToken.SpanStart);
        if (IsBlank(inside.Start, inside.End))
            changes.Replace(inside, $" {elements} ");
        else
            changes.Insert(inside.Start, $" {elements}");
    }

    // Where the comments of a node start, or the node itself; never before a directive. The span of a documentation comment
    // begins after its slashes.
    private static int CommentsBefore(SyntaxNode node)
    {
        int? position = null;
        foreach (var trivia in node.GetLeadingTrivia())
        {
            if (trivia.IsDirective || trivia.IsKind(SyntaxKind.DisabledTextTrivia))
                position = null;
            else if (!trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia))
                position ??= trivia.FullSpan.Start;
        }

        return position ?? node.SpanStart;
    }

    private bool StartsLine(int position) => IsBlank(LineStart(position), position);

    private int LineStart(int position) => _text.Lines.GetLineFromPosition(position).Start;

    private bool IsBlank(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (!char.IsWhiteSpace(_text[i]))
                return false;
        }

        return true;
    }

    private int SkipSpaces(int position)
    {
        while (position < _text.Length && _text[position] is ' ' or '\t')
            position++;
        return position;
    }

    private int SkipSpacesBack(int position)
    {
        while (position > 0 && _text[position - 1] is ' ' or '\t')
            position--;
        return position;
    }

    private static string NewLineOf(SourceText text)
    {
        var first = text.Lines[0];
        return first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";
    }
}
