using System.Text;

namespace TenantAnalyzers.Benchmarks.Corpus;

/// <summary>
/// Repositories that reach DynamoDB, in the proportions measured over public code: by which API, with which operation, how the
/// request is made. Half of the accesses that can name a tenant do. Each block has the same mix, so that twice the blocks
/// is twice the work.
/// </summary>
internal static class DataLayer
{
    /// <summary>Accesses of one block.</summary>
    public const int BlockSize = 500;

    private const int AccessesPerFile = 10;

    private static readonly string[] Tables = ["Orders", "Invoices", "Shipments", "Contracts", "Tickets", "Bookings"];

    /// <summary>The rows and as many repositories as have <paramref name="blocks"/> blocks of accesses.</summary>
    public static IEnumerable<SourceFile> Generate(int blocks)
    {
        yield return new("Data/Rows.cs", Rows.Text);
        for (var block = 0; block < blocks; block++)
        {
            var random = new Random(10_000 + block);
            var writers = Mix.Spread<IAccessWriter>(
                BlockSize,
                random,
                (new ClientAccesses(random, BlockSize), 56),
                (new ContextAccesses(random, BlockSize), 34),
                (new DocumentAccesses(random), 8),
                (new PartiQlAccesses(random), 2));
            for (var file = 0; file < BlockSize / AccessesPerFile; file++)
            {
                var name = $"{Tables[file % Tables.Length]}Repository{block}x{file}";
                yield return new($"Data/{name}.cs", Repository(name, Tables[file % Tables.Length], writers.AsSpan(file * AccessesPerFile, AccessesPerFile)));
            }
        }
    }

    private static string Repository(string name, string table, ReadOnlySpan<IAccessWriter> writers)
    {
        var text = new StringBuilder($$"""
            using Amazon.DynamoDBv2;
            using Amazon.DynamoDBv2.DataModel;
            using Amazon.DynamoDBv2.DocumentModel;
            using Amazon.DynamoDBv2.Model;

            namespace Shop.Data;

            public sealed class {{name}}(IAmazonDynamoDB client, IDynamoDBContext context, ITable table)
            {
                private const string TableName = "{{table}}";

                private readonly IAmazonDynamoDB _client = client;


            """);
        for (var i = 0; i < writers.Length; i++)
            writers[i].Write(text, i + 1);
        return text.Append("""
                private static AttributeValue Text(string text) => new() { S = text };
            }

            """).ToString();
    }
}

/// <summary>Writes methods that access DynamoDB through one of the SDK's APIs.</summary>
internal interface IAccessWriter
{
    /// <summary>One method with one access; <paramref name="number"/> is unique in the class.</summary>
    void Write(StringBuilder text, int number);
}
