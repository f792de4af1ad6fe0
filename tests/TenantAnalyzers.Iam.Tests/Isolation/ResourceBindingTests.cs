namespace TenantAnalyzers.Iam.Tests.Isolation;

/// <summary>
/// Isolation by the resource instead of the key: a table, a database user, a secret, a prefix for each tenant. Sources: "Resource" and
/// "Variables and tags" in the IAM user guide; the service authorization reference of RDS, Secrets Manager and S3.
/// </summary>
public sealed class ResourceBindingTests
{
    private const string Tag = "${aws:PrincipalTag/TenantId}";

    private static string Statement(string action, string resource, string? condition = null) =>
        $$"""{"Effect":"Allow","Action":"{{action}}","Resource":"{{resource.Replace("¤", Tag)}}"{{(condition is null ? "" : $",\"Condition\":{condition.Replace("¤", Tag)}")}}}""";

    private static Judgement Last(IsolationModel isolation, params string[] statements) =>
        Judge.Document(Judge.Policy("2012-10-17", statements), new TenancyModel { Isolation = isolation })[^1];

    [Theory]
    [InlineData("dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:1:table/¤")]
    [InlineData("dynamodb:*", "arn:aws:dynamodb:us-east-1:1:table/orders-¤")]
    [InlineData("dynamodb:Query", "arn:aws:dynamodb:us-east-1:1:table/orders-¤/index/*")]
    [InlineData("rds-db:connect", "arn:aws:rds-db:us-east-1:1:dbuser:cluster-ABC/¤")]
    [InlineData("rds-db:connect", "arn:aws:rds-db:us-east-1:1:dbuser:*/¤")]
    [InlineData("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:us-east-1:1:secret:tenants/¤/*")]
    [InlineData("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:us-east-1:1:secret:tenants/¤-??????")]
    [InlineData("s3:GetObject", "arn:aws:s3:::files/¤/*")]
    public void Prove_BoundResource_IsIsolated(string action, string resource) =>
        Assert.Equal(IsolationVerdict.Isolated, Last(IsolationModel.Table, Statement(action, resource)).Verdict);

    [Theory]
    [InlineData("dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:1:table/¤-*", "arn:aws:dynamodb:us-east-1:1:table/acme-2-orders")]
    [InlineData("dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:1:table/orders-¤*", "arn:aws:dynamodb:us-east-1:1:table/orders-acme2")]
    [InlineData("dynamodb:*", "arn:aws:dynamodb:us-east-1:1:table/¤*", "arn:aws:dynamodb:us-east-1:1:table/acme2")]
    [InlineData("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:us-east-1:1:secret:tenants/¤*", "arn:aws:secretsmanager:us-east-1:1:secret:tenants/acme2")]
    [InlineData("s3:GetObject", "arn:aws:s3:::files/¤*", "arn:aws:s3:us-east-1:123456789012:files/acme2")]
    [InlineData("rds-db:connect", "arn:aws:rds-db:us-east-1:1:dbuser:cluster-ABC/¤*", "arn:aws:rds-db:us-east-1:1:dbuser:cluster-ABC/acme2")]
    public void Prove_WildcardBehindTheTenant_ShowsTheOther(string action, string resource, string witness)
    {
        foreach (IsolationModel isolation in Enum.GetValues<IsolationModel>())
        {
            IsolationFinding finding = Last(isolation, Statement(action, resource)).Finding!;
            Assert.Equal(PolicyRule.ResourceNotBound, finding.Rule);
            Assert.Equal(witness.Replace("s3:us-east-1:123456789012", finding.Witness!.Resource.StartsWith("arn:aws:s3:::", StringComparison.Ordinal) ? "s3::" : "s3:us-east-1:123456789012"), finding.Witness.Resource);
        }
    }

