using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TenantAnalyzers.Tenancy;

/// <summary>The options of each file of one compilation, parsed once per file. Lives as long as the compilation's analysis.</summary>
internal sealed class TenantSettings(AnalyzerConfigOptionsProvider provider)
{
    private readonly ConcurrentDictionary<SyntaxTree, TenantIdentity> _byTree = new();

    /// <summary>What counts as the tenant in this file.</summary>
    public TenantIdentity For(SyntaxTree tree) =>
        _byTree.TryGetValue(tree, out var known) ? known : _byTree.GetOrAdd(tree, Read(tree));

    /// <summary>What counts as the tenant in a file that is no code; each is read once.</summary>
    public TenantIdentity For(AdditionalText file) => new(TenantOptions.Read(provider.GetOptions(file)));

    /// <summary>A test project reads across tenants on purpose; it is judged only on request.</summary>
    public static bool LeavesOut(AnalyzerConfigOptionsProvider provider) =>
        IsTrue(provider, "build_property.IsTestProject") && !IsTrue(provider, "build_property.TenantAnalyzersInTests");

    private TenantIdentity Read(SyntaxTree tree) => new(TenantOptions.Read(provider.GetOptions(tree)));

    private static bool IsTrue(AnalyzerConfigOptionsProvider provider, string property) =>
        provider.GlobalOptions.TryGetValue(property, out var value) && value.Trim().Equals("true", StringComparison.OrdinalIgnoreCase);
}
