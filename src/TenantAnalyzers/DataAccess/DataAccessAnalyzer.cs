using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Flow;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.DataAccess;

/// <summary>
/// Registers once for the TNT1xxx family: at each catalogued call it asks how the access is keyed, and the rule of that
/// kind of access decides. A body is walked once, however many calls it has.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DataAccessAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        Rules.QueryNotTenantScoped, Rules.ItemReadNotTenantScoped, Rules.ScanReadsEveryTenant);

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
            var analysis = new Analysis(sdk, new OtherCode(start.Compilation), new TenantSettings(start.Options.AnalyzerConfigOptionsProvider));
            start.RegisterOperationAction(analysis.OnInvocation, OperationKind.Invocation);
        });
    }

    /// <summary>The analysis of one compilation.</summary>
    private sealed class Analysis(Sdk sdk, OtherCode other, TenantSettings settings)
    {
        // By the body's syntax, which lives as long as the compilation; only bodies with an access get here.
        private readonly ConcurrentDictionary<SyntaxNode, ImmutableDictionary<SyntaxNode, Access>> _bodies = new();

        public void OnInvocation(OperationAnalysisContext context)
        {
            var call = (IInvocationOperation)context.Operation;
            if (!sdk.TryFind(call.TargetMethod, out var called) || !HasRule(called) || sdk.IsEntryPoint(context.ContainingSymbol) || TenantAttributes.CrossesTenantsOnPurpose(context.ContainingSymbol))
                return;
            var identity = settings.For(call.Syntax.SyntaxTree);
            if (AccessesIn(context, call, identity).TryGetValue(call.Syntax, out var access) && access.Unscoped is { } path)
                context.ReportDiagnostic(Report(access, path, call, identity));
        }

        private ImmutableDictionary<SyntaxNode, Access> AccessesIn(OperationAnalysisContext context, IOperation call, TenantIdentity identity)
        {
            var body = Root(call);
            if (_bodies.TryGetValue(body.Syntax, out var known))
                return known;
            if (!CanHaveGraph(body))
                return ImmutableDictionary<SyntaxNode, Access>.Empty;

            var paths = new Dictionary<SyntaxNode, (EntryPoint EntryPoint, List<AccessPath> Paths)>();
            var interpreter = new Interpreter(sdk, identity, other, body, Observe, context.CancellationToken);
            interpreter.Run(context.GetControlFlowGraph());
            var found = ImmutableDictionary.CreateBuilder<SyntaxNode, Access>();
            foreach (var item in paths)
                found.Add(item.Key, new(item.Value.EntryPoint, item.Value.Paths.ToImmutableArray()));
            return _bodies.GetOrAdd(body.Syntax, found.ToImmutable());

            void Observe(IInvocationOperation site, EntryPoint entryPoint, ImmutableArray<AccessArgument> arguments, FlowState state)
            {
                if (!HasRule(entryPoint))
                    return;
                if (!paths.TryGetValue(site.Syntax, out var seen))
                    paths.Add(site.Syntax, seen = (entryPoint, []));
                seen.Paths.Add(new(new KeyBinder(identity, state).Bind(entryPoint, arguments), state.Path));
            }
        }

        private static bool HasRule(EntryPoint entryPoint) =>
            entryPoint is { Family: SdkFamily.Client, Operation: "Query" or "GetItem" or "Scan" };

        private static IOperation Root(IOperation operation)
        {
            while (operation.Parent is { } parent)
                operation = parent;
            return operation;
        }

        private static bool CanHaveGraph(IOperation body) => body is
            IMethodBodyOperation or IConstructorBodyOperation or IBlockOperation
            or IFieldInitializerOperation or IPropertyInitializerOperation or IParameterInitializerOperation;

        private static Diagnostic Report(Access access, AccessPath path, IInvocationOperation call, TenantIdentity identity)
        {
            var binding = path.Binding;
            var body = Root(call).Syntax;
            var properties = ImmutableDictionary.CreateBuilder<string, string?>();
            properties.Add(AccessProperties.KeyAttribute, binding.KeyAttribute);
            properties.Add(AccessProperties.KeyFormat, identity.Options.KeyFormat);
            if (binding.Parts.HasIndex)
                properties.Add(AccessProperties.HasIndex, "true");
            var places = new List<Location>();
            foreach (var place in binding.Parts.Places())
            {
                // What a method elsewhere made is not for the fix of this call to change.
                if (place.Value.SyntaxTree != body.SyntaxTree || !body.Span.Contains(place.Value.Span))
                    continue;
                properties.Add(place.Key, places.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
                places.Add(place.Value.GetLocation());
            }

            var (rule, message) = access switch
            {
                _ when QueryNotTenantScoped.Applies(access) => (QueryNotTenantScoped.Rule, QueryNotTenantScoped.Message(access, path)),
                _ when ItemReadNotTenantScoped.Applies(access) => (ItemReadNotTenantScoped.Rule, ItemReadNotTenantScoped.Message(access, path)),
                _ => (ScanReadsEveryTenant.Rule, ScanReadsEveryTenant.Message(access, path)),
            };
            return Diagnostic.Create(rule, CalledMember(call), places, properties.ToImmutable(), message);
        }

        // `client.QueryAsync`, without its arguments.
        private static Location CalledMember(IInvocationOperation call) =>
            (call.Syntax as InvocationExpressionSyntax)?.Expression.GetLocation() ?? call.Syntax.GetLocation();
    }
}
