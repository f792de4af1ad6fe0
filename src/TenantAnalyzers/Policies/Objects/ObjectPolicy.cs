using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.Policies;

/// <summary>
/// The text of a policy that code builds as objects. It is made here, for the reader and the prover of policies, and is never shown:
/// a finding is shown at the code that its part was made of.
/// </summary>
internal sealed class ObjectPolicy : IPolicySource
{
    private readonly StringBuilder _text = new();
    private readonly List<(int Start, int End, SyntaxNode Syntax)> _places = [];
    private readonly Dictionary<int, ImmutableArray<ExpressionSyntax>> _holes = [];

    private readonly FixedValues _values;
    private readonly TenantIdentity _identity;
    private readonly CancellationToken _cancellation;

    /// <summary>Writes a policy as JSON.</summary>
    public ObjectPolicy(PolicyPart document, FixedValues values, TenantIdentity identity, CancellationToken cancellation)
    {
        (_values, _identity, _cancellation) = (values, identity, cancellation);
        Write(document);
        Text = _text.ToString();
    }

    /// <inheritdoc/>
    public string Text { get; }

    /// <inheritdoc/>
    public ImmutableArray<Location> Places(SourceSpan span) => ImmutableArray.Create(SyntaxOf(span).GetLocation());

    /// <inheritdoc/>
    public bool IsTenantHole(int offset)
    {
        foreach (var expression in HolesAt(offset))
        {
            if (new TenantHoles(_values.ModelOf(expression), _identity, _cancellation).HoldTenant(expression))
                return true;
        }

        return false;
    }

    /// <summary>The expressions that fill the hole at an offset, from the outside in; none where there is no hole.</summary>
    public ImmutableArray<ExpressionSyntax> HolesAt(int offset) =>
        _holes.TryGetValue(offset, out var expressions) ? expressions : ImmutableArray<ExpressionSyntax>.Empty;

    /// <summary>The code of the smallest part that a range of the text stands in.</summary>
    public SyntaxNode SyntaxOf(SourceSpan span)
    {
        // Parts are noted after what they hold, so the first that holds the range is the smallest.
        foreach (var (start, end, syntax) in _places)
        {
            if (start <= span.Start && span.End <= end)
                return syntax;
        }

        return _places[_places.Count - 1].Syntax;
    }

    private void Write(PolicyPart part)
    {
        var start = _text.Length;
        switch (part)
        {
            case ScalarPart scalar:
                _text.Append(scalar.Json);
                break;
            case TextPart text:
                WriteText(text);
                break;
            case ListPart list:
                _text.Append('[');
                for (var i = 0; i < list.Items.Length; i++)
                {
                    if (i > 0)
                        _text.Append(',');
                    Write(list.Items[i]);
                }

                _text.Append(']');
                break;
            case ObjectPart @object:
                WriteMembers(@object);
                break;
        }

        _places.Add((start, _text.Length, part.Syntax));
    }

    private void WriteMembers(ObjectPart @object)
    {
        _text.Append('{');
        for (var i = 0; i < @object.Members.Length; i++)
        {
            var member = @object.Members[i];
            if (i > 0)
                _text.Append(',');
            var start = _text.Length;
            _text.Append('"');
            WriteCharacters(member.Name);
            _text.Append('"');
            _places.Add((start, _text.Length, member.Syntax));
            _text.Append(':');
            Write(member.Value);
        }

        _text.Append('}');
    }

    private void WriteText(TextPart text)
    {
        _text.Append('"');
        foreach (var run in text.Runs)
        {
            if (run.Text is { } known)
            {
                WriteCharacters(known);
            }
            else
            {
                _holes.Add(_text.Length, run.Holes);
                _text.Append(PolicyValue.Hole);
            }
        }

        _text.Append('"');
    }

    private void WriteCharacters(string text)
    {
        foreach (var character in text)
        {
            if (character is '"' or '\\')
                _text.Append('\\').Append(character);
            // The character that stands for holes is none when it is written as an escape.
            else if (character is < ' ' or PolicyValue.Hole || char.IsSurrogate(character))
                _text.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
            else
                _text.Append(character);
        }
    }
}
