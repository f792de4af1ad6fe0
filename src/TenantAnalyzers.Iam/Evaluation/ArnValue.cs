namespace TenantAnalyzers.Iam;

/// <summary>A value of an Arn operator: six parts, each compared by itself (IAM user guide, "Condition operators").</summary>
internal sealed class ArnValue : ComparedValue
{
    private readonly GlobPattern _whole;
    private readonly GlobPattern[]? _parts; // Null: matches everything, or is no ARN.

    private ArnValue(GlobPattern whole, GlobPattern[]? parts) => (_whole, _parts) = (whole, parts);

    public static ComparedValue Create(string text, PolicyTexts texts)
    {
        if (texts.Pattern(text, wildcards: true) is not { } whole)
            return new UnknownValue(text);
        return new ArnValue(whole, Split(whole));
    }

    public override Holds IsMatch(string value, RequestContext context, bool inDeny)
    {
        if (_whole.IsEverything)
            return Holds.Yes;
        if (_parts is null)
            return OpenQuestions.PatternThatIsNoArn;
        int start = 0;
        for (int i = 0; i < _parts.Length; i++)
        {
            // The last part holds the colons that are left.
            int end = i == _parts.Length - 1 ? value.Length : value.IndexOf(':', start);
            if (end < 0 || !_parts[i].IsMatch(value, start, end, ignoreCase: false, context, inDeny))
                return Holds.No;
            start = end + 1;
        }

        return Holds.Yes;
    }

    public override string Show(RequestContext context, bool inDeny) => _whole.Show(context, inDeny);

    public override PolicyVariable? Unresolved(RequestContext context, bool inDeny) => _whole.Unresolved(context, inDeny);

    // The pattern is split and not the text: the name of a variable holds a colon.
    private static GlobPattern[]? Split(GlobPattern whole)
    {
        var parts = new GlobPattern[6];
        int start = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            int end = i == parts.Length - 1 ? whole.Length : whole.IndexOf(':', start);
            if (end < 0)
                return null;
            parts[i] = whole.Slice(start, end);
            start = end + 1;
        }

        return parts;
    }
}
