using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TenantAnalyzers.CodeFixes.Policies;

/// <summary>Adds the condition on the leading keys to a statement (TNT3001).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PolicyWithoutLeadingKeysFix))]
public sealed class PolicyWithoutLeadingKeysFix() : PolicyFix(Rules.PolicyWithoutLeadingKeys, FixTitles.AddLeadingKeysCondition, FixTitles.AddLeadingKeysConditionKey);