    [Theory]
    [InlineData("arn:aws:rds-db:us-east-1:1:dbuser:*/*", "arn:aws:rds-db:us-east-1:1:dbuser:cluster-1/globex")]
    [InlineData("arn:aws:rds-db:us-east-1:1:dbuser:cluster-ABC/*", "arn:aws:rds-db:us-east-1:1:dbuser:cluster-ABC/globex")]
    [InlineData("*", "arn:aws:rds-db:us-east-1:123456789012:dbuser:cluster-1/globex")]
    public void Prove_AnyDatabaseUser_LeaksWhereTenantsHaveTheirOwn(string resource, string witness)
    {
        Assert.Equal(witness, Last(IsolationModel.Database, Statement("rds-db:connect", resource)).Finding?.Witness?.Resource);
        Assert.Null(Last(IsolationModel.Pool, Statement("rds-db:connect", resource)).Finding);
    }

    [Fact]
    public void Prove_OneDatabaseUser_IsSilent() =>
        Assert.Null(Last(IsolationModel.Database, Statement("rds-db:connect", "arn:aws:rds-db:us-east-1:1:dbuser:cluster-ABC/app")).Finding);

    [Fact]
    public void Prove_AnySecretInATenantsPolicy_Leaks()
    {
        string own = Statement("dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:1:table/¤");

        Assert.Equal("arn:aws:secretsmanager:us-east-1:1:secret:tenants/globex-AbCdEf",
            Last(IsolationModel.Table, own, Statement("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:us-east-1:1:secret:tenants/*")).Finding?.Witness?.Resource);
        Assert.Null(Last(IsolationModel.Table, own, Statement("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:us-east-1:1:secret:tenants/*", """{"StringEquals":{"aws:ResourceTag/TenantId":"¤"}}""")).Finding);
        Assert.Null(Last(IsolationModel.Table, Statement("secretsmanager:GetSecretValue", "*")).Finding);
    }

    [Theory]
    [InlineData("arn:aws:s3:::files", null, "s3:ListBucket")]
    [InlineData("arn:aws:s3:::files", """{"StringLikeIfExists":{"s3:prefix":"¤/*"}}""", "s3:ListBucket")]
    [InlineData("arn:aws:s3:::files", """{"ForAllValues:StringLike":{"s3:prefix":"¤/*"}}""", "s3:ListBucket")]
    [InlineData("arn:aws:s3:::files", """{"StringLike":{"s3:prefix":"¤*"}}""", "s3:ListBucket")]
    [InlineData("arn:aws:s3:::files/*", null, "s3:GetObject")]
    public void Prove_BucketDividedByTenant_TheRestOfItLeaks(string resource, string? condition, string action)
    {
        IsolationFinding? finding = Last(IsolationModel.Table, Statement("s3:PutObject", "arn:aws:s3:::files/¤/*"), Statement("s3:*", resource, condition)).Finding;

        Assert.Equal((PolicyRule.ResourceNotBound, action), (finding!.Rule, finding.Witness!.Action));
    }

    [Theory]
    [InlineData("arn:aws:s3:::files", """{"StringLike":{"s3:prefix":"¤/*"}}""")]
    [InlineData("arn:aws:s3:::assets/*", null)]
    [InlineData("arn:aws:s3:::assets", null)]
    public void Prove_OwnPrefixOrOtherBucket_IsSilent(string resource, string? condition) =>
        Assert.Null(Last(IsolationModel.Table, Statement("s3:PutObject", "arn:aws:s3:::files/¤/*"), Statement("s3:ListBucket", resource, condition)).Finding);

    [Theory]
    [InlineData("arn:aws:dynamodb:us-east-1:1:table/*", IsolationVerdict.Leaks)]
    [InlineData("*", IsolationVerdict.Leaks)]
    [InlineData("arn:aws:dynamodb:us-east-1:1:table/orders-*", IsolationVerdict.Leaks)]
    [InlineData("arn:aws:dynamodb:us-east-1:1:table/Settings", IsolationVerdict.CannotTell)]
    public void Prove_TablePerTenant_ManyTablesLeak(string resource, IsolationVerdict expected) =>
        Assert.Equal(expected, Last(IsolationModel.Table, Statement("dynamodb:GetItem", resource)).Verdict);
}
