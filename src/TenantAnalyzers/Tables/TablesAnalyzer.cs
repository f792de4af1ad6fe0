using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Policies;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.Tables;

/// <summary>Registers once for the TNT2xxx family: where a key is declared, by request, by builder or by attribute.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TablesAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        Rules.TableNotKeyedByTenant, Rules.IndexNotKeyedByTenant, Rules.EntityWithoutTenantHashKey);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // Nobody can mend generated code where it stands: its generator is at fault, and is judged where it is written.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (TenantSettings.LeavesOut(start.Options.AnalyzerConfigOptionsProvider))
                return;
            var settings = new TenantSettings(start.Options.AnalyzerConfigOptionsProvider);
            if (start.Options.AdditionalFiles.Any(static file => PolicyFileNames.MayHoldPolicy(file.Path)))
                start.RegisterAdditionalFileAction(file => OnFile(file, settings));
            if (Sdk.TryCreate(start.Compilation) is null)
                return;
            var analysis = new Analysis(new(start.Compilation), new(), settings);
            start.RegisterOperationAction(analysis.OnCreation, OperationKind.ObjectCreation);
            start.RegisterOperationAction(analysis.OnInvocation, OperationKind.Invocation);
            start.RegisterSymbolAction(analysis.OnType, SymbolKind.NamedType);
        });
    }

    private static void OnFile(AdditionalFileAnalysisContext context, TenantSettings settings)
    {
        if (!PolicyFileNames.MayHoldPolicy(context.AdditionalFile.Path))
            return;
        foreach (var finding in TemplateTables.Decide(context.AdditionalFile, new(settings.For(context.AdditionalFile)), context.CancellationToken))
            context.ReportDiagnostic(ToDiagnostic(finding));
    }

    private static Diagnostic ToDiagnostic(KeyFinding finding) => Diagnostic.Create(
        finding.Rule, finding.Place, ImmutableDictionary<string, string?>.Empty.Add(TableProperties.KeyAttribute, finding.Expected), finding.Message);

    /// <summary>The analysis of one compilation.</summary>
    private sealed class Analysis(TableSchemas schemas, EntityReader entities, TenantSettings settings)
    {
        public void OnCreation(OperationAnalysisContext context)
        {
            if (context.Operation is not IObjectCreationOperation { Type: { } type, Syntax: BaseObjectCreationExpressionSyntax creation } operation)
                return;
            var makesTable = RequestReader.MakesTable(type.Name);
            if (!(makesTable || RequestReader.IsIndex(type.Name)) || !Sdk.IsModelType(type) || TenantAttributes.CrossesTenantsOnPurpose(context.ContainingSymbol))
                return;
            var cancellation = context.CancellationToken;
            if (makesTable)
            {
                var table = schemas.Requests.Table(creation, type.Name, cancellation);
                Report(context, TableNotKeyedByTenant.Decide(table.Name, table.Keys, KeysFor(creation), cancellation));
            }
            else
            {
                Report(context, IndexNotKeyedByTenant.Decide(schemas.Requests.Index(creation, cancellation), OwnerOf(operation, cancellation), KeysFor(creation), cancellation));
            }
        }

        public void OnInvocation(OperationAnalysisContext context)
        {
            if (context.Operation is not IInvocationOperation { TargetMethod: var method, Syntax: InvocationExpressionSyntax call })
                return;
            var cancellation = context.CancellationToken;
            switch (method.Name)
            {
                case "CreateTable" or "CreateTableAsync" when Sdk.IsSdkAssembly(method.ContainingAssembly) && !TenantAttributes.CrossesTenantsOnPurpose(context.ContainingSymbol):
                    if (schemas.Requests.Table(call, cancellation) is { } table)
                        Report(context, TableNotKeyedByTenant.Decide(table.Name, table.Keys, KeysFor(call), cancellation));
                    break;
                case "AddHashKey" when TableBuilderReader.IsBuilderMethod(method) && !TenantAttributes.CrossesTenantsOnPurpose(context.ContainingSymbol):
                    var key = new DeclaredKeys(ImmutableArray.Create(schemas.Builders.HashKey(call, cancellation)), ImmutableArray<DeclaredKey>.Empty);
                    Report(context, TableNotKeyedByTenant.Decide(schemas.Builders.TableName(call, cancellation), key, KeysFor(call), cancellation));
                    break;
                case "AddGlobalSecondaryIndex" when TableBuilderReader.IsBuilderMethod(method) && !TenantAttributes.CrossesTenantsOnPurpose(context.ContainingSymbol):
                    Report(context, IndexNotKeyedByTenant.Decide(schemas.Builders.Index(call, cancellation), schemas.Builders.TableName(call, cancellation), KeysFor(call), cancellation));
                    break;
            }
        }

        public void OnType(SymbolAnalysisContext context)
        {
            var type = (INamedTypeSymbol)context.Symbol;
            if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct) || type.IsStatic || !entities.HasAttributes(type))
                return;
            foreach (var finding in FindingsOf(type, context.CancellationToken))
                context.ReportDiagnostic(ToDiagnostic(finding));
        }

        private IEnumerable<KeyFinding> FindingsOf(INamedTypeSymbol type, CancellationToken cancellation)
        {
            var entity = entities.For(type);
            if (entity is { HashKey: null, HasTableAttribute: false, Indexes.IsEmpty: true } || type.Locations is not [{ SourceTree: { } tree } home, ..])
                return [];
            // An abstract class without a table is a part of entities; they are judged.
            if (type.IsAbstract && !entity.HasTableAttribute)
                return [];
            var identity = settings.For(tree);
            var keys = new TenantKeys(identity);
            var table = NamedTable.Of(entity);
            if (keys.IsExempt(table) || keys.IsRegistry(table) || identity.IsTenantType(type))
                return [];

            var findings = new List<KeyFinding>();
            if (CanJudge(entity.HashKey?.Member, type, cancellation) && EntityWithoutTenantHashKey.Decide(entity, PlaceOf(entity.HashKey?.Member, type, home), keys, cancellation) is { } finding)
                findings.Add(finding);
            foreach (var index in entity.Indexes)
            {
                var member = index.HashKeys[0].Member;
                if (CanJudge(member, type, cancellation) && IndexNotKeyedByTenant.Decide(index, entity, PlaceOf(member, type, home), keys, cancellation) is { } found)
                    findings.Add(found);
            }

            return findings;
        }

        // Not where it crosses tenants on purpose, nor again where the class that declares the key is reported itself.
        private bool CanJudge(ISymbol? key, INamedTypeSymbol type, CancellationToken cancellation)
        {
            if (TenantAttributes.CrossesTenantsOnPurpose(type) || (key is not null && TenantAttributes.CrossesTenantsOnPurpose(key)))
                return false;
            for (var other = type.BaseType; other is not null && key is not null; other = other.BaseType)
            {
                var declaring = other.OriginalDefinition;
                if (SymbolEqualityComparer.Default.Equals(declaring, key.ContainingType?.OriginalDefinition) && declaring.Locations is [{ IsInSource: true }, ..])
                    return !FindingsOf(declaring, cancellation).Any();
            }

            return true;
        }

        private static Location PlaceOf(ISymbol? member, INamedTypeSymbol type, Location home) =>
            member is { Locations: [{ IsInSource: true } place, ..] } && SymbolEqualityComparer.Default.Equals(member.ContainingType, type) ? place : home;

        // The request that an index is written into.
        private DeclaredName OwnerOf(IOperation index, CancellationToken cancellation)
        {
            for (var current = index.Parent; current is not null; current = current.Parent)
            {
                if (current is IObjectCreationOperation { Type: { } type, Syntax: BaseObjectCreationExpressionSyntax creation }
                    && (RequestReader.MakesTable(type.Name) || RequestReader.AddsIndexes(type.Name)) && Sdk.IsModelType(type))
                {
                    return schemas.Requests.Table(creation, type.Name, cancellation).Name;
                }
            }

            return default;
        }

        private TenantKeys KeysFor(SyntaxNode node) => new(settings.For(node.SyntaxTree));

        private static void Report(OperationAnalysisContext context, KeyFinding? finding)
        {
            if (finding is not null)
                context.ReportDiagnostic(ToDiagnostic(finding));
        }
    }
}
