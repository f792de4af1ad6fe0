using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TenantAnalyzers.CodeFixes.Policies;

/// <summary>Spells a key, an operator, an element or an effect as IAM does, where only one can be meant (TNT3007).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PolicyMalformedFix))]
public sealed class PolicyMalformedFix() : PolicyFix(Rules.PolicyMalformed, FixTitles.CorrectSpelling, FixTitles.CorrectSpellingKey);
