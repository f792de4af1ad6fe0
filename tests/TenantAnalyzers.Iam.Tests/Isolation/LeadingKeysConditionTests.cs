using TenantAnalyzers.Iam.Tests.Json;

namespace TenantAnalyzers.Iam.Tests.Isolation;

public sealed class LeadingKeysConditionTests
{
    [Fact]
    public void Insert_Compact_StaysOnOneLine() => Inserts(
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*"}]}""",
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*","Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["${aws:PrincipalTag/TenantId}"]},"Null":{"dynamodb:LeadingKeys":"false"}}}]}""");

    [Fact]
    public void Insert_OneLineWithBlanks_KeepsThem() => Inserts(
        """{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "dynamodb:Query", "Resource": "*" } }""",
        """{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "dynamodb:Query", "Resource": "*", "Condition": { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["${aws:PrincipalTag/TenantId}"] }, "Null": { "dynamodb:LeadingKeys": "false" } } } }""");

    [Fact]
    public void Insert_Lines_KeepsTheIndent() => Inserts(
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
    public void Insert_TabsAndCarriageReturns_KeepsThem() => Inserts(
        "{\r\n\t\"Version\": \"2012-10-17\",\r\n\t\"Statement\": [{\r\n\t\t\"Effect\": \"Allow\",\r\n\t\t\"Action\": \"dynamodb:Query\",\r\n\t\t\"Resource\": \"*\"\r\n\t}]\r\n}",
        "{\r\n\t\"Version\": \"2012-10-17\",\r\n\t\"Statement\": [{\r\n\t\t\"Effect\": \"Allow\",\r\n\t\t\"Action\": \"dynamodb:Query\",\r\n\t\t\"Resource\": \"*\",\r\n"
        + "\t\t\"Condition\": {\r\n\t\t\t\"ForAllValues:StringEquals\": {\r\n\t\t\t\t\"dynamodb:LeadingKeys\": [\"${aws:PrincipalTag/TenantId}\"]\r\n\t\t\t},\r\n"
        + "\t\t\t\"Null\": {\r\n\t\t\t\t\"dynamodb:LeadingKeys\": \"false\"\r\n\t\t\t}\r\n\t\t}\r\n\t}]\r\n}");

    [Fact]
    public void Insert_NoVersion_SetsItFirst() => Inserts(
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
    public void Insert_NoVersionOnOneLine_SetsItFirst() => Inserts(
        """{"Statement":{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*"}}""",
        """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*","Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["${aws:PrincipalTag/TenantId}"]},"Null":{"dynamodb:LeadingKeys":"false"}}}}""");

    [Fact]
    public void Insert_OldVersion_ReplacesIt() => Inserts(
        """{"Statement":{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*"},"Version":"2008-10-17"}""",
        """{"Statement":{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*","Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["${aws:PrincipalTag/TenantId}"]},"Null":{"dynamodb:LeadingKeys":"false"}}},"Version":"2012-10-17"}""");

    [Fact]
    public void Insert_OtherOperators_AppendsToTheCondition() => Inserts(
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
    public void Insert_SameOperators_AppendsTheKeyToThem() => Inserts(
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
    public void Insert_EmptyCondition_FillsIt() => Inserts(
        """{"Version":"2012-10-17","Statement":{"Condition":{ },"Effect":"Allow","Action":"dynamodb:Query","Resource":"*"}}""",
        """{"Version":"2012-10-17","Statement":{"Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["${aws:PrincipalTag/TenantId}"]},"Null":{"dynamodb:LeadingKeys":"false"}},"Effect":"Allow","Action":"dynamodb:Query","Resource":"*"}}""");

    [Fact]
    public void Insert_EmptyOperator_FillsIt() => Inserts(
        """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*","Condition":{"Null":{}}}}""",
        """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*","Condition":{"Null":{"dynamodb:LeadingKeys":"false"},"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["${aws:PrincipalTag/TenantId}"]}}}}""");

    [Fact]
    public void Insert_CommaFirstAndOddColons_Reads() => Inserts(
        "{ \"Version\" : \"2012-10-17\"\n, \"Statement\" :\n  { \"Effect\" : \"Allow\"\n  , \"Action\" : \"dynamodb:Query\"\n  , \"Resource\" : \"*\"\n  }\n}",
        "{ \"Version\" : \"2012-10-17\"\n, \"Statement\" :\n  { \"Effect\" : \"Allow\"\n  , \"Action\" : \"dynamodb:Query\"\n  , \"Resource\" : \"*\",\n  \"Condition\" : {\n    \"ForAllValues:StringEquals\" : {\n"
        + "      \"dynamodb:LeadingKeys\" : [\"${aws:PrincipalTag/TenantId}\"]\n    },\n    \"Null\" : {\n      \"dynamodb:LeadingKeys\" : \"false\"\n    }\n  }\n  }\n}");

    [Theory]
    [InlineData("Org", "TENANT#{tenant}", "ForAllValues:StringEquals", "TENANT#${aws:PrincipalTag/Org}")]
    [InlineData("TenantId", "TENANT#{tenant}#*", "ForAllValues:StringLike", "TENANT#${aws:PrincipalTag/TenantId}#*")]
    [InlineData("a\"b", "\\{tenant}", "ForAllValues:StringEquals", "\\${aws:PrincipalTag/a\"b}")]
    public void Insert_TagAndKeyFormat_AreUsed(string tag, string format, string @operator, string value)
    {
        var options = new LeadingKeysOptions { PrincipalTag = tag, KeyFormat = format };

        PolicyStatement statement = Apply("""{"Statement":{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*"}}""", options).Statements[0];

        Assert.Equal((@operator, value), (statement.Conditions[0].Operator.Text, Assert.Single(statement.Conditions[0].Values).Text));
    }

    [Fact]
    public void Insert_SeveralStatements_SetsTheVersionOnce()
    {
        const string text = """{"Statement":[{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*"},{"Effect":"Allow","Action":"dynamodb:Scan","Resource":"*"}]}""";

        PolicyDocument policy = Apply(text, new LeadingKeysOptions());

        Assert.All(policy.Statements, static statement => Assert.Equal(2, statement.Conditions.Length));
    }

    [Theory]
    [InlineData("""{"Statement":{"Effect":"Deny","Action":"dynamodb:Query","Resource":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*","Condition":[]}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*","Condition":{"Null":{"dynamodb:leadingkeys":"true"}}}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"dynamodb:Query","Action":"dynamodb:Scan","Resource":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*",}}""")]
    [InlineData("{\"Version\":\"\uFFFC\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"dynamodb:Query\",\"Resource\":\"*\"}}")]
    public void Insert_WhatCannotBeMended_GivesNoEdit(string text)
    {
        PolicyDocument policy = Read(text).Policy!;

        Assert.Empty(LeadingKeysCondition.Insert(policy, policy.Statements, new LeadingKeysOptions()));
    }

    private static void Inserts(string text, string expected)
    {
        PolicyDocument policy = Read(text).Policy!;

        ImmutableArray<TextEdit> edits = LeadingKeysCondition.Insert(policy, policy.Statements[0], new LeadingKeysOptions());

        string changed = TextEdit.Apply(text, edits);
        Assert.Equal(expected, changed);
        Assert.Empty(JsonOracle.ReadChecked(changed).Errors);
        Assert.Equal(LeadingKeysVerdict.Guarded, Judge.Document(changed)[0].Verdict);
        // A second time there is nothing to do.
        PolicyDocument again = Read(changed).Policy!;
        Assert.Empty(LeadingKeysCondition.Insert(again, again.Statements[0], new LeadingKeysOptions()));
    }

    private static PolicyDocument Apply(string text, LeadingKeysOptions options)
    {
        PolicyDocument policy = Read(text).Policy!;
        PolicyReading changed = Read(TextEdit.Apply(text, LeadingKeysCondition.Insert(policy, policy.Statements, options)));
        Assert.Empty(changed.Errors);
        Assert.Equal(PolicyDocument.VersionWithVariables, changed.Policy!.Version!.Text);
        return changed.Policy;
    }

    private static PolicyReading Read(string text) => PolicyReader.Read(text, TestContext.Current.CancellationToken);
}
