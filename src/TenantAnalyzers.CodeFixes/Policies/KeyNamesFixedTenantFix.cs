using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TenantAnalyzers.CodeFixes.Policies;

/// <summary>Puts the policy variable where a tenant is named (TNT3004).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeyNamesFixedTenantFix))]
public sealed class KeyNamesFixedTenantFix() : PolicyFix(Rules.KeyNamesFixedTenant, FixTitles.UsePolicyVariable, FixTitles.UsePolicyVariableKey);
