using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.Flow;

/// <summary>
/// Walks one body along its control-flow graph and follows what its variables and the objects it creates hold. Paths stay
/// apart while they tell different stories and are joined when there are too many; what differs is then not known. All
/// work is bounded: what is not reached when the budget is used up stays unjudged.
/// </summary>
internal sealed partial class Interpreter
{
    // Above the first bound states that differ in the outcome of tests only are one; above the second all are joined.
    private const int ManyStates = 12;
    private const int MostStates = 24;

    // The paths of a callee end in one state: it is not worth many of its own.
    private const int MostStatesInCallee = 6;

    // Steps, each an operation or the comparison of a few values of two states.
    private const int Budget = 60_000;
    private const int ValuesPerStep = 16;
    private const int DeepestExpression = 200;
    private const int DeepestFunction = 8;

    private readonly Sdk _sdk;
    private readonly TenantIdentity _identity;
    private readonly OtherCode _other;
    private readonly AccessObserver _observer;
    private readonly VariableChanges _changes;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<(SyntaxNode Creation, int Context, int Round), int> _objectIds = [];
    private readonly Dictionary<SyntaxNode, List<FlowState>> _functionRuns = [];
    private readonly Dictionary<SyntaxNode, FlowValue> _functionResults = [];

    private ControlFlowGraph _graph = null!;
    private Dictionary<CaptureId, IOperation> _places = [];
    private HashSet<CaptureId> _nullTested = [];
    private FlowState _state = FlowState.Empty;
    private FlowValue? _this;
    private bool _neverReturns;
    private int _steps;
    private int _depth;
    private int _functionDepth;

    public Interpreter(
        Sdk sdk, TenantIdentity identity, OtherCode other, IOperation body, AccessObserver observer, CancellationToken cancellation)
    {
        _sdk = sdk;
        _identity = identity;
        _other = other;
        _observer = observer;
        _changes = new VariableChanges(body, cancellation);
        _cancellation = cancellation;
    }

    /// <summary>Walks the graph of the whole body, with the local functions and lambdas in it.</summary>
    public void Run(ControlFlowGraph graph) => Run(graph, FlowState.Empty);

    /// <summary>The type that a type parameter of a followed method stands for; any other type is itself.</summary>
    public ITypeSymbol Resolve(ITypeSymbol type) =>
        type is ITypeParameterSymbol parameter && _typeArguments.TryGetValue(parameter, out var actual) ? actual : type;

    /// <summary>What a member of an object holds, in the state of the access that is being observed.</summary>
    public FlowValue ReadMember(FlowValue owner, ISymbol member, SyntaxNode at) => member switch
    {
        IPropertySymbol property => ReadProperty(property, owner, at),
        IFieldSymbol field => ReadField(field, owner),
        _ => NotFollowed,
    };

    private void Observe(IOperation operation, IMethodSymbol method, EntryPoint entryPoint, FlowValue? receiver, ImmutableArray<AccessArgument> arguments)
    {
        // What is known when the budget is used up is only a part.
        if (_steps <= Budget)
            _observer(new AccessSite(operation, method, entryPoint, receiver, arguments, _state, _frames, this));
    }

    private void Run(ControlFlowGraph graph, FlowState start)
    {
        if (_functionDepth >= DeepestFunction)
            return;
        var (outerGraph, outerState, outerPlaces, outerNullTested, outerDepth) = (_graph, _state, _places, _nullTested, _depth);
        (_graph, _places, _nullTested, _depth) = (graph, [], [], 0);
        _functionDepth++;

        Walk(graph, start);
        foreach (var function in graph.LocalFunctions)
        {
            // It is handed to other code: of the variables around it only their names are known.
            if (_calledFunctions.Contains(function.OriginalDefinition))
                continue;
            Run(graph.GetLocalFunctionControlFlowGraph(function, _cancellation), FlowState.Empty);
        }

        _functionDepth--;
        // A guard that never returns on some path of a callee says nothing about its caller.
        _neverReturns = false;
        (_graph, _state, _places, _nullTested, _depth) = (outerGraph, outerState, outerPlaces, outerNullTested, outerDepth);
    }

