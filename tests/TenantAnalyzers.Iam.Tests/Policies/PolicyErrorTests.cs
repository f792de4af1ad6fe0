namespace TenantAnalyzers.Iam.Tests.Policies;

/// <summary>What the reader says about texts that IAM refuses, or that mean something else than they look.</summary>
public sealed class PolicyErrorTests
{
    /// <summary>The place is marked by `«` and `»`; the mend is the whole statement as it is afterwards.</summary>
    [Theory]
    // IAM Access Analyzer, "policy validation check reference": Invalid ARN prefix, Missing ARN field.
    [InlineData(""" "Effect":"Allow","Action":"a:b","Resource":«"table/App"» """, "the resource `table/App` is neither `*` nor an ARN: `arn:partition:service:region:account:resource`", null)]
    [InlineData(""" "Effect":"Allow","Action":"a:b","NotResource":["*",«""»] """, "the resource `` is neither `*` nor an ARN: `arn:partition:service:region:account:resource`", null)]
    [InlineData(""" "Effect":"Allow","Action":"a:b","Resource":«"ARN:aws:s3:::b"» """, "the resource `ARN:aws:s3:::b` is neither `*` nor an ARN: `arn:partition:service:region:account:resource`", null)]
    [InlineData(""" "Effect":"Allow","Action":"a:b","Resource":["*",«"arn:aws:dynamodb:us-east-1:table/App"»] """, "the resource `arn:aws:dynamodb:us-east-1:table/App` has 5 of the six parts of an ARN: `arn:partition:service:region:account:resource`", null)]
    // Invalid condition operator, Null with if exists.
    [InlineData(""" "Effect":"Allow","Action":"a:b","Resource":"*","Condition":{«"StringEqual"»:{"aws:A":"x","aws:B":"x"}} """, "`StringEqual` is no condition operator: is `StringEquals` meant?", "StringEquals")]
    [InlineData(""" "Effect":"Allow","Action":"a:b","Resource":"*","Condition":{«"ForAllValue:StringEquals"»:{"aws:A":"x"}} """, "`ForAllValue:StringEquals` is no condition operator: is `ForAllValues:StringEquals` meant?", "ForAllValues:StringEquals")]
    [InlineData(""" "Effect":"Allow","Action":"a:b","Resource":"*","Condition":{«"ForAllValues: stringlike"»:{"aws:A":"x"}} """, "`ForAllValues: stringlike` is no condition operator: is `ForAllValues:StringLike` meant?", "ForAllValues:StringLike")]
    [InlineData(""" "Effect":"Allow","Action":"a:b","Resource":"*","Condition":{«"StringContains"»:{"aws:A":"x"}} """, "`StringContains` is no condition operator", null)]
    [InlineData(""" "Effect":"Allow","Action":"a:b","Resource":"*","Condition":{«"NullIfExists"»:{"aws:A":"true"}} """, "`IfExists` may not be added to `Null`", null)]
    // IAM JSON policy elements: Sid.
    [InlineData(""" "Sid":"Own«- »items","Effect":"Allow","Action":"a:b","Resource":"*" """, "`Sid` may hold letters and digits only", "Ownitems")]
    [InlineData(""" "Sid":"«--»","Effect":"Allow","Action":"a:b","Resource":"*" """, "`Sid` may hold letters and digits only", null)]
    [InlineData(""" "Effect":«"allow"»,"Action":"a:b","Resource":"*" """, "`Effect` must be `Allow` or `Deny`", "Allow")]
    [InlineData(""" "Effect":«" DENY"»,"Action":"a:b","Resource":"*" """, "`Effect` must be `Allow` or `Deny`", "Deny")]
    [InlineData(""" "Effect":«"Permit"»,"Action":"a:b","Resource":"*" """, "`Effect` must be `Allow` or `Deny`", null)]
    [InlineData(""" "Effect":"Allow",«"action"»:"a:b","Resource":"*" """, "`action` is no element of a statement", "Action")]
    [InlineData(""" "Effect":"Allow","Action":"a:b","Resource":"*",«"Conditions"»:{} """, "`Conditions` is no element of a statement", "Condition")]
    [InlineData(""" "Effect":"Allow","Action":"a:b","Resource":"*",«"Comment"»:"x" """, "`Comment` is no element of a statement", null)]
    public void Read_TextThatIamRefuses_HasItsPlaceAndMend(string marked, string message, string? mended)
    {
        (string text, SourceSpan span) = Unmark("""{"Version":"2012-10-17","Statement":[{""" + marked + "}]}");

        PolicyError error = Read(text).Errors[0];

        Assert.Equal((message, span, PolicyErrorKind.Refused), (error.Message, error.Span, error.Kind));
        CheckMend(text, error, mended);
    }

