using System.Text;

namespace TenantAnalyzers.Iam;

/// <summary>Puts text in the place of the holes of a resource.</summary>
internal static class ResourceHoles
{
    /// <summary>What stands for a name that is not known.</summary>
    public const string UnknownName = "TableName";

    private const string Table = "table/" + UnknownName;
    private const string UnknownPrefix = "arn:aws:dynamodb:us-east-1:123456789012";
    private static readonly string[] UnknownParts = ["arn", "aws", "dynamodb", "us-east-1", "123456789012"];

    /// <summary>The text with each hole replaced; the text itself when it has none.</summary>
    public static string Replace(PolicyValue value, string replacement) => value.HasHole ? Mark(value).Replace(PolicyValue.Hole.ToString(), replacement) : value.Text;

    /// <summary>
    /// The text with the holes filled by what an ARN needs at their place; null when it does not show what they are.
    /// A hole at the place of the service is DynamoDB only where the statement speaks of nothing else.
    /// </summary>
    public static string? Fill(PolicyValue value, bool dynamoDbOnly)
    {
        if (!value.HasHole)
            return value.Text;
        string text = Mark(value);
        string[] parts = text.Split([':'], 6);
        if (parts.Length == 6)
            return FillParts(parts, dynamoDbOnly);
        // "arn:aws:dynamodb:{region and account}:table/T"
        if (parts.Length == 5 && parts[0] == "arn" && IsHole(parts[3]))
            return FillParts([parts[0], parts[1], parts[2], parts[3], parts[3], parts[4]], dynamoDbOnly);
        if (text[0] != PolicyValue.Hole)
            return null;

        string rest = text.Substring(1).Replace(PolicyValue.Hole.ToString(), UnknownName);
        if (rest.StartsWith(":table/", StringComparison.Ordinal))
            return UnknownPrefix + rest;
        if (rest.StartsWith("table/", StringComparison.Ordinal))
            return UnknownPrefix + ":" + rest;
        bool wholeArn = rest.Length == 0 || rest[0] is '/' or '*';
        return wholeArn && dynamoDbOnly ? UnknownPrefix + ":" + Table + rest : null;
    }

    /// <summary>The text of another service's ARN with the holes filled by what ARNs have at their place.</summary>
    public static string FillOther(PolicyValue value)
    {
        if (!value.HasHole)
            return value.Text;
        string[] parts = Mark(value).Split([':'], 6);
        for (int i = 0; i < parts.Length; i++)
            parts[i] = i < UnknownParts.Length && IsHole(parts[i]) ? UnknownParts[i] : parts[i].Replace(PolicyValue.Hole.ToString(), "1");
        return string.Join(":", parts);
    }

    /// <summary>An ARN that a pattern matches, with what ARNs usually have where it has a wildcard or a hole.</summary>
    /// <param name="parts">The six parts of the pattern, with <c>arn</c>.</param>
    /// <param name="resource">The last part.</param>
    public static Arn Example(string[] parts, string resource) =>
        new(Example(parts, 1), parts[2], Example(parts, 3), Example(parts, 4), resource);

    private static string Example(string[] parts, int index) =>
        parts[index].IndexOf(PolicyValue.Hole) >= 0 || parts[index] == "*" ? UnknownParts[index] : GlobPattern.Parse(parts[index]).Fill("1", '1');

    private static string? FillParts(string[] parts, bool dynamoDbOnly)
    {
        if (parts[2].IndexOf(PolicyValue.Hole) >= 0 && !dynamoDbOnly)
            return null;
        for (int i = 0; i < UnknownParts.Length; i++)
        {
            if (IsHole(parts[i]))
                parts[i] = UnknownParts[i];
            else if (parts[i].IndexOf(PolicyValue.Hole) >= 0)
                return null;
        }

        string last = parts[5];
        if (last.Length > 0 && last[0] == PolicyValue.Hole)
            last = Table + last.Substring(1);
        parts[5] = last.Replace(PolicyValue.Hole.ToString(), UnknownName);
        return string.Join(":", parts);
    }

    private static bool IsHole(string part) => part.Length == 1 && part[0] == PolicyValue.Hole;

    /// <summary>The text without the characters that only look like a hole, because they are written as an escape.</summary>
    private static string Mark(PolicyValue value)
    {
        var text = new StringBuilder(value.Text);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == PolicyValue.Hole && value.SpanOf(i, 1).Length != 1)
                text[i] = '\uFFFD';
        }

        return text.ToString();
    }
}
