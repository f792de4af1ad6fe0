namespace TenantAnalyzers.Benchmarks.Corpus;

/// <summary>The entities of the generated data layer: one keyed by the tenant, one by its own id.</summary>
internal static class Rows
{
    public const string Text = """
        using Amazon.DynamoDBv2.DataModel;

        namespace Shop.Data;

        [DynamoDBTable("Orders")]
        public sealed class OrderRow
        {
            [DynamoDBHashKey("tenantId")]
            public string TenantId { get; set; } = "";

            [DynamoDBRangeKey("orderId")]
            public string OrderId { get; set; } = "";

            [DynamoDBProperty("status")]
            public string Status { get; set; } = "";

            [DynamoDBVersion]
            public int? Version { get; set; }
        }

        [DynamoDBTable("Tickets")]
        public sealed class TicketRow
        {
            [DynamoDBHashKey("ticketId")]
            public string TicketId { get; set; } = "";

            [DynamoDBProperty("tenantId")]
            public string TenantId { get; set; } = "";

            [DynamoDBProperty("status")]
            public string Status { get; set; } = "";
        }

        """;
}