    /// <summary>A key that no request carries: <c>ForAllValues</c> then always holds.</summary>
    [Theory]
    [InlineData("dynamodb: LeadingKeys", "dynamodb:LeadingKeys")]
    [InlineData("dynamodb:LeadingKey", "dynamodb:LeadingKeys")]
    [InlineData("DynamoDB:leadingkey", "dynamodb:LeadingKeys")]
    [InlineData("dynamodb:LeadnigKeys", "dynamodb:LeadingKeys")]
    [InlineData("dynamo:LeadingKeys", "dynamodb:LeadingKeys")]
    [InlineData("LeadingKeys", "dynamodb:LeadingKeys")]
    [InlineData("leadingkeys ", "dynamodb:LeadingKeys")]
    [InlineData("dynamodb:FirstPartitionKeyValue", "dynamodb:FirstPartitionKeyValues")]
    [InlineData("dynamodb:Attribute", "dynamodb:Attributes")]
    [InlineData("aws:SourceIP ", "aws:SourceIp")]
    [InlineData("aws:TagKey", "aws:TagKeys")]
    [InlineData("aws:PrincipleTag/TenantId", "aws:PrincipalTag/TenantId")]
    [InlineData("aws: PrincipalTag/Tenant Id", "aws:PrincipalTag/Tenant Id")]
    [InlineData("PrincipalTag/TenantId", "aws:PrincipalTag/TenantId")]
    [InlineData("aws:ResourcesTag/x", "aws:ResourceTag/x")]
    [InlineData("dynamodb:ResourceTag/TenantId", "aws:ResourceTag/TenantId")]
    public void Read_MisspeltKey_NamesTheOneThatIsMeant(string key, string meant)
    {
        string text = WithKey(key);

        PolicyError error = Assert.Single(Read(text).Errors);

        Assert.Equal($"no request carries the condition key `{key}`: is `{meant}` meant?", error.Message);
        Assert.Equal((PolicyErrorKind.Misleading, "\"" + key + "\""), (error.Kind, text.Substring(error.Span.Start, error.Span.Length)));
        Assert.Equal(WithKey(meant), TextEdit.Apply(text, [error.Mend!.Value]));
        Assert.Null(Read(text).Policy!.Statements[0].Ambiguity);
    }

    [Theory]
    [InlineData("dynamodb:LeadingKeys")]
    [InlineData("DYNAMODB:LEADINGKEYS")]
    [InlineData("aws:principaltag/TenantId")]
    [InlineData("aws:SourceVpc")]
    [InlineData("aws:SourceVpce")]
    [InlineData("aws:userid")]
    [InlineData("aws:SomethingNew")]
    [InlineData("dynamodb:SomethingNew")]
    [InlineData("s3:prefix")]
    [InlineData("s3:ResourceTag/x")]
    [InlineData("ec2:ResourceTag/x")]
    [InlineData("kms:EncryptionContext:LeadingKeys")]
    [InlineData("cognito-identity.amazonaws.com:sub")]
    [InlineData("lambda:SourceFunctionArn")]
    [InlineData("saml:sub")]
    [InlineData("tenant")]
    [InlineData("dynamodb:\uFFFCKey")]
    public void Read_OtherKey_IsNoError(string key) => Assert.Empty(Read(WithKey(key)).Errors);

    [Theory]
    [InlineData(""" "Effect":"Allow","Action":"a:b","Resource":["*","**","arn:aws:s3:::b","arn:*:*:*:*:*","arn:aws:dynamodb:*:*:table/A/stream/0:1"] """)]
    [InlineData(""" "Effect":"Allow","Action":"a:b","Resource":["${TableArn}","{{arn}}/*","<arn>","%s"] """)] // templates
    [InlineData("""  "Sid":"\uFFFC-","Effect":"\uFFFC","Action":"a:b","Resource":["\uFFFC","\uFFFC:x"],"Condition":{"String\uFFFC":{"Leading\uFFFC":"x"}} """)]
    [InlineData(""" "Sid":"a policy of a key","Effect":"Allow","Principal":"*","Action":"a:b","Resource":"*" """)] // KMS, S3
    [InlineData(""" "Sid":"","Effect":"Allow","Action":"a:b","Resource":"*" """)]
    [InlineData(""" "Effect":"Allow","Principal":{"AWS":"1"},"Action":"a:b","Resource":"*" """)]
    public void Read_GoodOrUnknownText_IsNoError(string statement)
    {
        PolicyReading reading = Read("""{"Version":"2012-10-17","Statement":[{""" + statement.Replace("\\uFFFC", "\uFFFC") + "}]}");

        Assert.Empty(reading.Errors);
        Assert.Equal(statement.Contains("\"Effect\":\"Allow\""), reading.Policy!.Statements[0].Ambiguity is null);
    }

