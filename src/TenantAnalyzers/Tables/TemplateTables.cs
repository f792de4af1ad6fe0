using Microsoft.CodeAnalysis;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Policies;

namespace TenantAnalyzers.Tables;

/// <summary>TNT2001 in CloudFormation and SAM templates: a table that is declared with a partition key other than the tenant.</summary>
internal static class TemplateTables
{
    private const string Types = "AWS::";

    /// <summary>The tables of a file whose key is certainly not the tenant's.</summary>
    public static IEnumerable<KeyFinding> Decide(AdditionalText file, TenantKeys tenantKeys, CancellationToken cancellation)
    {
        if (file.GetText(cancellation) is not { Length: <= FileReports.MaxLength } source)
            yield break;
        var text = source.ToString();
        if (text.IndexOf(Types, StringComparison.Ordinal) < 0 || !PolicyFiles.MayHoldPolicy(text))
            yield break;
        var places = new FilePlaces(file.Path, source);
        foreach (var declared in PolicyFiles.Read(text, cancellation).Tables)
        {
            // A name that the template puts together is not known; what the template calls the table is.
            var table = new NamedTable(declared.Name.IndexOf(PolicyValue.Hole) < 0 ? declared.Name : null, declared.LogicalId, null);
            if (declared.PartitionKey is not { } attribute || tenantKeys.IsExempt(table) || tenantKeys.IsRegistry(table)
                || !tenantKeys.IsCertainlyOther(attribute, member: null, table, index: null, cancellation))
            {
                continue;
            }

            var expected = tenantKeys.Expected(table, index: null);
            yield return new(TableNotKeyedByTenant.Rule, places[declared.Span], expected, [table.InWords, attribute, expected]);
        }
    }
}
