using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>What a policy of a file decides about.</summary>
public enum PolicySiteKind
{
    /// <summary>What its holder may do.</summary>
    Policy,

    /// <summary>Who may assume a role: its <c>AssumeRolePolicyDocument</c>.</summary>
    Trust,
}

/// <summary>A policy in a file.</summary>
/// <remarks>
/// The document is read from a text of its own: JSON in which the functions of a template are replaced by what they give, with a hole
/// (<see cref="PolicyValue.Hole"/>) for what is not known. All spans of <see cref="Policy"/> are of that text; <see cref="SpanOf"/> leads to the file.
/// </remarks>
public sealed class PolicySite
{
    private readonly MappedText? _text; // Null: the file's text itself.
    private readonly SiteEncoding _encoding;

    internal PolicySite(
        PolicyDocument policy, ImmutableArray<PolicyError> errors, MappedText? text, SiteEncoding encoding, PolicyLayer layer, PolicySiteKind kind, string name)
    {
        _text = text;
        _encoding = encoding;
        Policy = policy;
        Errors = errors;
        Layer = layer;
        Kind = kind;
        Name = name;
        Sets = ImmutableArray.Create(new PolicySet().With(layer, policy));
    }

    /// <summary>The policy.</summary>
    public PolicyDocument Policy { get; }

    /// <summary>What is wrong with the policy. These spans are of the file.</summary>
    public ImmutableArray<PolicyError> Errors { get; }

    /// <summary>What the policy is attached to.</summary>
    public PolicyLayer Layer { get; internal set; }

    /// <summary>What the policy decides about.</summary>
    public PolicySiteKind Kind { get; }

    /// <summary>The logical id, role or policy name; empty for a file that is one policy.</summary>
    public string Name { get; }

    /// <summary>The sets of policies that the policy takes part in, as far as the file tells: one for each role or user that has it.</summary>
    public ImmutableArray<PolicySet> Sets { get; internal set; }

    /// <summary>Whether the text can be changed in the file. It cannot where the file only names it, as a SAM policy template does.</summary>
    public bool CanEdit => _encoding != SiteEncoding.None;

    /// <summary>Where a range of the policy's text is written in the file.</summary>
    public SourceSpan SpanOf(SourceSpan span) => _text?.SpanOf(span) ?? span;

    /// <summary>The statement that a range of the file lies in; null for a range outside of all.</summary>
    public PolicyStatement? StatementAt(SourceSpan inFile)
    {
        foreach (PolicyStatement statement in Policy.Statements)
        {
            SourceSpan place = SpanOf(statement.Span);
            if (place.Start <= inFile.Start && inFile.End <= place.End)
                return statement;
        }

        return null;
    }

    /// <summary>
    /// What fills the hole at an offset of the policy's text: a parameter or pseudo parameter (<c>AWS::Region</c>), or the name in
    /// <c>{{name}}</c>; empty when it has no name; null when there is no hole.
    /// </summary>
    public string? HoleAt(int offset) => _text is null
        ? (uint)offset < (uint)Policy.Text.Length && Policy.Text[offset] == PolicyValue.Hole ? "" : null
        : _text.HoleAt(offset);

    /// <summary>The same edits as edits of the file; null when the file has no place for one of them.</summary>
    public ImmutableArray<TextEdit>? ToFile(ImmutableArray<TextEdit> edits)
    {
        if (!CanEdit)
            return null;
        if (_text is null)
            return edits;
        var result = ImmutableArray.CreateBuilder<TextEdit>(edits.Length);
        foreach (TextEdit edit in edits)
        {
            if (_text.PlaceOf(edit.Span) is not { } place)
                return null;
            result.Add(new TextEdit(place, PolicyString.Encode(edit.NewText, _encoding)));
        }

        return result.ToImmutable();
    }
}

/// <summary>How a policy's text is written in its file.</summary>
internal enum SiteEncoding
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>As JSON in JSON.</summary>
    Plain,

    /// <summary>In a JSON string.</summary>
    Escaped,

    /// <summary>In a JSON string, with <c>%XX</c> for characters (RFC 3986 section 2.1): what IAM's API returns.</summary>
    UrlEncoded,
}