    [Theory]
    [InlineData("2012-10-17", true)]
    [InlineData("2008-10-17", true)]
    [InlineData("\uFFFC", true)]
    [InlineData("2012-10-07", false)]
    [InlineData("2026-01-01", false)]
    [InlineData("", false)]
    public void Read_Version_IsOneOfTwo(string version, bool isGood)
    {
        string text = $$"""{"Version":"{{version}}","Statement":[{"Effect":"Allow","Action":"a:b","Resource":"*"}]}""";

        PolicyReading reading = Read(text);

        Assert.Null(reading.Policy!.Ambiguity);
        Assert.Equal(!isGood, reading.Errors.Contains(new PolicyError(
            "`Version` must be `2012-10-17` or `2008-10-17`", new SourceSpan(11, version.Length + 2), PolicyErrorKind.Refused, new TextEdit(new SourceSpan(11, version.Length + 2), "\"2012-10-17\""))));
        Assert.Equal(isGood ? 0 : 1, reading.Errors.Length);
    }

    /// <summary>IAM API reference, the pattern of `PolicyDocument`: U+0009, U+000A, U+000D, U+0020 to U+00FF.</summary>
    [Fact]
    public void Read_CharactersIamRefuses_AreNamedByRuns()
    {
        string text = "\uFEFF" + WithKey("aws:é\u2192\u2192x\U0001F600y\uFFFC\\u2192\u0100");

        PolicyReading reading = Read(text);

        Assert.Equal(["\u2192\u2192", "\U0001F600", "\u0100"], reading.Errors.Select(error => text.Substring(error.Span.Start, error.Span.Length)));
        Assert.Equal("IAM does not take the character U+2192: only tab, line breaks and U+0020 to U+00FF", reading.Errors[0].Message);
        Assert.Contains("U+1F600", reading.Errors[1].Message);
        Assert.All(reading.Errors, static error => Assert.Equal(PolicyErrorKind.Refused, error.Kind));
    }

    [Fact]
    public void Read_OneForbiddenCharacterEverywhere_IsReportedSomeTimes() =>
        Assert.Equal(32, Read(WithKey(string.Concat(Enumerable.Repeat("\u2192x", 1_000)))).Errors.Length);

    [Fact]
    public void Read_EmptyStatement_IsOneError()
    {
        const string Text = """{"Statement":[{"Effect":"Allow","Action":"a:b","Resource":"*"},{ }]}""";

        PolicyError error = Assert.Single(Read(Text).Errors);

        Assert.Equal(("the statement is empty", "{ }"), (error.Message, Text.Substring(error.Span.Start, error.Span.Length)));
    }

    [Fact]
    public void Read_ErrorsOfEachKind_TellWhatComesOfThem()
    {
        Assert.Equal(PolicyErrorKind.NotJson, Read("""{"Statement":[{"Effect":"Allow"},]}""").Errors[0].Kind);
        Assert.Equal(PolicyErrorKind.Refused, Read("""{"Statement":[{"Effect":"Allow","Action":"a:b"}]}""").Errors[0].Kind);
        // What AWS makes of it is not documented.
        Assert.Equal(PolicyErrorKind.Misleading, Read("""{"Statement":[{"Effect":"Allow","Effect":"Allow","Action":"a:b","Resource":"*"}]}""").Errors[0].Kind);
    }

    private static void CheckMend(string text, PolicyError error, string? mended)
    {
        Assert.Equal(mended is null, error.Mend is null);
        if (error.Mend is not { } mend)
            return;
        Assert.Equal("\"" + mended + "\"", mend.NewText);
        Assert.Empty(Read(TextEdit.Apply(text, [mend])).Errors);
    }

    private static string WithKey(string key) =>
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a:b","Resource":"*","Condition":{"StringEquals":{"~":"x"}}}]}""".Replace("~", key);

    private static (string Text, SourceSpan Span) Unmark(string marked)
    {
        string text = marked.Replace("«»", "");
        int start = text.IndexOf('«');
        int end = text.IndexOf('»') - 1;
        return (text.Replace("«", "").Replace("»", ""), SourceSpan.FromBounds(start, end));
    }

    private static PolicyReading Read(string text) => PolicyReader.Read(text, TestContext.Current.CancellationToken);
}
