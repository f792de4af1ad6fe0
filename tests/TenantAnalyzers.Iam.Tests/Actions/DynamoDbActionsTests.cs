namespace TenantAnalyzers.Iam.Tests.Actions;

public sealed class DynamoDbActionsTests
{
    [Fact]
    public void All_Names_AreDistinctAndOfTheService()
    {
        Assert.Equal(DynamoDbActions.All.Length, DynamoDbActions.All.Select(static action => action.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(DynamoDbActions.All, static action => Assert.Matches("^dynamodb:[A-Z][A-Za-z]+$", action.Name));
    }

    /// <summary>"Actions, resources, and condition keys for Amazon DynamoDB": who carries dynamodb:LeadingKeys.</summary>
    [Fact]
    public void CarriesLeadingKeys_IsTrueOfTheseOnly() => Assert.Equal(
        ["BatchGetItem", "BatchWriteItem", "ConditionCheckItem", "DeleteItem", "GetItem", "PartiQLDelete", "PartiQLInsert", "PartiQLSelect", "PartiQLUpdate", "PutItem", "Query", "UpdateItem"],
        DynamoDbActions.All.Where(static action => action.CarriesLeadingKeys).Select(static action => action.Name["dynamodb:".Length..]).Order(StringComparer.Ordinal));

    [Fact]
    public void IsItemAction_IsTrueOfThoseAndOfBulkReads() => Assert.Equal(
        ["dynamodb:Scan", "dynamodb:SearchVectors"],
        DynamoDbActions.ItemActions.Where(static action => !action.CarriesLeadingKeys).Select(static action => action.Name));

    [Theory]
    [InlineData("DYNAMODB:GETITEM", DynamoDbReach.Items)]
    [InlineData("dynamodb:Scan", DynamoDbReach.BulkRead)]
    [InlineData("dynamodb:GetRecords", DynamoDbReach.Stream)]
    [InlineData("dynamodb:ExportTableToPointInTime", DynamoDbReach.Export)]
    [InlineData("dynamodb:RestoreTableFromBackup", DynamoDbReach.Restore)]
    [InlineData("dynamodb:PutResourcePolicy", DynamoDbReach.Grant)]
    [InlineData("dynamodb:DeleteTable", DynamoDbReach.Destroy)]
    [InlineData("dynamodb:CreateTableReplica", DynamoDbReach.Replication)]
    [InlineData("dynamodb:CreateTable", DynamoDbReach.Settings)]
    [InlineData("dynamodb:DescribeTable", DynamoDbReach.Metadata)]
    [InlineData("dynamodb:NotYetInvented", null)]
    [InlineData("s3:GetObject", null)]
    public void Find_Name_GivesItsReach(string name, DynamoDbReach? reach) => Assert.Equal(reach, DynamoDbActions.Find(name)?.Reach);

    /// <summary>The patterns that policies use, expanded.</summary>
    [Theory]
    [InlineData("dynamodb:Get*", "GetAbacStatus GetItem GetRecords GetResourcePolicy GetShardIterator")]
    [InlineData("dynamodb:*Item", "BatchGetItem BatchWriteItem ConditionCheckItem DeleteItem GetItem PutItem UpdateItem")]
    [InlineData("dynamodb:Batch*", "BatchGetItem BatchWriteItem")]
    [InlineData("dynamodb:S*", "Scan SearchVectors StartAwsBackupJob")]
    [InlineData("dynamodb:partiql*", "PartiQLDelete PartiQLInsert PartiQLSelect PartiQLUpdate")]
    public void Matches_Pattern_ExpandsTo(string pattern, string expected) => Assert.Equal(
        expected.Split(' '),
        DynamoDbActions.All.Where(action => DynamoDbActions.Matches(pattern, action.Name)).Select(static action => action.Name["dynamodb:".Length..]).Order(StringComparer.Ordinal));
}
