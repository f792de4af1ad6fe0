namespace TenantAnalyzers.Iam;

/// <summary>One value of a condition, made ready to be compared with the values of requests.</summary>
internal abstract class ComparedValue
{
    /// <summary>Whether a value of the request is the one, without regard to the operator's negation.</summary>
    public abstract Holds IsMatch(string value, RequestContext context, bool inDeny);

    /// <summary>The value in words, with what stands for its variables.</summary>
    public abstract string Show(RequestContext context, bool inDeny);

    /// <summary>The first variable that has no value in the request.</summary>
    public virtual PolicyVariable? Unresolved(RequestContext context, bool inDeny) => null;

    public static ComparedValue Create(ConditionOperator @operator, PolicyValue value, PolicyTexts texts)
    {
        if (texts.Fill(value) is not { } text)
            return new UnknownValue(value.Text);
        switch (@operator.Name)
        {
            case "StringLike" or "StringNotLike":
                return Text(texts.Pattern(text, wildcards: true), ignoreCase: false);
            case "StringEquals" or "StringNotEquals":
                return Text(texts.Pattern(text, wildcards: false), ignoreCase: false);
            case "StringEqualsIgnoreCase" or "StringNotEqualsIgnoreCase":
                return Text(texts.Pattern(text, wildcards: false), ignoreCase: true);
            case "ArnEquals" or "ArnLike" or "ArnNotEquals" or "ArnNotLike":
                return ArnValue.Create(text, texts);
            case "Bool":
                return new BoolValue(text);
            case "BinaryEquals":
                return new BinaryValue(text);
            case "IpAddress" or "NotIpAddress":
                return new IpValue(text);
            default:
                return new OrderedValue(@operator.Name, text);
        }

        ComparedValue Text(GlobPattern? pattern, bool ignoreCase) => pattern is null ? new UnknownValue(text) : new TextValue(pattern, ignoreCase);
    }

    protected static Holds Of(bool holds) => holds ? Holds.Yes : Holds.No;
}

/// <summary>A value with a hole that is not known.</summary>
internal sealed class UnknownValue(string text) : ComparedValue
{
    public override Holds IsMatch(string value, RequestContext context, bool inDeny) => Holds.Unclear;

    public override string Show(RequestContext context, bool inDeny) => text;
}

/// <summary>A value of a String operator.</summary>
internal sealed class TextValue(GlobPattern pattern, bool ignoreCase) : ComparedValue
{
    public override Holds IsMatch(string value, RequestContext context, bool inDeny) =>
        Of(pattern.IsMatch(value, 0, value.Length, ignoreCase, context, inDeny));

    public override string Show(RequestContext context, bool inDeny) => pattern.Show(context, inDeny);

    public override PolicyVariable? Unresolved(RequestContext context, bool inDeny) => pattern.Unresolved(context, inDeny);
}

/// <summary>A value of <c>Bool</c>.</summary>
internal sealed class BoolValue(string text) : ComparedValue
{
    private readonly bool? _value = Parse(text);

    public override Holds IsMatch(string value, RequestContext context, bool inDeny) =>
        _value is { } mine && Parse(value) is { } theirs ? Of(mine == theirs) : OpenQuestions.ValueOfAnotherType;

    public override string Show(RequestContext context, bool inDeny) => text;

    private static bool? Parse(string text)
    {
        if (string.Equals(text, "true", StringComparison.OrdinalIgnoreCase))
            return true;
        return string.Equals(text, "false", StringComparison.OrdinalIgnoreCase) ? false : null;
    }
}

/// <summary>A value of <c>BinaryEquals</c>: the bytes of a base64 text.</summary>
internal sealed class BinaryValue(string text) : ComparedValue
{
    private readonly byte[]? _bytes = Parse(text);

    public override Holds IsMatch(string value, RequestContext context, bool inDeny) =>
        _bytes is { } mine && Parse(value) is { } theirs ? Of(mine.AsSpan().SequenceEqual(theirs)) : OpenQuestions.ValueOfAnotherType;

    public override string Show(RequestContext context, bool inDeny) => text;

    private static byte[]? Parse(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
