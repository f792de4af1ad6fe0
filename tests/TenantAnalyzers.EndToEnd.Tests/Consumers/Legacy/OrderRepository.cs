using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TenantAnalyzers;

namespace Legacy
{
    public class OrderRepository
    {
        private readonly IAmazonDynamoDB _dynamo;

        public OrderRepository(IAmazonDynamoDB dynamo)
        {
            _dynamo = dynamo;
        }

        public Task<ScanResponse> All([TenantId] string owner)
        {
            return _dynamo.ScanAsync(new ScanRequest("Orders")); // TNT1003
        }

        [CrossTenant("The monthly invoice run reads every tenant")]
        public Task<ScanResponse> Invoices()
        {
            return _dynamo.ScanAsync(new ScanRequest("Invoices"));
        }

        [CrossTenant("")] // TNT1007
        public Task<ScanResponse> NoReason()
        {
            return _dynamo.ScanAsync(new ScanRequest("Invoices")); // TNT1003
        }

        public Task<GetItemResponse> Settings([TenantId] string owner)
        {
            return _dynamo.GetItemAsync("Settings", new Dictionary<string, AttributeValue> { { "tenantId", new AttributeValue { S = owner } } });
        }
    }
}
