using Microsoft.CodeAnalysis.CSharp;
using TenantAnalyzers.CodeFixes;

namespace TenantAnalyzers.Tests.Policies;

public sealed class PolicyWithoutLeadingKeysFixTests
{
    // Before and after; the statement that is reported is marked.
    public static TheoryData<string, string> EveryKind => new()
    {
        {
            """
            class C { string P = "{\"Version\":\"2012-10-17\",\"Statement\":[{|TNT3001:{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"}|}]}"; }
            """,
            """
            class C { string P = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\",\"Condition\":{\"ForAllValues:StringEquals\":{\"dynamodb:LeadingKeys\":[\"${aws:PrincipalTag/TenantId}\"]},\"Null\":{\"dynamodb:LeadingKeys\":\"false\"}}}]}"; }
            """
        },
        {
            """
            class C { string P = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": {|TNT3001:{\n    \"Effect\": \"Allow\",\n    \"Action\": \"dynamodb:GetItem\",\n    \"Resource\": \"*\"\n  }|}\n}"; }
            """,
            """
            class C { string P = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": {\n    \"Effect\": \"Allow\",\n    \"Action\": \"dynamodb:GetItem\",\n    \"Resource\": \"*\",\n    \"Condition\": {\n      \"ForAllValues:StringEquals\": {\n        \"dynamodb:LeadingKeys\": [\"${aws:PrincipalTag/TenantId}\"]\n      },\n      \"Null\": {\n        \"dynamodb:LeadingKeys\": \"false\"\n      }\n    }\n  }\n}"; }
            """
        },
        {
            """
            class C { string P = @"
                {
                  ""Version"": ""2012-10-17"",
                  ""Statement"": [
                    {|TNT3001:{
                      ""Effect"": ""Allow"",
                      ""Action"": [ ""dynamodb:Query"", ""dynamodb:PutItem"" ],
                      ""Resource"": ""arn:aws:dynamodb:*:*:table/Orders""
                    }|}
                  ]
                }"; }
            """,
            """
            class C { string P = @"
                {
                  ""Version"": ""2012-10-17"",
                  ""Statement"": [
                    {
                      ""Effect"": ""Allow"",
                      ""Action"": [ ""dynamodb:Query"", ""dynamodb:PutItem"" ],
                      ""Resource"": ""arn:aws:dynamodb:*:*:table/Orders"",
                      ""Condition"": {
                        ""ForAllValues:StringEquals"": {
                          ""dynamodb:LeadingKeys"": [""${aws:PrincipalTag/TenantId}""]
                        },
                        ""Null"": {
                          ""dynamodb:LeadingKeys"": ""false""
                        }
                      }
                    }
                  ]
                }"; }
            """
        },
        {
            """"
            class C { string P = """{"Version":"2012-10-17","Statement":[{|TNT3001:{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*"}|}]}"""; }
            """",
            """"
            class C { string P = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*","Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["${aws:PrincipalTag/TenantId}"]},"Null":{"dynamodb:LeadingKeys":"false"}}}]}"""; }
            """"
        },
        {
            // Tabs, in the literal's own indentation and in the policy's.
            """""
            class C
            {
            	string P = """"
            		{
            			"Version": "2012-10-17",
            			"Statement": [
            				{|TNT3001:{
            					"Effect": "Allow",
            					"Action": "dynamodb:*",
            					"Resource": "*"
            				}|}
            			]
            		}
            		"""";
            }
            """"",
            """""
            class C
            {
            	string P = """"
            		{
            			"Version": "2012-10-17",
            			"Statement": [
            				{
            					"Effect": "Allow",
            					"Action": "dynamodb:*",
            					"Resource": "*",
            					"Condition": {
            						"ForAllValues:StringEquals": {
            							"dynamodb:LeadingKeys": ["${aws:PrincipalTag/TenantId}"]
            						},
            						"Null": {
            							"dynamodb:LeadingKeys": "false"
            						}
            					}
            				}
            			]
            		}
            		"""";
            }
            """""
        },
        {
            """
            class C { string P(string table) => $"{{\"Version\":\"2012-10-17\",\"Statement\":[{|TNT3001:{{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"arn:aws:dynamodb:eu-central-1:123456789012:table/{table}\"}}|}]}}"; }
            """,
            """
            class C { string P(string table) => $"{{\"Version\":\"2012-10-17\",\"Statement\":[{{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"arn:aws:dynamodb:eu-central-1:123456789012:table/{table}\",\"Condition\":{{\"ForAllValues:StringEquals\":{{\"dynamodb:LeadingKeys\":[\"${{aws:PrincipalTag/TenantId}}\"]}},\"Null\":{{\"dynamodb:LeadingKeys\":\"false\"}}}}}}]}}"; }
            """
        },
        {
            """
            class C { string P(string account) => $@"{{
              ""Version"": ""2012-10-17"",
              ""Statement"": [{|TNT3001:{{ ""Effect"": ""Allow"", ""Action"": ""dynamodb:GetItem"", ""Resource"": ""arn:aws:dynamodb:eu-central-1:{account}:table/Orders"" }}|}]
            }}"; }
            """,
            """
            class C { string P(string account) => $@"{{
              ""Version"": ""2012-10-17"",
              ""Statement"": [{{ ""Effect"": ""Allow"", ""Action"": ""dynamodb:GetItem"", ""Resource"": ""arn:aws:dynamodb:eu-central-1:{account}:table/Orders"", ""Condition"": {{ ""ForAllValues:StringEquals"": {{ ""dynamodb:LeadingKeys"": [""${{aws:PrincipalTag/TenantId}}""] }}, ""Null"": {{ ""dynamodb:LeadingKeys"": ""false"" }} }} }}]
            }}"; }
            """
        },
        {
            """"
            class C
            {
                string P(string table) => $$"""
                    {
                      "Version": "2012-10-17",
                      "Statement": [
                        {|TNT3001:{
                          "Effect": "Allow",
                          "Action": ["dynamodb:GetItem"],
                          "Resource": "arn:aws:dynamodb:eu-central-1:123456789012:table/{{table}}"
                        }|}
                      ]
                    }
                    """;
            }
            """",
            """"
            class C
            {
                string P(string table) => $$"""
                    {
                      "Version": "2012-10-17",
                      "Statement": [
                        {
                          "Effect": "Allow",
                          "Action": ["dynamodb:GetItem"],
                          "Resource": "arn:aws:dynamodb:eu-central-1:123456789012:table/{{table}}",
                          "Condition": {
                            "ForAllValues:StringEquals": {
                              "dynamodb:LeadingKeys": ["${aws:PrincipalTag/TenantId}"]
                            },
                            "Null": {
                              "dynamodb:LeadingKeys": "false"
                            }
                          }
                        }
                      ]
                    }
                    """;
            }
            """"
        },
        {
            // Braces side by side would open or close a hole: they get a space.
            """"
            class C { string P(string table) => $$"""{"Version":"2012-10-17","Statement":[{|TNT3001:{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"arn:aws:dynamodb:*:*:table/{{table}}"}|}]}"""; }
            """",
            """"
            class C { string P(string table) => $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"arn:aws:dynamodb:*:*:table/{{table}}","Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["${aws:PrincipalTag/TenantId}"]},"Null":{"dynamodb:LeadingKeys":"false"} } }]}"""; }
            """"
        },
        {
            """"
            class C
            {
                string P = "{\"Version\":\"2012-10-17\",\"Statement\":[" + // first
                    "{|TNT3001:{\"Effect\":\"Allow\",|}" +
                    @"""Action"":" + /* what */ "\"dynamodb:GetItem\"," +
                    "\"Resource\":\"*\"}]}"; // last
            }
            """",
            """"
            class C
            {
                string P = "{\"Version\":\"2012-10-17\",\"Statement\":[" + // first
                    "{\"Effect\":\"Allow\"," +
                    @"""Action"":" + /* what */ "\"dynamodb:GetItem\"," +
                    "\"Resource\":\"*\",\"Condition\":{\"ForAllValues:StringEquals\":{\"dynamodb:LeadingKeys\":[\"${aws:PrincipalTag/TenantId}\"]},\"Null\":{\"dynamodb:LeadingKeys\":\"false\"}}}]}"; // last
            }
            """"
        },
        {
            // The end of the statement stands in a constant, its insides in a literal.
            """
            class C
            {
                const string End = "}]}";
                string P = "{\"Version\":\"2012-10-17\",\"Statement\":[{|TNT3001:{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"|}" + End;
            }
            """,
            """
            class C
            {
                const string End = "}]}";
                string P = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\",\"Condition\":{\"ForAllValues:StringEquals\":{\"dynamodb:LeadingKeys\":[\"${aws:PrincipalTag/TenantId}\"]},\"Null\":{\"dynamodb:LeadingKeys\":\"false\"}}" + End;
            }
            """
        },
    };

    [Theory, MemberData(nameof(EveryKind))]
    public Task Fix_EveryKind_KeepsTheKindAndLayout(string source, string mended) => Verify.Fixes(source, mended);

    [Theory, MemberData(nameof(EveryKind))]
    public Task Fix_EveryKindWithCarriageReturns_KeepsTheKindAndLayout(string source, string mended) => Verify.Fixes(Crlf(source), Crlf(mended));

    [Theory, MemberData(nameof(EveryKind))]
    public async Task Fix_Twice_ChangesNothing(string source, string mended)
    {
        Assert.NotEmpty(source);
        Assert.Equal((mended, 0), await PolicyFixing.Fix(mended));
    }

    // What the statement and the document have already.
    [Theory]
    [InlineData(
        """{"Version":"2012-10-17","Statement":[«{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*","Condition":{}}»]}""",
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*","Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["${aws:PrincipalTag/TenantId}"]},"Null":{"dynamodb:LeadingKeys":"false"}}}]}""")]
    [InlineData(
        """{"Version":"2012-10-17","Statement":[«{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}»]}""",
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"},"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["${aws:PrincipalTag/TenantId}"]},"Null":{"dynamodb:LeadingKeys":"false"}}}]}""")]
    [InlineData(
        """{"Statement":[«{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*"}»]}""",
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*","Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["${aws:PrincipalTag/TenantId}"]},"Null":{"dynamodb:LeadingKeys":"false"}}}]}""")]
    [InlineData(
        """{"Version":"2008-10-17","Statement":«{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*"}»}""",
        """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*","Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["${aws:PrincipalTag/TenantId}"]},"Null":{"dynamodb:LeadingKeys":"false"}}}}""")]
    // Two findings in one literal, with one version to set for both.
    [InlineData(
        """{"Statement":[«{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*"}»,{"Effect":"Allow","Action":"s3:*","Resource":"*"},«{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*"}»]}""",
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*","Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["${aws:PrincipalTag/TenantId}"]},"Null":{"dynamodb:LeadingKeys":"false"}}},{"Effect":"Allow","Action":"s3:*","Resource":"*"},{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*","Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["${aws:PrincipalTag/TenantId}"]},"Null":{"dynamodb:LeadingKeys":"false"}}}]}""")]
    public async Task Fix_PolicyWithMore_AddsWhatIsMissing(string json, string mended)
    {
        await Verify.Fixes(Verbatim(json), Verbatim(mended));
        await Verify.Fixes(Raw(json), Raw(mended));
    }

    [Theory]
    [InlineData("tenant_analyzers.principal_tag = Tenant", "StringEquals", "${aws:PrincipalTag/Tenant}")]
    [InlineData("tenant_analyzers.key_format = TENANT%23{tenant}", "StringEquals", "TENANT#${aws:PrincipalTag/TenantId}")]
    [InlineData("tenant_analyzers.key_format = TENANT%23{tenant}%23*", "StringLike", "TENANT#${aws:PrincipalTag/TenantId}#*")]
    public Task Fix_Options_ShapeTheCondition(string config, string comparison, string value) => Verify.Fixes(
        Verbatim("""{"Version":"2012-10-17","Statement":[«{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*"}»]}"""),
        Verbatim("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*","Condition":{"ForAllValues:~":{"dynamodb:LeadingKeys":["@"]},"Null":{"dynamodb:LeadingKeys":"false"}}}]}""".Replace("~", comparison, StringComparison.Ordinal).Replace("@", value, StringComparison.Ordinal)),
        config);

    [Theory]
    // The statement is written elsewhere, or its insides are.
    [InlineData("""class C { const string Get = "{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"}"; string P = "{\"Version\":\"2012-10-17\",\"Statement\":[" + {|TNT3001:Get|} + "]}"; }""")]
    [InlineData("""class C { const string Any = "\"*\"}"; string P = "{\"Version\":\"2012-10-17\",\"Statement\":[{|TNT3001:{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":|}" + Any + "]}"; }""")]
    [InlineData("""class C { const string Any = "\"*\"}"; string P = $"{{\"Version\":\"2012-10-17\",\"Statement\":[{|TNT3001:{{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":{Any}|}]}}"; }""")]
    public Task Fix_WrittenElsewhere_IsNotOffered(string source) => Verify.OffersNoFix(source);

    [Fact]
    public async Task FixAll_SeveralFilesAndLiterals_MendsAll()
    {
        var test = new Verify.Test
        {
            TestCode = Verbatim(Open),
            FixedCode = Verbatim(Closed),
            CodeActionEquivalenceKey = FixTitles.AddLeadingKeysConditionKey,
        };
        test.TestState.Sources.Add(Raw(Open).Replace("class C", "class D", StringComparison.Ordinal) + Verbatim(Open).Replace("class C", "class E", StringComparison.Ordinal));
        test.FixedState.Sources.Add(Raw(Closed).Replace("class C", "class D", StringComparison.Ordinal) + Verbatim(Closed).Replace("class C", "class E", StringComparison.Ordinal));
        await Verify.Run(test, config: null, LanguageVersion.Latest);
    }

    [Fact]
    public async Task FixAll_OneThatCannotBeMended_MendsTheOthers()
    {
        var elsewhere = """class D { const string Get = "{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"}"; string P = "{\"Version\":\"2012-10-17\",\"Statement\":[" + Get + "]}"; }""";
        Assert.Equal(
            (Verbatim(Closed) + elsewhere + Raw(Closed).Replace("class C", "class E", StringComparison.Ordinal), 1),
            await PolicyFixing.Fix(Unmarked(Verbatim(Open)) + elsewhere + Unmarked(Raw(Open)).Replace("class C", "class E", StringComparison.Ordinal)));
    }

    private const string Open = """{"Version":"2012-10-17","Statement":[«{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*"}»]}""";
    private const string Closed = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*","Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["${aws:PrincipalTag/TenantId}"]},"Null":{"dynamodb:LeadingKeys":"false"}}}]}""";

    // Statements that are reported stand between « and ».
    private static string Marked(string json) => json.Replace("«", "{|TNT3001:", StringComparison.Ordinal).Replace("»", "|}", StringComparison.Ordinal);

    private static string Unmarked(string source) => source.Replace("{|TNT3001:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal);

    private static string Verbatim(string json) => $"class C {{ string P = @\"{Marked(json.Replace("\"", "\"\"", StringComparison.Ordinal))}\"; }}\n";

    private static string Raw(string json) => $"class C {{ string P = \"\"\"{Marked(json)}\"\"\"; }}\n";

    private static string Crlf(string text) => string.Join("\r\n", text.Split('\n'));
}
