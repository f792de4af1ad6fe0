using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TenantAnalyzers.CodeFixes.Policies;

/// <summary>Sets the version of the policy language that has variables (TNT3005).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PolicyVariableWithoutVersionFix))]
public sealed class PolicyVariableWithoutVersionFix() : PolicyFix(Rules.PolicyVariableWithoutVersion, FixTitles.SetPolicyVersion, FixTitles.SetPolicyVersionKey);
