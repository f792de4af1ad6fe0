using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TenantAnalyzers.Iam.Tests.Evaluation;

/// <summary>
/// The decision once more, written from the rules and not from the evaluator: it walks the JSON for every question, builds regular
/// expressions, and reckons in three values (null: not known). Slow and simple.
/// </summary>
internal sealed class Oracle(AuthorizationRequest request)
{
    private static readonly string[] ServiceLists =
        ["LEADINGKEYS", "FIRSTPARTITIONKEYVALUES", "SECONDPARTITIONKEYVALUES", "THIRDPARTITIONKEYVALUES", "FOURTHPARTITIONKEYVALUES", "ATTRIBUTES"];

    private static readonly Dictionary<string, Regex> Regexes = [];

    private readonly Dictionary<string, string[]> _keys = request.Context.Keys.ToDictionary(static pair => pair.Key.ToUpperInvariant(), static pair => pair.Value.ToArray());

    public DecisionKind Decide(params (PolicyLayer Layer, JsonElement Root)[] policies)
    {
        var answers = new List<(PolicyLayer Layer, bool Allow, string How)>();
        foreach ((PolicyLayer layer, JsonElement root) in policies)
        {
            bool variables = root.TryGetProperty("Version", out JsonElement version) && version.GetString() == "2012-10-17";
            foreach (JsonElement statement in root.GetProperty("Statement").EnumerateArray())
            {
                bool allow = statement.GetProperty("Effect").GetString() == "Allow";
                (bool? matches, string how) = Matches(statement, layer, variables, allow);
                if (matches == true || (matches is null && !allow))
                    answers.Add((layer, allow, how));
            }
        }

        if (answers.Any(static answer => !answer.Allow))
            return DecisionKind.ExplicitDeny;
        bool Present(PolicyLayer layer) => policies.Any(policy => policy.Layer == layer);
        bool Allows(PolicyLayer layer, string how = "") => answers.Any(answer => answer.Layer == layer && (how.Length == 0 || answer.How == how));
        bool Passes(PolicyLayer layer) => !Present(layer) || Allows(layer);
        bool organisation = Passes(PolicyLayer.ServiceControl) && Passes(PolicyLayer.ResourceControl);
        bool limits = Passes(PolicyLayer.Boundary) && Passes(PolicyLayer.Session);
        bool foreign = request.Resource.Split(':') is { Length: >= 6 } parts && parts[4].Length > 0 && request.PrincipalArn is { } caller && caller.Split(':')[4] != parts[4];
        bool allowed = foreign
            ? Passes(PolicyLayer.Resource) && Allows(PolicyLayer.Identity) && limits
            : Allows(PolicyLayer.Resource, "direct") || ((Allows(PolicyLayer.Resource) || Allows(PolicyLayer.Identity)) && limits);
        return organisation && allowed ? DecisionKind.Allow : DecisionKind.ImplicitDeny;
    }

    private (bool? Matches, string How) Matches(JsonElement statement, PolicyLayer layer, bool variables, bool allow)
    {
        bool? action = Negatable(statement, "Action", text => Match(Pattern(text.ToUpperInvariant()), request.Action.ToUpperInvariant()));
        bool? resource = Negatable(statement, "Resource", text => Resource(text, variables, allow));
        bool? principal = true;
        string how = "";
        if (layer is PolicyLayer.Resource or PolicyLayer.ResourceControl)
            (principal, how) = Principal(statement, layer);
        bool? condition = true;
        if (statement.TryGetProperty("Condition", out JsonElement operators))
        {
            foreach (JsonProperty @operator in operators.EnumerateObject())
            {
                foreach (JsonProperty key in @operator.Value.EnumerateObject())
                    condition &= Condition(@operator.Name, key.Name, Texts(key.Value), variables, allow);
            }
        }

        return (action & resource & principal & condition, how);
    }

    private static bool? Negatable(JsonElement statement, string name, Func<string, bool?> match)
    {
        if (statement.TryGetProperty("Not" + name, out JsonElement negated))
            return !Or(Texts(negated).Select(match));
        return Or(Texts(statement.GetProperty(name)).Select(match));
    }

