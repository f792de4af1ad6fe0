namespace TenantAnalyzers.Iam;

/// <summary>A pattern of keys or resources in which the tenant's id can stand.</summary>
/// <remarks>Tokens are those of <see cref="GlobPattern"/>, and two more.</remarks>
internal sealed class TenantPattern(int[] tokens)
{
    /// <summary>The token of the tenant's id.</summary>
    public const int Tenant = -3;

    /// <summary>The token of text that is not known: a variable that is not the tenant's, a hole.</summary>
    public const int Unknown = -4;

    private const string TagVariable = "aws:PrincipalTag/";

    public int Length => tokens.Length;

    public int this[int index] => tokens[index];

    /// <summary>The text that stands for the tenant in a session without the tag; null when nothing does.</summary>
    public string? Default { get; private set; }

    /// <summary>Whether it can match nothing: a variable in it has no value in any request for items.</summary>
    public bool IsNothing { get; private set; }

    public bool HasTenant => Array.IndexOf(tokens, Tenant) >= 0;

    public bool HasUnknown => Array.IndexOf(tokens, Unknown) >= 0;

    public bool HasWildcard => Array.Exists(tokens, static token => token is GlobPattern.Any or GlobPattern.One);

    /// <summary>Whether it is one text, known to the last character.</summary>
    public bool IsLiteral => Array.TrueForAll(tokens, static token => token >= 0);

    /// <summary>Reads a value of a policy.</summary>
    /// <param name="value">The value.</param>
    /// <param name="start">Where in its text to begin.</param>
    /// <param name="variables">Whether the document has policy variables.</param>
    /// <param name="wildcards">Whether <c>*</c> and <c>?</c> are wildcards.</param>
    /// <param name="model">What the tenant's variable and holes are.</param>
    /// <param name="fixedHoles">Whether a hole that is not the tenant is the same text for all tenants.</param>
    public static TenantPattern Parse(PolicyValue value, int start, bool variables, bool wildcards, TenancyModel model, bool fixedHoles = false)
    {
        string text = value.Text;
        var tokens = new List<int>(text.Length - start);
        string? fallback = null;
        bool nothing = false;
        for (int i = start; i < text.Length; i++)
        {
            char c = text[i];
            if (c == PolicyValue.Hole && value.IndexOfHole(i) == i)
            {
                tokens.Add(model.IsTenantHole?.Invoke(value.SpanOf(i, 1).Start) == true ? Tenant : fixedHoles ? c : Unknown);
                continue;
            }

            int end = variables && c == '$' && i + 1 < text.Length && text[i + 1] == '{' ? text.IndexOf('}', i) : -1;
            if (end < 0)
            {
                tokens.Add(wildcards ? GlobPattern.Token(c) : c);
                continue;
            }

            AddVariable(text.Substring(i + 2, end - i - 2));
            i = end;
        }

        return new TenantPattern([.. tokens]) { Default = fallback, IsNothing = nothing };

        void AddVariable(string name)
        {
            if (name is "*" or "?" or "$")
            {
                tokens.Add(name[0]);
                return;
            }

            int comma = name.IndexOf(',');
            string key = (comma < 0 ? name : name.Substring(0, comma)).Trim();
            if (string.Equals(key, TagVariable + model.PrincipalTag, StringComparison.OrdinalIgnoreCase))
            {
                tokens.Add(Tenant);
                if (comma >= 0)
                    fallback = name.Substring(comma + 1).Trim().Trim('\'');
            }
            else
            {
                // The request's own tags are those of tagging and creating only.
                nothing |= comma < 0 && ConditionKey.IsRequestTag(key);
                tokens.Add(Unknown);
            }
        }
    }

    /// <summary>Reads a key format: <c>TENANT#{tenant}#*</c>.</summary>
    public static TenantPattern Format(string format)
    {
        var tokens = new List<int>(format.Length);
        for (int i = 0; i < format.Length; i++)
        {
            bool tenant = string.CompareOrdinal(format, i, TenancyModel.TenantPlaceholder, 0, TenancyModel.TenantPlaceholder.Length) == 0;
            tokens.Add(tenant ? Tenant : GlobPattern.Token(format[i]));
            if (tenant)
                i += TenancyModel.TenantPlaceholder.Length - 1;
        }

        return new TenantPattern([.. tokens]);
    }

    /// <summary>The pattern of a session without the tag: the default in the tenant's place.</summary>
    public TenantPattern WithDefault()
    {
        var result = new List<int>();
        foreach (int token in tokens)
        {
            if (token == Tenant)
                result.AddRange(Default!.Select(static c => (int)c));
            else
                result.Add(token);
        }

        return new TenantPattern([.. result]);
    }

    /// <summary>The text before the first token that is no character.</summary>
    public string LiteralPrefix()
    {
        int end = Array.FindIndex(tokens, static token => token < 0);
        return new string([.. tokens.Take(end < 0 ? tokens.Length : end).Select(static token => (char)token)]);
    }

    /// <summary>The character behind the tenant's id; null when there is none.</summary>
    public char? Delimiter()
    {
        int at = Array.IndexOf(tokens, Tenant);
        return at >= 0 && at + 1 < tokens.Length && tokens[at + 1] >= 0 ? (char)tokens[at + 1] : null;
    }

    /// <summary>A text of the pattern for a tenant.</summary>
    public string Fill(string tenant, string any = "1", char one = '1')
    {
        var text = new System.Text.StringBuilder();
        foreach (int token in tokens)
        {
            _ = token switch
            {
                Tenant => text.Append(tenant),
                Unknown or GlobPattern.Any => text.Append(any),
                GlobPattern.One => text.Append(one),
                _ => text.Append((char)token),
            };
        }

        return text.ToString();
    }
}
