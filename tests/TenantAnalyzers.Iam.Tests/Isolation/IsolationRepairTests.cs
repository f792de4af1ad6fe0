using TenantAnalyzers.Iam.Tests.Json;

namespace TenantAnalyzers.Iam.Tests.Isolation;

public sealed class IsolationRepairTests
{
    [Fact]
    public void Mend_Compact_StaysOnOneLine() => Inserts(
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*"}]}""",
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*","Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["${aws:PrincipalTag/TenantId}"]},"Null":{"dynamodb:LeadingKeys":"false"}}}]}""");

    [Fact]
    public void Mend_OneLineWithBlanks_KeepsThem() => Inserts(
        """{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "dynamodb:Query", "Resource": "*" } }""",
        """{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "dynamodb:Query", "Resource": "*", "Condition": { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["${aws:PrincipalTag/TenantId}"] }, "Null": { "dynamodb:LeadingKeys": "false" } } } }""");

    [Fact]
    public void Mend_Lines_KeepsTheIndent() => Inserts(
        """
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": [
                        "dynamodb:Query"
                    ],
                    "Resource": "*"
                }
            ]
        }
        """,
        """
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": [
                        "dynamodb:Query"
                    ],
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
        """);

    [Fact]
    public void Mend_TabsAndCarriageReturns_KeepsThem() => Inserts(
        "{\r\n\t\"Version\": \"2012-10-17\",\r\n\t\"Statement\": [{\r\n\t\t\"Effect\": \"Allow\",\r\n\t\t\"Action\": \"dynamodb:Query\",\r\n\t\t\"Resource\": \"*\"\r\n\t}]\r\n}",
        "{\r\n\t\"Version\": \"2012-10-17\",\r\n\t\"Statement\": [{\r\n\t\t\"Effect\": \"Allow\",\r\n\t\t\"Action\": \"dynamodb:Query\",\r\n\t\t\"Resource\": \"*\",\r\n"
        + "\t\t\"Condition\": {\r\n\t\t\t\"ForAllValues:StringEquals\": {\r\n\t\t\t\t\"dynamodb:LeadingKeys\": [\"${aws:PrincipalTag/TenantId}\"]\r\n\t\t\t},\r\n"
        + "\t\t\t\"Null\": {\r\n\t\t\t\t\"dynamodb:LeadingKeys\": \"false\"\r\n\t\t\t}\r\n\t\t}\r\n\t}]\r\n}");

    [Fact]
    public void Mend_NoVersion_SetsItFirst() => Inserts(
        """
        {
          "Statement": [
            { "Effect": "Allow", "Action": "dynamodb:Query", "Resource": "*" }
          ]
        }
        """,
        """
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Effect": "Allow", "Action": "dynamodb:Query", "Resource": "*", "Condition": { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["${aws:PrincipalTag/TenantId}"] }, "Null": { "dynamodb:LeadingKeys": "false" } } }
          ]
        }
        """);

    [Fact]
    public void Mend_NoVersionOnOneLine_SetsItFirst() => Inserts(
        """{"Statement":{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*"}}""",
        """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*","Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["${aws:PrincipalTag/TenantId}"]},"Null":{"dynamodb:LeadingKeys":"false"}}}}""");

    [Fact]
    public void Mend_OldVersion_ReplacesIt() => Inserts(
        """{"Statement":{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*"},"Version":"2008-10-17"}""",
        """{"Statement":{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*","Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["${aws:PrincipalTag/TenantId}"]},"Null":{"dynamodb:LeadingKeys":"false"}}},"Version":"2012-10-17"}""");

    [Fact]
    public void Mend_OtherOperators_AppendsToTheCondition() => Inserts(
        """
        {
          "Version": "2012-10-17",
          "Statement": {
            "Effect": "Allow",
            "Action": "dynamodb:Query",
            "Resource": "*",
            "Condition": {
              "Bool": { "aws:SecureTransport": "true" }
            },
            "Sid": "Last"
          }
        }
        """,
        """
        {
          "Version": "2012-10-17",
          "Statement": {
            "Effect": "Allow",
            "Action": "dynamodb:Query",
            "Resource": "*",
            "Condition": {
              "Bool": { "aws:SecureTransport": "true" },
              "ForAllValues:StringEquals": {
                "dynamodb:LeadingKeys": ["${aws:PrincipalTag/TenantId}"]
              },
              "Null": {
                "dynamodb:LeadingKeys": "false"
              }
            },
            "Sid": "Last"
          }
        }
        """);

    [Fact]
    public void Mend_SameOperators_AppendsTheKeyToThem() => Inserts(
        """
        {
          "Version": "2012-10-17",
          "Statement": {
            "Effect": "Allow",
            "Action": "dynamodb:Query",
            "Resource": "*",
            "Condition": {
              "Null": { "aws:PrincipalTag/TenantId": "false" },
              "ForAllValues:StringEquals": {
                "dynamodb:Attributes": ["a"]
              }
            }
          }
        }
        """,
        """
        {
          "Version": "2012-10-17",
          "Statement": {
            "Effect": "Allow",
            "Action": "dynamodb:Query",
            "Resource": "*",
            "Condition": {
              "Null": { "aws:PrincipalTag/TenantId": "false", "dynamodb:LeadingKeys": "false" },
              "ForAllValues:StringEquals": {
                "dynamodb:Attributes": ["a"],
                "dynamodb:LeadingKeys": ["${aws:PrincipalTag/TenantId}"]
              }
            }
          }
        }
        """);

    [Fact]
    public void Mend_EmptyCondition_FillsIt() => Inserts(
        """{"Version":"2012-10-17","Statement":{"Condition":{ },"Effect":"Allow","Action":"dynamodb:Query","Resource":"*"}}""",
        """{"Version":"2012-10-17","Statement":{"Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["${aws:PrincipalTag/TenantId}"]},"Null":{"dynamodb:LeadingKeys":"false"}},"Effect":"Allow","Action":"dynamodb:Query","Resource":"*"}}""");

    [Fact]
    public void Mend_EmptyOperator_FillsIt() => Inserts(
        """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*","Condition":{"Null":{}}}}""",
        """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*","Condition":{"Null":{"dynamodb:LeadingKeys":"false"},"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["${aws:PrincipalTag/TenantId}"]}}}}""");

    [Fact]
    public void Mend_CommaFirstAndOddColons_Reads() => Inserts(
        "{ \"Version\" : \"2012-10-17\"\n, \"Statement\" :\n  { \"Effect\" : \"Allow\"\n  , \"Action\" : \"dynamodb:Query\"\n  , \"Resource\" : \"*\"\n  }\n}",
        "{ \"Version\" : \"2012-10-17\"\n, \"Statement\" :\n  { \"Effect\" : \"Allow\"\n  , \"Action\" : \"dynamodb:Query\"\n  , \"Resource\" : \"*\",\n  \"Condition\" : {\n    \"ForAllValues:StringEquals\" : {\n"
        + "      \"dynamodb:LeadingKeys\" : [\"${aws:PrincipalTag/TenantId}\"]\n    },\n    \"Null\" : {\n      \"dynamodb:LeadingKeys\" : \"false\"\n    }\n  }\n  }\n}");

    [Theory]
    [InlineData("Org", "TENANT#{tenant}", "ForAllValues:StringEquals", "TENANT#${aws:PrincipalTag/Org}")]
    [InlineData("TenantId", "TENANT#{tenant}#*", "ForAllValues:StringLike", "TENANT#${aws:PrincipalTag/TenantId}#*")]
    [InlineData("a\"b", "\\{tenant}", "ForAllValues:StringEquals", "\\${aws:PrincipalTag/a\"b}")]
    public void Mend_TagAndKeyFormat_AreUsed(string tag, string format, string @operator, string value)
    {
        var options = new TenancyModel { PrincipalTag = tag, KeyFormat = format };

        PolicyStatement statement = Apply("""{"Statement":{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*"}}""", options).Statements[0];

        Assert.Equal((@operator, value), (statement.Conditions[0].Operator.Text, Assert.Single(statement.Conditions[0].Values).Text));
    }

    [Fact]
    public void Mend_SeveralStatements_SetsTheVersionOnce()
    {
        const string text = """{"Statement":[{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*"},{"Effect":"Allow","Action":"dynamodb:Scan","Resource":"*"}]}""";

        PolicyDocument policy = Apply(text, new TenancyModel());

        Assert.All(policy.Statements, static statement => Assert.Equal(2, statement.Conditions.Length));
    }

    [Theory]
    [InlineData("""{"Statement":{"Effect":"Deny","Action":"dynamodb:Query","Resource":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*","Condition":[]}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*","Condition":{"Null":{"dynamodb:leadingkeys":"true"}}}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"dynamodb:Query","Action":"dynamodb:Scan","Resource":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*",}}""")]
    [InlineData("{\"Version\":\"\uFFFC\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"dynamodb:Query\",\"Resource\":\"*\"}}")]
    public void Mend_WhatCannotBeMended_GivesNoEdit(string text)
    {
        PolicyDocument policy = Read(text).Policy!;

        Assert.Empty(IsolationRepair.Mend(policy, All(policy), new TenancyModel(), TestContext.Current.CancellationToken));
    }

    private static void Inserts(string text, string expected)
    {
        PolicyDocument policy = Read(text).Policy!;

        ImmutableArray<TextEdit> edits = IsolationRepair.Mend(policy, [0], new TenancyModel());

        string changed = TextEdit.Apply(text, edits);
        Assert.Equal(expected, changed);
        Assert.Empty(JsonOracle.ReadChecked(changed).Errors);
        Assert.Equal(IsolationVerdict.Isolated, Judge.Document(changed, new TenancyModel { IsTenantIndex = static (_, _) => true })[0].Verdict);
        Assert.Null(Judge.Document(changed)[0].Finding);
    }

    private static PolicyDocument Apply(string text, TenancyModel options)
    {
        PolicyDocument policy = Read(text).Policy!;
        PolicyReading changed = Read(TextEdit.Apply(text, IsolationRepair.Mend(policy, All(policy), options)));
        Assert.Empty(changed.Errors);
        Assert.Equal(PolicyDocument.VersionWithVariables, changed.Policy!.Version!.Text);
        return changed.Policy;
    }

    private static int[] All(PolicyDocument policy) => [.. policy.Statements.Select(static statement => statement.Index)];

    private static PolicyReading Read(string text) => PolicyReader.Read(text, TestContext.Current.CancellationToken);
}
