using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TenantAnalyzers.CodeFixes.Policies;

/// <summary>Ends the tenant's part of a pattern with a delimiter that no tenant id holds (TNT3003).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeyPatternMatchesOtherTenantsFix))]
public sealed class KeyPatternMatchesOtherTenantsFix() : PolicyFix(Rules.KeyPatternMatchesOtherTenants, FixTitles.DelimitKeyPattern, FixTitles.DelimitKeyPatternKey);
