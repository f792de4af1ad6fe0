using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam.Tests.Json;

/// <summary>RFC 8259 by cases, in the manner of the public parsing suites; each case is also put to System.Text.Json.</summary>
public sealed class JsonConformanceTests
{
    public static TheoryData<string> Valid =>
    [
        // Values and white space.
        "null", "true", "false", "0", "\"\"", "\"a\"", "{}", "[]", " null ", "\t\r\n[]\t\r\n", " [ ] ", "{ }", "[\n]", "{\r\n}",
        // Numbers.
        "-0", "1", "-1", "10", "123456789012345678901234567890", "0.5", "-0.5", "1.0", "1.25", "0e1", "0e+1", "0E-1", "1e2", "1E2", "1e+2",
        "1E-2", "1.5e300", "1e400", "-1e-400", "[0]", "[-0]", "[1.0e1 ]", "1.000000000000000000000000000000000000001",
        // Strings.
        "\" \"", "\"\\\"\"", "\"\\\\\"", "\"\\/\"", "\"/\"", "\"\\b\\f\\n\\r\\t\"", "\"\\u0000\"", "\"\\u0041\"", "\"\\u00e9\"", "\"\\uABCD\"",
        "\"\\uabcd\"", "\"\\uD83D\\uDE00\"", "\"\\u2028\\u2029\"", "\"\u2028\u2029\"", "\"\u00e9\"", "\"\u20ac\"", "\"\uD83D\uDE00\"", "\"\u007f\"",
        "\"\uFFFC\"", "\"\uFEFF\"", "\"a\\\\\"", "\"\\\\u0041\"", "\"/*c*/\"", "\"//\"", "\"[{]}\"", "\"\\u0022\"", "\"\\u005C\"", "\"new\\u000Aline\"",
        // Arrays.
        "[1]", "[1,2]", "[ 1 , 2 ]", "[[]]", "[[],[]]", "[[[]]]", "[null,true,false,0,\"\",{},[]]", "[1\n,\n2]", "[\"a\",1,[2]]", "[[[[[[[[1]]]]]]]]",
        // Objects.
        "{\"a\":1}", "{\"a\":1,\"b\":2}", "{ \"a\" : 1 , \"b\" : 2 }", "{\"\":0}", "{\"a\":{}}", "{\"a\":{\"b\":{\"c\":[]}}}", "{\"a\":1,\"a\":2}", "{\"a\":1,\"a\":1}",
        "{\"a\\u0000b\":1}", "{\"\\u0061\":1,\"a\":2}", "{\n\"a\"\n:\n1\n}", "{\"a\":[],\"b\":{}}", "[{\"a\":1},{\"a\":1}]", "{\"a\\\"b\":\"\\\"\"}",
    ];

