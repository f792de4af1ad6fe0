namespace TenantAnalyzers.Iam.Tests.Evaluation;

public sealed class ExplainTests
{
    private const string Item = """ "Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*" """;

    [Theory]
    [InlineData(Item, true, "action and resource match")]
    [InlineData(""" "Effect":"Allow","Action":"dynamodb:Query","Resource":"*" """, false, "the action is none of `dynamodb:Query`")]
    [InlineData(""" "Effect":"Allow","Action":["a:a","a:b","a:c","a:d","a:e","a:f"],"Resource":"*" """, false, "the action is none of `a:a`, `a:b`, `a:c`, `a:d` and 2 more")]
    [InlineData(""" "Effect":"Allow","NotAction":"dynamodb:*","Resource":"*" """, false, "the action is one of `NotAction`: `dynamodb:*`")]
    [InlineData(""" "Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::b" """, false, "the resource is none of `arn:aws:s3:::b`")]
    [InlineData(""" "Effect":"Allow","Action":"*","NotResource":"arn:aws:dynamodb:*:*:*" """, false, "the resource is one of `NotResource`: `arn:aws:dynamodb:*:*:*`")]
    [InlineData(""" "Effect":"Allow","Action":"*","Resource":"arn:aws:dynamodb:*:*:table/${aws:PrincipalTag/Team}" """, false, "the resource is none of `arn:aws:dynamodb:*:*:table/${aws:PrincipalTag/Team}`: `${aws:PrincipalTag/Team}` has no value")]
    [InlineData(Item + ""","Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":"${aws:PrincipalTag/TenantId}"}} """, false, "`ForAllValues:StringEquals` on `dynamodb:LeadingKeys`: `globex` is not among `acme`")]
    [InlineData(Item + ""","Condition":{"ForAnyValue:StringNotEquals":{"dynamodb:LeadingKeys":["acme","globex"]}} """, false, "`ForAnyValue:StringNotEquals` on `dynamodb:LeadingKeys`: `acme` is among `acme`, `globex`")]
    [InlineData(Item + ""","Condition":{"StringEquals":{"dynamodb:LeadingKeys":"acme"}} """, false, "`StringEquals` on `dynamodb:LeadingKeys`: the key is a list, which an operator without `ForAllValues` or `ForAnyValue` does not match")]
    [InlineData(Item + ""","Condition":{"StringEquals":{"aws:PrincipalTag/TenantId":"${aws:username}"}} """, false, "`StringEquals` on `aws:PrincipalTag/TenantId`: `${aws:username}` has no value")]
    [InlineData(Item + ""","Condition":{"StringEquals":{"aws:PrincipalTag/TenantId":"acme"},"Null":{"aws:username":"false"}} """, false, "`Null` on `aws:username`: the request does not carry the key")]
    [InlineData(Item + ""","Condition":{"Null":{"aws:PrincipalTag/TenantId":"true"}} """, false, "`Null` on `aws:PrincipalTag/TenantId`: the request carries the key")]
    [InlineData(Item + ""","Condition":{"ForAnyValue:StringEquals":{"aws:TagKeys":"x"}} """, false, "`ForAnyValue:StringEquals` on `aws:TagKeys`: the key has no value")]
    [InlineData(Item + ""","Condition":{"StringEquals":{"aws:PrincipalTag/TenantId":"acme"}} """, true, "action, resource and condition match")]
    [InlineData(Item + ""","Condition":{"StringEqual":{"aws:username":"x"}} """, false, "`StringEqual` on `aws:username`: there is no such operator")]
    [InlineData(Item + ""","Condition":{"StringEqual":{"aws:username":"x"},"Null":{"aws:username":"false"}} """, false, "`Null` on `aws:username`: the request does not carry the key")]
    [InlineData(""" "Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:\uFFFC":"x"}} """, true, "`StringEquals` on `aws:\uFFFC`: a part of it is not known")]
    [InlineData(""" "Effect":"Deny","Action":"s3:*","Resource":"*","Sid":1 """, true, "the statement has no one meaning: a value of `Sid` is no text")]
    public void Explain_Statement_SaysTheFirstThing(string statement, bool matches, string reason)
    {
        PolicyDocument policy = Ask.Statement(statement.Replace("\\uFFFC", "\uFFFC"));
        AuthorizationRequest request = Ask.Request(keys: [("dynamodb:LeadingKeys", ["acme", "globex"]), ("aws:PrincipalTag/TenantId", ["acme"]), ("aws:TagKeys", [])]);

        StatementOutcome outcome = Assert.Single(new PolicyEvaluator(PolicySet.Of(policy)).Explain(request));

        Assert.Equal(new StatementOutcome(PolicyLayer.Identity, policy, policy.Statements[0], matches, reason), outcome);
    }

    [Fact]
    public void Explain_SeveralLayers_GoesInTheirOrder()
    {
        var policies = new PolicySet
        {
            ServiceControl = Ask.Layer(Item),
            Resource = Ask.Layer("\"Principal\":{\"AWS\":\"1\"}," + Item, "\"NotPrincipal\":\"*\"," + Item, Item, "\"Principal\":\"*\"," + Item),
            Identity = [Ask.Policy("""{"Version":"2012-10-17","Id":"","Id":"","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"*","Resource":"*"}]}""")],
        };

        Assert.Equal(
            [
                (PolicyLayer.Identity, false, "the document has no one meaning: `Id` is given more than once"),
                (PolicyLayer.Identity, true, "the document has no one meaning: `Id` is given more than once"),
                (PolicyLayer.Resource, false, "`Principal` does not name the caller"),
                (PolicyLayer.Resource, false, "`NotPrincipal` names the caller"),
                (PolicyLayer.Resource, false, "it is not known whether `Principal` names the caller"),
                (PolicyLayer.Resource, true, "action and resource match"),
                (PolicyLayer.ServiceControl, true, "action and resource match"),
            ],
            new PolicyEvaluator(policies).Explain(Ask.Request()).Select(static outcome => (outcome.Layer, outcome.Matches, outcome.Reason)));
    }
}
