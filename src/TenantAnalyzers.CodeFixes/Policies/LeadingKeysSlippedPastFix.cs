using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TenantAnalyzers.CodeFixes.Policies;

/// <summary>Closes the way past a condition: the operator, and the demand that the key is there (TNT3002).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LeadingKeysSlippedPastFix))]
public sealed class LeadingKeysSlippedPastFix() : PolicyFix(Rules.LeadingKeysSlippedPast, FixTitles.CloseLeadingKeysCondition, FixTitles.CloseLeadingKeysConditionKey);
