using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.DataAccess;

/// <summary>Makes the diagnostic of one access: the rule that fits best, its message, and the places its fix needs.</summary>
internal static class AccessReport
{
    /// <summary>The diagnostic of an access that is proved unscoped.</summary>
    public static Diagnostic Unscoped(Access access, AccessPath path, SyntaxNode site, SyntaxNode body, TenantIdentity identity)
    {
        var (rule, message) = access switch
        {
            _ when IndexQueryNotTenantScoped.Applies(access, path) => (IndexQueryNotTenantScoped.Rule, IndexQueryNotTenantScoped.Message(access, path)),
            _ when QueryNotTenantScoped.Applies(access) => (QueryNotTenantScoped.Rule, QueryNotTenantScoped.Message(access, path)),
            _ when ItemReadNotTenantScoped.Applies(access) => (ItemReadNotTenantScoped.Rule, ItemReadNotTenantScoped.Message(access, path)),
            _ when WriteNotTenantScoped.Applies(access) => (WriteNotTenantScoped.Rule, WriteNotTenantScoped.Message(access, path)),
            _ when StatementNotTenantScoped.Applies(access) => (StatementNotTenantScoped.Rule, StatementNotTenantScoped.Message(access, path)),
            _ => (ScanReadsEveryTenant.Rule, ScanReadsEveryTenant.Message(access, path)),
        };
        return Create(rule, message, access, path, site, body, identity);
    }

    /// <summary>The diagnostic of an access that cannot be decided.</summary>
    public static Diagnostic Undecided(Access access, AccessPath path, SyntaxNode site, SyntaxNode body, TenantIdentity identity) =>
        Create(BindingNotDecided.Rule, BindingNotDecided.Message(access, path), access, path, site, body, identity);

    private static Diagnostic Create(
        DiagnosticDescriptor rule, object[] message, Access access, AccessPath path, SyntaxNode site, SyntaxNode body, TenantIdentity identity)
    {
        var binding = path.Binding;
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        properties.Add(AccessProperties.KeyAttribute, binding.KeyAttribute);
        properties.Add(AccessProperties.KeyFormat, identity.Options.KeyFormat);
        if (binding.Parts.HasIndex)
            properties.Add(AccessProperties.HasIndex, "true");
        if (binding.Parts.HasOtherKey)
            properties.Add(AccessProperties.HasOtherKey, "true");
        if (binding.Parts.IsKeyFull)
            properties.Add(AccessProperties.IsKeyFull, "true");
        if (!access.Frames.IsEmpty)
            properties.Add(AccessProperties.IsThroughMethod, "true");
        var places = new List<Location>();
        foreach (var place in binding.Parts.Places())
        {
            // What a method elsewhere made is not for the fix of this call to change.
            if (place.Value.SyntaxTree != body.SyntaxTree || !body.Span.Contains(place.Value.Span))
                continue;
            Add(place.Key, place.Value.GetLocation());
        }

        if (!access.Frames.IsEmpty)
            Add(AccessProperties.AccessAt, CalledMember(access.Call));
        if (binding is { Kind: BindingKind.Unknown, Cause: { Locations: [{ IsInSource: true } declared, ..] } })
            Add(AccessProperties.CauseAt, declared);
        return Diagnostic.Create(rule, CalledMember(site), places, properties.ToImmutable(), message);

        void Add(string name, Location place)
        {
            properties.Add(name, places.Count.ToString(CultureInfo.InvariantCulture));
            places.Add(place);
        }
    }

    // `client.QueryAsync`, without its arguments.
    private static Location CalledMember(SyntaxNode call) =>
        (call as InvocationExpressionSyntax)?.Expression.GetLocation() ?? call.GetLocation();
}