    public static TheoryData<string> Invalid =>
    [
        // Nothing, or not one value.
        "", " ", "\n", "1 2", "1,2", "[] []", "{} {}", "null null", "\"a\" \"b\"", "[],", "{},", "[]]", "{}}", "[1]x", "{}#", "]", "}", ":", ",", "[1],[2]",
        // Literals.
        "nul", "nulll", "Null", "NULL", "True", "FALSE", "tru", "fals", "truefalse", "[nul", "undefined", "NaN", "Infinity", "-Infinity", "[NaN]", "-NaN", "[a]", "x",
        // Numbers.
        "-", "+1", "01", "-01", "00", "1.", ".5", "-.5", "1.e1", "1e", "1e+", "1E-", "1e1.5", "0x10", "1_000", "1a", "1.2.3", "--1", "1-2", "1 000", "\uFF11", "[1 2]",
        "-a", "[-]", "1e1e1", "0e", "[2.]", "[01]", "1,5", "+", "1+1",
        // Strings.
        "\"", "\"a", "\"\\\"", "\"\\", "'a'", "\"\\x41\"", "\"\\a\"", "\"\\'\"", "\"\\u\"", "\"\\u1\"", "\"\\u12\"", "\"\\u123\"", "\"\\u12G4\"", "\"\\U0041\"", "\"\\ \"",
        "\"\n\"", "\"\r\"", "\"\t\"", "\"\u0000\"", "\"\u001f\"", "\"a\\\n\"", "\"\\0\"", "\"a\"b\"", "`a`", "\u201Ca\u201D", "\"\\uD83D\\u\"", "\"\\u+123\"", "\"\\ua\"",
        // Arrays.
        "[", "[1", "[1,", "[,", "[,]", "[1,]", "[,1]", "[1,,2]", "[1:2]", "[1;2]", "[}", "[1}", "[\"a\"", "[[]", "[[1]", "[]1", "(1)", "[1 true]", "[1,\n", "[\"\": 1]", "[,,]",
        // Objects.
        "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\"}", "{\"a\":}", "{\"a\" 1}", "{\"a\":1,}", "{,}", "{,\"a\":1}", "{\"a\":1,,\"b\":2}", "{a:1}", "{'a':1}", "{1:1}",
        "{null:1}", "{\"a\":1 \"b\":2}", "{\"a\",1}", "{\"a\"::1}", "{\"a\":1:2}", "{:1}", "{]", "{\"a\":1]", "{{}}", "{[]}", "{\"a\":1}}", "{\"a\":\"b}", "{\"a\":1;\"b\":2}",
        "{\"a\"=1}", "{\"a\":1\"b\":2}", "{\"a\":b}", "{\"a\":[}", "{\"a\":{]}}", "{\"a\" \"b\"}",
        // Comments and white space that is none.
        "//", "// c\n1", "1 // c", "/* c */1", "1/* c */", "/*", "/", "[1/**/]", "{\"a\"/**/:1}", "{/**/}", "# c\n1", "1#", "\u00a01", "\u000b1", "\u000c1", "[\u000c]", "[\u20601]", "\u00851",
        "\uFFFC", "[\uFFFC]", "{\uFFFC}", "{\"a\":\uFFFC}", "{\"a\":1,\uFFFC}",
    ];

    /// <summary>Where RFC 8259 leaves the choice; ours, with its reason.</summary>
    public static TheoryData<string, bool, string> ImplementationDefined => new()
    {
        { "\uFEFF{}", true, "section 8.1 lets a parser ignore a byte order mark, and readers of files leave it in" },
        { "\uFEFF", false, "a byte order mark is no value" },
        { " \uFEFF{}", false, "and elsewhere it is no white space" },
        { "\uFEFF\uFEFF{}", false, "and there is one" },
        { "\"\\uD800\"", true, "section 8.2: a lone surrogate escape is in the grammar" },
        { "\"\\uDC00\\uD800\"", true, "in the wrong order too" },
        { "\"\\uD800x\"", true, "and before an ordinary character" },
        { "\"\uD800\"", true, "and unescaped, in text that is UTF-16 already" },
        { "1e99999", true, "section 6 limits no number; the text is kept" },
        { "-1e99999", true, "the same" },
        { "123123123123123123123123123123123123", true, "the same" },
        { "{\"a\":1,\"a\":2}", true, "section 4 says names should be unique; both are kept" },
        { "\"\\u0000\"", true, "a null character may be escaped" },
        { new string('[', 500) + new string(']', 500), true, "section 9 lets a parser limit depth; we need not" },
    };

    [Theory]
    [MemberData(nameof(Valid))]
    public void Read_ValidText_HasNoErrorAndTheReferenceTree(string text) => Assert.Empty(JsonOracle.ReadChecked(text).Errors);

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Read_InvalidText_HasErrors(string text) => Assert.NotEmpty(JsonOracle.ReadChecked(text).Errors);

    [Theory]
    [MemberData(nameof(ImplementationDefined))]
    public void Read_ImplementationDefinedText_IsAsChosen(string text, bool valid, string reason)
    {
        JsonReading reading = JsonReader.Read(text, TestContext.Current.CancellationToken);

        JsonOracle.CheckSpans(text, reading);
        Assert.True(valid == reading.IsValid, reason);
    }

    [Fact]
    public void Tables_HaveEnoughDistinctCases()
    {
        Assert.True(Valid.Count + Invalid.Count + ImplementationDefined.Count >= 120);
        Assert.Equal(Valid.Count, Valid.Select(static row => row.Data).Distinct().Count());
        Assert.Equal(Invalid.Count, Invalid.Select(static row => row.Data).Distinct().Count());
    }
}
