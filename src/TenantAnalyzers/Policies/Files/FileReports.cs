using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Tables;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.Policies;

/// <summary>Reads an additional file and proves each policy in it.</summary>
internal sealed class FileReports
{
    /// <summary>Far more than a template may have (1 MB, CloudFormation quotas): what is longer is data.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    private readonly FilePlaces _places;
    private readonly TenantIdentity _identity;
    private readonly PolicyFile _file;

    private FileReports(PolicyFile file, FilePlaces places, TenantIdentity identity) => (_file, _places, _identity) = (file, places, identity);

    /// <summary>The diagnostics of a file; empty when it holds no policy or cannot be read.</summary>
    public static ImmutableArray<Diagnostic> Of(AdditionalText file, TenantIdentity identity, CancellationToken cancellationToken)
    {
        if (file.GetText(cancellationToken) is not { Length: <= MaxLength } source)
            return ImmutableArray<Diagnostic>.Empty;
        var text = source.ToString();
        if (!PolicyFiles.MayHoldPolicy(text))
            return ImmutableArray<Diagnostic>.Empty;
        var places = new FilePlaces(file.Path, source);
        var read = PolicyFiles.Read(text, cancellationToken);
        if (read.Kind == PolicyFileKind.Invalid)
            return PolicyFileNames.IsPolicy(file.Path) ? Invalid(text, read, places) : ImmutableArray<Diagnostic>.Empty;

        var reports = new FileReports(read, places, identity);
        return ImmutableArray.CreateRange(read.Sites.SelectMany(site => reports.Of(site, cancellationToken)));
    }

    // Other JSON may be written for a reader that is more generous.
    private static ImmutableArray<Diagnostic> Invalid(string text, PolicyFile file, FilePlaces places) =>
        ImmutableArray.CreateRange(PolicyMalformed.InInvalidJson(text, file.Errors), error => Diagnostic.Create(PolicyMalformed.Rule, places[error.Span], error.Message));

    private ImmutableArray<Diagnostic> Of(PolicySite site, CancellationToken cancellationToken)
    {
        var source = new FilePolicy(site, _places, _identity);
        var model = PolicyModel.For(source, _identity.Options);
        var known = model.IsTenantIndex;
        model = model with { IsTenantIndex = (table, index) => known?.Invoke(table, index) ?? IsTenantIndex(table, index, cancellationToken) };
        return PolicyReports.Of(source, site.Policy, Errors(site, cancellationToken), SiteProof.Prove(site, model, cancellationToken: cancellationToken));
    }

    // An index that the same template declares.
    private bool? IsTenantIndex(string table, string index, CancellationToken cancellationToken)
    {
        foreach (var fact in _file.Tables)
        {
            if (fact.Name != table || fact.Indexes.FirstOrDefault(item => item.Name == index) is not { } declared)
                continue;
            // A local index has the partitions of its table.
            if (declared.IsLocal || (declared.PartitionKey is { } key && _identity.IsPartitionKey(key)))
                return true;
            var named = new NamedTable(fact.Name, fact.LogicalId, null);
            return declared.PartitionKey is { } other && new TenantKeys(_identity).IsCertainlyOther(other, member: null, named, index, cancellationToken) ? false : null;
        }

        return null;
    }

    private static ImmutableArray<PolicyError> Errors(PolicySite site, CancellationToken cancellationToken)
    {
        if (site.Errors.IsEmpty || !PolicyMalformed.IsConcerned(site.Policy.Text))
            return ImmutableArray<PolicyError>.Empty;
        // In the policy's own text it shows which parts are filled in; what only the template says follows behind.
        var own = PolicyReader.Read(site.Policy.Text, cancellationToken).Errors;
        var errors = PolicyMalformed.InCode(site.Policy.Text, own).ToBuilder();
        for (var i = own.Length; i < site.Errors.Length; i++)
            errors.Add(site.Errors[i] with { Span = (site.StatementAt(site.Errors[i].Span)?.Node ?? site.Policy.Node).Span });
        return errors.ToImmutable();
    }
}
