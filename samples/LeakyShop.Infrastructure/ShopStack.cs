using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.IAM;
using Constructs;
using Attribute = Amazon.CDK.AWS.DynamoDB.Attribute;

namespace LeakyShop.Infrastructure;

/// <summary>The table of the shop's orders, and who may do what with it.</summary>
public sealed class ShopStack : Stack
{
    public ShopStack(Construct scope, string id)
        : base(scope, id)
    {
        var orders = new Table(this, "Orders", new TableProps
        {
            PartitionKey = new Attribute { Name = "tenantId", Type = AttributeType.STRING },
            SortKey = new Attribute { Name = "orderId", Type = AttributeType.STRING },
        });
        var service = new Role(this, "OrderService", new RoleProps { AssumedBy = new ServicePrincipal("ecs-tasks.amazonaws.com") });
        var support = new Role(this, "Support", new RoleProps { AssumedBy = new AccountPrincipal(Account) });

        // One call, and the role of every tenant's session has the whole table.
        orders.GrantReadWriteData(service);

        support.AddToPolicy(new PolicyStatement(new PolicyStatementProps
        {
            Actions = ["dynamodb:GetItem", "dynamodb:Scan"],
            Resources = [orders.TableArn],
            Conditions = new Dictionary<string, object>
            {
                ["ForAllValues:StringEquals"] = new Dictionary<string, string[]> { ["dynamodb:LeadingKeys"] = ["${aws:PrincipalTag/TenantId}"] },
            },
        }));
    }
}
