using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Flow;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.DataAccess;

/// <summary>
/// Registers once for the TNT1xxx family: at each catalogued call, and at each call of a method that makes one with what it
/// is given, it asks how the access is keyed, and the rule of that kind of access decides.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DataAccessAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        Rules.QueryNotTenantScoped, Rules.ItemReadNotTenantScoped, Rules.ScanReadsEveryTenant, Rules.WriteNotTenantScoped,
        Rules.StatementNotTenantScoped, Rules.IndexQueryNotTenantScoped, Rules.BindingNotDecided);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // Nobody can mend generated code where it stands: its generator is at fault, and is judged where it is written.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (TenantSettings.LeavesOut(start.Options.AnalyzerConfigOptionsProvider) || Sdk.TryCreate(start.Compilation) is not { } sdk)
                return;
            var settings = new TenantSettings(start.Options.AnalyzerConfigOptionsProvider);
            var other = new OtherCode(start.Compilation, sdk);
            var declared = new Declarations(new EntityReader(), new TableSchemas(start.Compilation));
            var calls = new Calls(sdk, other, settings, new AccessAnalysis(sdk, other, settings, declared));
            start.RegisterOperationAction(calls.OnInvocation, OperationKind.Invocation);
            start.RegisterOperationAction(calls.OnMethodReference, OperationKind.MethodReference);
        });
    }

    /// <summary>The calls of one compilation.</summary>
    private sealed class Calls(Sdk sdk, OtherCode other, TenantSettings settings, AccessAnalysis analysis)
    {
        public void OnInvocation(OperationAnalysisContext context)
        {
            var call = (IInvocationOperation)context.Operation;
            if (sdk.TryFind(call.TargetMethod, out _) || other.ReachesDynamoDb(call.TargetMethod, context.CancellationToken))
                Judge(context);
        }

        public void OnMethodReference(OperationAnalysisContext context)
        {
            if (sdk.TryFind(((IMethodReferenceOperation)context.Operation).Method, out _))
                Judge(context);
        }

        private void Judge(OperationAnalysisContext context)
        {
            if (sdk.IsEntryPoint(context.ContainingSymbol) || TenantAttributes.CrossesTenantsOnPurpose(context.ContainingSymbol))
                return;
            var site = context.Operation.Syntax;
            var body = Root(context.Operation);
            if (!CanHaveGraph(body))
                return;
            var accesses = analysis.At(site, body, context.GetControlFlowGraph, context.CancellationToken);
            var identity = settings.For(site.SyntaxTree);
            if (analysis.Unscoped(accesses, context.CancellationToken) is { } found)
                context.ReportDiagnostic(AccessReport.Unscoped(found.Access, found.Path, site, body.Syntax, identity));
            else if (accesses is [{ Frames.IsEmpty: true } own] && own.Undecided is { } undecided)
                context.ReportDiagnostic(AccessReport.Undecided(own, undecided, site, body.Syntax, identity));
        }

        private static IOperation Root(IOperation operation)
        {
            while (operation.Parent is { } parent)
                operation = parent;
            return operation;
        }

        private static bool CanHaveGraph(IOperation body) => body is
            IMethodBodyOperation or IConstructorBodyOperation or IBlockOperation
            or IFieldInitializerOperation or IPropertyInitializerOperation or IParameterInitializerOperation;
    }
}