    private (bool?, string) Principal(JsonElement statement, PolicyLayer layer)
    {
        if (!statement.TryGetProperty("Principal", out JsonElement principal))
            return layer == PolicyLayer.Resource ? (null, "") : (true, "");
        if (principal.ValueKind == JsonValueKind.String)
            return (principal.GetString() == "*" ? true : null, "");
        string[] names = principal.TryGetProperty("AWS", out JsonElement aws) ? Texts(aws) : [];
        string[] caller = request.PrincipalArn!.Split(':');
        if (names.Contains(request.PrincipalArn))
            return (true, "direct");
        string role = "arn:aws:iam::" + caller[4] + ":role/" + caller[5].Split('/')[1];
        return (names.Intersect(["*", caller[4], $"arn:aws:iam::{caller[4]}:root", role]).Any(), "");
    }

    private bool? Resource(string text, bool variables, bool allow)
    {
        if (text.Trim('*').Length == 0)
            return true;
        string[] pattern = text.Split(':', 6);
        if (pattern.Length < 6 || pattern[0] != "arn" || (variables && string.Concat(pattern[..5]).Contains("${")))
            return null;
        string[] arn = request.Resource.Split(':', 6);
        if (arn.Length < 6)
            return false;
        return Enumerable.Range(0, 5).All(i => Match(Pattern(pattern[i]), arn[i])) && Match(Pattern(pattern[5], variables, allow), arn[5]);
    }

    private bool? Condition(string written, string key, string[] values, bool variables, bool allow)
    {
        Match parts = Regex.Match(written, "^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$");
        (string set, string name, bool ifExists) = (parts.Groups[1].Value, parts.Groups[2].Value, parts.Groups[3].Success);
        if (name.StartsWith("Un", StringComparison.Ordinal) || (name == "Null" && ifExists))
            return null;
        string upper = key.ToUpperInvariant();
        if (!_keys.TryGetValue(upper, out string[]? present))
        {
            string other = upper switch { "DYNAMODB:LEADINGKEYS" => "DYNAMODB:FIRSTPARTITIONKEYVALUES", "DYNAMODB:FIRSTPARTITIONKEYVALUES" => "DYNAMODB:LEADINGKEYS", _ => "" };
            present = _keys.GetValueOrDefault(other);
        }

        if (name == "Null")
        {
            if (set.Length > 0)
                return set == "ForAllValues";
            return present is { Length: 0 } ? null : values.Contains(present is null ? "true" : "false");
        }

        bool negated = name.Contains("Not");
        if (present is null)
        {
            if (set.Length == 0)
                return negated || ifExists;
            return set == "ForAllValues" || (ifExists && allow);
        }

        if (set.Length == 0 && upper.StartsWith("DYNAMODB:", StringComparison.Ordinal) && ServiceLists.Contains(upper[9..]))
            return false;
        IEnumerable<bool?> equals = present.Select(value => Or(values.Select(one => Compare(name.Replace("Not", ""), one, value, variables, allow))));
        if (set == "ForAnyValue")
            return Or(equals.Select(one => negated ? !one : one));
        if (set == "ForAllValues")
            return !Or(equals.Select(one => negated ? one : !one));
        return negated ? !Or(equals) : Or(equals);
    }

