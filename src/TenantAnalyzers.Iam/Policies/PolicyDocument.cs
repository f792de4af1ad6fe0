using System.Collections.Immutable;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam;

/// <summary>An IAM policy, with the place of each part in the text it was read from.</summary>
public sealed class PolicyDocument
{
    internal PolicyDocument(string text, JsonObject node) => (Text, Node) = (text, node);

    /// <summary>The version of the policy language that has variables.</summary>
    public const string VersionWithVariables = "2012-10-17";

    /// <summary>The text the policy was read from.</summary>
    public string Text { get; }

    /// <summary>The policy's JSON object.</summary>
    public JsonObject Node { get; }

    /// <summary>The version of the policy language; null when it is not given, which means <c>2008-10-17</c>.</summary>
    public PolicyValue? Version { get; internal set; }

    /// <summary>The statements in order; a lone statement is a list of one.</summary>
    public ImmutableArray<PolicyStatement> Statements { get; internal set; } = ImmutableArray<PolicyStatement>.Empty;

    /// <summary>Why the document as a whole has no one meaning; null when it has. Nothing may then be concluded from any statement.</summary>
    public string? Ambiguity { get; internal set; }

    /// <summary>The same document with other statements.</summary>
    internal PolicyDocument With(ImmutableArray<PolicyStatement> statements) => new(Text, Node) { Version = Version, Statements = statements };

    /// <summary>The first statement that a range of the text lies in; null for a range outside of all.</summary>
    public PolicyStatement? StatementAt(SourceSpan span)
    {
        foreach (PolicyStatement statement in Statements)
        {
            if (statement.Span.Start <= span.Start && span.End <= statement.Span.End)
                return statement;
        }

        return null;
    }

    /// <summary>
    /// Whether <c>${…}</c> is a policy variable rather than literal text: only with version 2012-10-17
    /// (IAM user guide, "Variables and tags"). True also when the version is not known.
    /// </summary>
    public bool HasVariables => Version is { } version && (version.Text == VersionWithVariables || version.HasHole);
}