    private void Walk(ControlFlowGraph graph, FlowState start)
    {
        FindNullTests(graph);
        var seen = new List<FlowState>?[graph.Blocks.Length];
        var work = new Queue<(int Block, FlowState State)>();
        Reach(graph.Blocks[0].Ordinal, start, seen, work);
        while (work.Count > 0)
        {
            _cancellation.ThrowIfCancellationRequested();
            var (ordinal, state) = work.Dequeue();
            var block = graph.Blocks[ordinal];
            ReachHandlers(block, state, seen, work);
            _state = state;
            _neverReturns = false;
            foreach (var operation in block.Operations)
            {
                if (++_steps > Budget)
                    return;
                Evaluate(operation);
                if (_neverReturns)
                    break;
            }

            var test = block.BranchValue is { } value && !_neverReturns ? Evaluate(value) : null;
            ReachHandlers(block, _state, seen, work);
            if (_neverReturns)
                continue;
            if (block.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.Return || block.Kind == BasicBlockKind.Exit)
            {
                Return(graph, test);
                continue;
            }

            var after = _state;
            if (block.ConditionKind == ControlFlowConditionKind.None || test is null)
            {
                Follow(block.FallThroughSuccessor, after, seen, work);
                continue;
            }

            var jumpsWhen = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
            var outcome = Outcome(test, after);
            var jump = new Decision(block.BranchValue!, jumpsWhen);
            if (outcome != !jumpsWhen)
                Follow(block.ConditionalSuccessor, after.Decide(test, jump), seen, work);
            if (outcome != jumpsWhen)
                Follow(block.FallThroughSuccessor, after.Decide(test, jump with { Outcome = !jumpsWhen }), seen, work);
        }
    }

    private void FindNullTests(ControlFlowGraph graph)
    {
        foreach (var block in graph.Blocks)
        {
            if (block.BranchValue is IIsNullOperation { Operand: IFlowCaptureReferenceOperation capture })
                _nullTested.Add(capture.Id);
        }

        // `a ??= b` captures the place first, then the value in it, and tests the latter.
        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                if (operation is IFlowCaptureOperation { Value: IFlowCaptureReferenceOperation source } capture && _nullTested.Contains(capture.Id))
                    _nullTested.Add(source.Id);
            }
        }
    }

    private void Follow(ControlFlowBranch? branch, FlowState state, List<FlowState>?[] seen, Queue<(int, FlowState)> work)
    {
        if (branch?.Destination is not { } destination)
            return;
        foreach (var region in branch.LeavingRegions)
            state = Leave(region, state);
        Reach(destination.Ordinal, state, seen, work);
    }

    private static FlowState Leave(ControlFlowRegion region, FlowState state)
    {
        if (region.Locals.IsEmpty && region.CaptureIds.IsEmpty)
            return state;
        var variables = state.Variables;
        foreach (var local in region.Locals)
            variables = variables.Remove(local);
        return state with { Variables = variables, Captures = state.Captures.RemoveRange(region.CaptureIds) };
    }

    // An exception may be thrown anywhere in a `try`: its handlers see the state before and after each of its blocks.
    private void ReachHandlers(BasicBlock block, FlowState state, List<FlowState>?[] seen, Queue<(int, FlowState)> work)
    {
        for (var region = block.EnclosingRegion; region is { Kind: not ControlFlowRegionKind.Root, EnclosingRegion: { } outer }; region = outer)
        {
            if (region.Kind != ControlFlowRegionKind.Try)
                continue;
            foreach (var handler in outer.NestedRegions)
            {
                if (handler.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.FilterAndHandler or ControlFlowRegionKind.Finally)
                    Reach(handler.FirstBlockOrdinal, state with { Captures = state.Captures.Clear() }, seen, work);
            }
        }
    }

    private void Reach(int ordinal, FlowState state, List<FlowState>?[] seen, Queue<(int, FlowState)> work)
    {
        // In a callee the objects of its caller are out of sight, not out of use.
        if (_calls.Count == 0)
            state = state.Collect();
        var known = seen[ordinal] ??= [];
        var most = _calls.Count == 0 ? MostStates : MostStatesInCallee;
        var forgetsTests = known.Count >= Math.Min(ManyStates, most / 2);
        _steps += known.Count * (state.Heap.Count + state.Variables.Count) / ValuesPerStep;
        if (_steps > Budget)
            return;
        foreach (var other in known)
        {
            if (forgetsTests ? other.SaysTheSameAs(state) : other.IsSameAs(state))
                return;
        }

        if (known.Count >= most)
        {
            foreach (var other in known)
                state = state.Join(other, "too many paths lead here");
            // What is known already is not walked again, or a loop would go round until the budget is used up.
            if (known.TrueForAll(other => other.SaysTheSameAs(state)))
                return;
            known.Clear();
            // One joined state stands for all; another is added only when it says less.
            for (var i = 0; i < most; i++)
                known.Add(state);
        }
        else
        {
            known.Add(state);
        }

        work.Enqueue((ordinal, state));
    }
}