    private bool? Compare(string name, string policy, string value, bool variables, bool allow)
    {
        switch (name)
        {
            case "StringEquals":
                return Match(Pattern(policy, variables, allow, wildcards: false), value);
            case "StringEqualsIgnoreCase":
                return Match(Pattern(policy, variables, allow, wildcards: false)?.ToUpperInvariant(), value.ToUpperInvariant());
            case "StringLike":
                return Match(Pattern(policy, variables, allow), value);
            case "ArnEquals" or "ArnLike":
                if (policy == "*")
                    return true;
                string[] parts = Regex.Split(policy, variables ? @":(?![^{]*\})" : ":");
                if (parts.Length < 6)
                    return null;
                string[] arn = value.Split(':', 6);
                string[] six = [.. parts[..5], string.Join(':', parts[5..])];
                return arn.Length == 6 && arn.Zip(six).All(pair => Match(Pattern(pair.Second, variables, allow), pair.First));
            case "Bool":
                return bool.TryParse(policy, out bool a) && bool.TryParse(value, out bool b) ? a == b : null;
            case "BinaryEquals":
                return Bytes(policy) is { } x && Bytes(value) is { } y ? x == y : null;
            case "IpAddress":
                return IPNetwork.TryParse(policy.Contains('/') ? policy : policy + "/32", out IPNetwork network) && value.Count(static c => c is '.' or ':') > 2 && IPAddress.TryParse(value, out IPAddress? ip) ? network.Contains(ip) : null;
            default:
                bool date = name.StartsWith("Date", StringComparison.Ordinal);
                if (Number(policy, date) is not { } mine || Number(value, date) is not { } theirs)
                    return null;
                return name.Replace("Date", "").Replace("Numeric", "") switch
                {
                    "Equals" => theirs == mine,
                    "LessThan" => theirs < mine,
                    "LessThanEquals" => theirs <= mine,
                    "GreaterThan" => theirs > mine,
                    _ => theirs >= mine,
                };
        }
    }

    private static double? Number(string text, bool date)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            return number;
        return date && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time.ToUnixTimeMilliseconds() / 1000.0 : null;
    }

    private static string? Bytes(string text) =>
        Convert.TryFromBase64String(text, new byte[text.Length], out int count) && Convert.FromBase64String(text) is { } bytes && bytes.Length == count ? Convert.ToHexString(bytes) : null;

    /// <summary>A pattern as a regular expression; null when a variable has no value.</summary>
    private string? Pattern(string text, bool variables = false, bool allow = true, bool wildcards = true)
    {
        if (variables)
        {
            Match variable = Regex.Match(text, @"\$\{([^},]*)(?:, *'([^']*)')?\}");
            if (variable.Success)
            {
                string? value = variable.Groups[1].Value is "*" or "?" or "$" ? variable.Groups[1].Value : Value(variable.Groups[1].Value, allow) ?? (variable.Groups[2].Success ? variable.Groups[2].Value : null);
                string? rest = Pattern(text[(variable.Index + variable.Length)..], variables, allow, wildcards);
                return value is null || rest is null ? null : Pattern(text[..variable.Index], wildcards: wildcards) + Escape(value) + rest;
            }
        }

        return string.Concat(text.Select(c => wildcards && c == '*' ? "[^\uFFFF]*" : wildcards && c == '?' ? "[^\uFFFF]" : Escape(c.ToString())));
    }

    private string? Value(string key, bool allow)
    {
        string upper = key.ToUpperInvariant();
        bool list = upper.StartsWith("DYNAMODB:", StringComparison.Ordinal) && ServiceLists.Contains(upper[9..]);
        return !list && _keys.TryGetValue(upper, out string[]? values) && values.Length == 1 && (values[0].Length > 0 || allow) ? values[0] : null;
    }

    // Letters stay letters, so that the pattern can be made upper-case.
    private static string Escape(string text) => string.Concat(text.Select(static c => char.IsLetterOrDigit(c) ? c.ToString() : "[" + (c is '^' or '\\' or ']' or '[' ? "\\" : "") + c + "]"));

    private static bool Match(string? pattern, string text)
    {
        if (pattern is null)
            return false;
        if (!Regexes.TryGetValue(pattern, out Regex? regex))
            Regexes[pattern] = regex = new Regex("^(?:" + pattern + ")\\z", RegexOptions.CultureInvariant);
        return regex.IsMatch(text);
    }

    private static bool? Or(IEnumerable<bool?> values) => values.Aggregate((bool?)false, static (all, one) => all | one);

    private static string[] Texts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(static item => item.GetString()!)] : [value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()];
}
