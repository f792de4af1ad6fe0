using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Flow;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.DataAccess;

/// <summary>Decides how one access is keyed, from what its arguments hold on one path.</summary>
internal static class KeyBinder
{
    /// <summary>The binding of a catalogued call.</summary>
    public static KeyBinding Bind(AccessSite site, TenantIdentity identity, Declarations declared, CancellationToken cancellation)
    {
        var context = new AccessContext(site, identity, declared, cancellation);
        if (site.EntryPoint.Kind == AccessKind.Keyless)
            return context.Unknown(Table.NotVisible, $"`{site.EntryPoint.Operation}` has no key in code: say who may call it, and mark it `[CrossTenant]`");
        var attributes = new AttributeBinder(context);
        var conditions = new ConditionBinder(context, attributes);
        var items = new ItemBinder(context, attributes);
        if (site.EntryPoint.Family == SdkFamily.Client)
            return new RequestBinder(context, conditions, items, new StatementBinder(context, attributes)).Bind();
        var documents = new DocumentBinder(context, attributes, conditions, items);
        return site.EntryPoint.Family == SdkFamily.Document
            ? documents.Bind()
            : new ContextBinder(context, attributes, conditions, documents).Bind();
    }
}
