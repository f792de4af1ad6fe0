using System.Text.Json;
using System.Text.Json.Nodes;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Iam.Expressions;
using TenantAnalyzers.Iam.Expressions.PartiQl;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>
/// ExecuteStatement, BatchExecuteStatement and ExecuteTransaction: each statement asks for the action of its verb (developer guide, "IAM
/// security policies with PartiQL"). A <c>NextToken</c> says only where a page starts: DynamoDB Local was seen to answer a token of another
/// statement, and a forged one, with items of the statement's own partitions or none; and the statement comes with every page.
/// </summary>
internal static class StatementOperations
{
    private const string Statement = "Statement Parameters[ ReturnValuesOnConditionCheckFailure";

    internal static readonly Shape SingleShape = Shape.Of(Statement + " ConsistentRead? Limit# NextToken ReturnConsumedCapacity");
    internal static readonly Shape BatchShape = Shape.Of("Statements[ ReturnConsumedCapacity");
    internal static readonly Shape BatchElement = Shape.Of(Statement + " ConsistentRead?");
    internal static readonly Shape TransactionShape = Shape.Of("TransactStatements[ ClientRequestToken ReturnConsumedCapacity");
    internal static readonly Shape TransactionElement = Shape.Of(Statement);

    public static async ValueTask ReadAsync(RequestReading request)
    {
        foreach (var access in await ReadElementAsync(request, request.Body, SingleShape, request.Parameters).ConfigureAwait(false))
            request.Add(access);
    }

    public static async ValueTask ReadBatchAsync(RequestReading request)
    {
        BatchShape.CheckKinds(request.Body);
        AuditParameters.Copy(request.Body, request.Parameters);
        JsonArray statements = [];
        request.Parameters["statements"] = statements;
        foreach (var element in WireJson.List(request.Body, "Statements").EnumerateArray())
        {
            foreach (var access in await ReadElementAsync(request, element, BatchElement, NewIn(statements)).ConfigureAwait(false))
                request.Add(access);
        }

        BatchShape.CheckNames(request.Body);
    }

    public static async ValueTask ReadTransactionAsync(RequestReading request)
    {
        TransactionShape.CheckKinds(request.Body);
        AuditParameters.Copy(request.Body, request.Parameters);
        JsonArray statements = [];
        request.Parameters["transactStatements"] = statements;
        var all = new AccessUnion(request);
        foreach (var element in WireJson.List(request.Body, "TransactStatements").EnumerateArray())
        {
            foreach (var access in await ReadElementAsync(request, element, TransactionElement, NewIn(statements)).ConfigureAwait(false))
            {
                access.EnclosingOperation = request.Operation;
                all.Add(access);
            }
        }

        TransactionShape.CheckNames(request.Body);
        all.Finish();
    }

    private static JsonObject NewIn(JsonArray statements)
    {
        JsonObject parameters = [];
        statements.Add((JsonNode)parameters);
        return parameters;
    }

    private static async ValueTask<List<AccessBuilder>> ReadElementAsync(RequestReading request, JsonElement element, Shape shape, JsonObject parameters)
    {
        shape.CheckKinds(element);
        AuditParameters.Copy(element, parameters);
        var text = WireJson.FindText(element, "Statement") ?? throw new DoubtException("`Statement` is missing");
        parameters["statement"] = RedactedStatement.Of(text, []);
        var statement = PartiQlReader.Read(text);
        if (!statement.IsValid || text.Contains(ExpressionLexer.Hole, StringComparison.Ordinal))
            throw new DoubtException("the statement is not of the documented grammar");
        var table = request.Table(statement.Table.Text);
        var index = statement.Index?.Text;
        if (index is not null && !TableReference.IsName(index))
            throw new DoubtException("the name of the index is not valid");
        var found = await request.FindAsync(table, index).ConfigureAwait(false);

        var keys = StatementKeys.Unknown;
        if (found is { } known)
        {
            keys = StatementKeys.Read(text, statement, known.Key, index is null ? known.Key : null, Values(element));
            foreach (var key in keys.Partitions ?? [])
                request.NoteKeys([key]);
            parameters["statement"] = RedactedStatement.Of(text, keys.Literals);
        }

        if (statement.HasComment)
            throw new DoubtException("the statement has a comment, and readers differ in where it ends");
        if (Values(element).Length != statement.ParameterCount)
            throw new DoubtException("the statement has another number of parameters than the request");
        shape.CheckNames(element);
        return [.. ActionsOf(request, statement).Select(action => Build(action, statement, table, index, keys, element))];
    }

    // Developer guide, "EXISTS": the condition check of a transaction. Which action it asks for is not documented: both.
    private static DynamoDbAction[] ActionsOf(RequestReading request, PartiQlStatement statement) => statement.Verb switch
    {
        PartiQlVerb.Select => [Actions.PartiQLSelect],
        PartiQlVerb.Insert => [Actions.PartiQLInsert],
        PartiQlVerb.Update => [Actions.PartiQLUpdate],
        PartiQlVerb.Delete => [Actions.PartiQLDelete],
        _ when request.Operation == "ExecuteTransaction" => [Actions.PartiQLSelect, Actions.ConditionCheckItem],
        _ => throw new DoubtException("EXISTS stands outside of a transaction"),
    };

    private static AccessBuilder Build(DynamoDbAction action, PartiQlStatement statement, TableReference table, string? index, StatementKeys keys, JsonElement element)
    {
        var access = new AccessBuilder(action, index is null ? table.Arn : table.IndexArn(index), table.Arn)
        {
            IsFullTableScan = keys.Partitions is null,
            ReturnValues = statement.Returning,
            ReturnsOldOnFailure = WireJson.FindText(element, "ReturnValuesOnConditionCheckFailure") == "ALL_OLD",
            Select = statement.IsProjected ? "SPECIFIC_ATTRIBUTES" : index is null ? "ALL_ATTRIBUTES" : "ALL_PROJECTED_ATTRIBUTES",
        };
        foreach (var key in keys.Partitions ?? [])
            access.AddPartition([key]);
        foreach (var name in statement.Named)
            access.Attributes.Add(name.Text);
        foreach (var field in statement.Inserted)
            access.Attributes.Add(field.Name.Text);
        return access;
    }

    private static JsonElement[] Values(JsonElement element)
    {
        if (!element.TryGetProperty("Parameters"u8, out var parameters))
            return [];
        foreach (var parameter in parameters.EnumerateArray())
            AttributeValues.Check(parameter);
        return [.. parameters.EnumerateArray()];
    }
}
