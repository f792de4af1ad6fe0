using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam.Tests.Json;

public sealed class JsonReaderTests
{
    [Fact]
    public void Read_Object_HasSpansOfNamesAndValues()
    {
        const string text = """ {"a" : [1, "x"], "b":null} """;

        var root = Assert.IsType<JsonObject>(JsonOracle.ReadChecked(text).Root);

        Assert.Equal("""{"a" : [1, "x"], "b":null}""", Slice(text, root.Span));
        Assert.Equal("\"a\"", Slice(text, root.Properties[0].Name.Span));
        Assert.Equal("""[1, "x"]""", Slice(text, root.Properties[0].Value.Span));
        Assert.Equal("""  "a" : [1, "x"]""".Trim(), Slice(text, root.Properties[0].Span));
        Assert.Equal("null", Slice(text, root.Find("b")!.Value.Span));
    }

    [Fact]
    public void SpanOf_EscapedString_GivesTheSourceOfEachCharacter()
    {
        const string text = """["a\n\u0041\uD83D\uDE00é"]""";

        var value = Assert.IsType<JsonString>(Assert.IsType<JsonArray>(JsonOracle.ReadChecked(text).Root).Items[0]);

        Assert.Equal("a\nA\uD83D\uDE00é", value.Value);
        Assert.Equal(["a", "\\n", "\\u0041", "\\uD83D", "\\uDE00", "é"], Enumerable.Range(0, 6).Select(i => Slice(text, value.SpanOf(i, 1))));
        Assert.Equal("\\n\\u0041", Slice(text, value.SpanOf(1, 2)));
    }

    [Theory]
    [InlineData(0, 0, "")]
    [InlineData(0, 3, "a\\tb")]
    [InlineData(-5, 2, "")]
    [InlineData(-5, 6, "a")]
    [InlineData(1, int.MaxValue, "\\tb")]
    [InlineData(99, 1, "")]
    public void SpanOf_AnyRange_StaysInsideTheString(int index, int length, string expected)
    {
        const string text = "\"a\\tb\"";

        Assert.Equal(expected, Slice(text, Assert.IsType<JsonString>(JsonReader.Read(text, TestContext.Current.CancellationToken).Root).SpanOf(index, length)));
    }

    [Fact]
    public void Read_DuplicateNames_KeepsAllInOrder()
    {
        var root = Assert.IsType<JsonObject>(JsonOracle.ReadChecked("""{"a":1,"b":2,"a":3}""").Root);

        Assert.Equal(["1", "2", "3"], root.Properties.Select(static property => ((JsonScalar)property.Value).Text));
        Assert.Equal("1", ((JsonScalar)root.Find("a")!.Value).Text);
    }

    [Theory]
    [InlineData("[1,]", "trailing comma", "]")]
    [InlineData("{\"a\":1,}", "trailing comma", "}")]
    [InlineData("[1 /* c */]", "JSON has no comments", "/* c */")]
    [InlineData("[1] // c", "JSON has no comments", "// c")]
    [InlineData("{\"a\" 1}", "expected `:` after the name", "1")]
    [InlineData("[1 2]", "expected `,`", "2")]
    [InlineData("[01]", "not a JSON number", "01")]
    [InlineData("[None]", "not a JSON value", "None")]
    [InlineData("{a:1}", "a name must be a string in double quotes", "a")]
    [InlineData("[\"\\q\"]", "not a JSON escape", "\\q")]
    [InlineData("[\"\\u12\"]", "`\\u` needs four hexadecimal digits", "\\u12")]
    [InlineData("[\"a\tb\"]", "a control character must be escaped", "\t")]
    [InlineData("[\"a\n]", "the string is not closed", "\"a")]
    [InlineData("{\"a\":}", "a value is missing", "}")]
    [InlineData("[", "the text ends inside an array", "")]
    [InlineData("{} x", "unexpected text after the value", "x")]
    [InlineData("", "the text holds no value", "")]
    public void Read_Error_SaysWhatAndWhere(string text, string message, string where)
    {
        JsonError error = JsonOracle.ReadChecked(text).Errors[0];

        Assert.Equal((message, where), (error.Message, Slice(text, error.Span)));
    }

    [Fact]
    public void Read_HalfTypedObject_KeepsWhatIsThere()
    {
        const string text = "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"dynamodb:\n  \"Resource\": \"*\"";

        var root = Assert.IsType<JsonObject>(JsonOracle.ReadChecked(text).Root);

        var statement = Assert.IsType<JsonObject>(Assert.IsType<JsonArray>(root.Find("Statement")!.Value).Items[0]);
        Assert.Equal(["Effect", "Action", "Resource"], statement.Properties.Select(static property => property.Name.Value));
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    [InlineData("[", "")]
    [InlineData("{\"a\":", "")]
    [InlineData("", "]")]
    [InlineData("[", "}")]
    [InlineData("{", "]")]
    public void Read_TenThousandBrackets_NeedsNoStack(string open, string close)
    {
        const int depth = 10_000;
        string text = string.Concat(Enumerable.Repeat(open, depth)) + (open.Length > 1 && close.Length > 0 ? "1" : "") + string.Concat(Enumerable.Repeat(close, depth));

        JsonReading reading = null!;
        // A small stack: recursion on depth would end the process here.
        var thread = new Thread(() => reading = JsonReader.Read(text), 128 * 1024);
        thread.Start();
        thread.Join();

        JsonOracle.CheckSpans(text, reading);
        Assert.Equal((open, close) is ("[", "]") or ("{\"a\":", "}"), reading.IsValid);
    }

    [Theory]
    [InlineData("[", "1,", "1]", true)]
    [InlineData("\"", "a", "\"", true)]
    [InlineData("\"", "\\n", "\"", true)]
    [InlineData("{", "\"a\":1,", "\"b\":[]}", true)]
    [InlineData("", " ", "1", true)]
    [InlineData("", "[", "", false)]
    [InlineData("", "{\"a\":", "", false)]
    [InlineData("", "]", "", false)]
    [InlineData("[{", "]", "", false)]
    [InlineData("", "/**/", "1", false)]
    [InlineData("[", "x ", "", false)]
    [InlineData("[", "\"\\u", "", false)]
    [InlineData("[", "/", "", false)]
    [InlineData("{", "\"a\n", "", false)]
    [InlineData("[", "[}", "", false)]
    [InlineData("", "[{", "", false)]
    // A quadratic reader needs many minutes for these.
    public void Read_OneMegabyte_Ends(string start, string repeated, string end, bool valid)
    {
        string text = start + string.Concat(Enumerable.Repeat(repeated, 1_000_000 / repeated.Length)) + end;

        JsonReading reading = JsonReader.Read(text, TestContext.Current.CancellationToken);

        Assert.Equal(valid, reading.IsValid);
        Assert.True(reading.Errors.Length <= JsonReader.MaxErrors);
    }

    [Fact]
    public void Read_CancelledToken_Throws() =>
        Assert.Throws<OperationCanceledException>(() => JsonReader.Read("[1]", new CancellationToken(canceled: true)));

    private static string Slice(string text, SourceSpan span) => text.Substring(span.Start, span.Length);
}
