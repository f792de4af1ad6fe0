using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace TenantAnalyzers.Flow;

/// <summary>What holds at one point of one path: variables, objects, the outcomes of tests. Immutable.</summary>
internal sealed record FlowState(
    ImmutableDictionary<ISymbol, FlowValue> Variables,
    ImmutableDictionary<CaptureId, FlowValue> Captures,
    ImmutableDictionary<int, HeapObject> Heap,
    ImmutableDictionary<FlowValue, bool> Facts,
    ImmutableList<Decision> Path)
{
    // A path is named to a person by its last turns; more are of no use to anybody.
    private const int LongestPath = 32;

    public static readonly FlowState Empty = new(
        ImmutableDictionary.Create<ISymbol, FlowValue>(SymbolEqualityComparer.Default),
        ImmutableDictionary<CaptureId, FlowValue>.Empty,
        ImmutableDictionary<int, HeapObject>.Empty,
        ImmutableDictionary<FlowValue, bool>.Empty,
        ImmutableList<Decision>.Empty);

    public FlowState Set(ISymbol variable, FlowValue value) => this with { Variables = Variables.SetItem(variable, value) };

    public FlowState Set(CaptureId capture, FlowValue value) => this with { Captures = Captures.SetItem(capture, value) };

    public FlowState Set(int id, HeapObject contents) => this with { Heap = Heap.SetItem(id, contents) };

    /// <summary>The object a value refers to, when this body created it.</summary>
    public HeapObject? Object(FlowValue? value) =>
        value?.Unwrapped is ObjectValue reference && Heap.TryGetValue(reference.Id, out var contents) ? contents : null;

    /// <summary>The state in which a test had this outcome.</summary>
    public FlowState Decide(FlowValue test, Decision decision)
    {
        var outcome = decision.Outcome;
        if (test is TestValue { Test: TestValue.Not } not)
            (test, outcome) = (not.Left, !outcome);
        var path = Path.Count < LongestPath ? Path : Path.RemoveAt(0);
        path = path.Add(decision);
        return IsStable(test) ? this with { Path = path, Facts = Facts.SetItem(test, outcome) } : this with { Path = path };
    }

    /// <summary>The state in which a test is known to have this outcome, without a branch.</summary>
    public FlowState Assume(FlowValue test, bool outcome) => IsStable(test) ? this with { Facts = Facts.SetItem(test, outcome) } : this;

    /// <summary>The list holds an element made by the same code with the same contents.</summary>
    public bool HasElementLike(HeapObject list, FlowValue element)
    {
        const int MostLookedAt = 32;
        if (list.Entries.Length > MostLookedAt || Object(element) is null)
            return false;
        foreach (var entry in list.Entries)
        {
            if (IsLike(entry.Value.Value, element, depth: 0))
                return true;
        }

        return false;
    }

    private bool IsLike(FlowValue a, FlowValue b, int depth)
    {
        const int Deepest = 6;
        if (a.Equals(b))
            return true;
        if (depth > Deepest || Object(a) is not { } left || Object(b) is not { } right || left.Creation != right.Creation
            || left.Open != right.Open || left.Properties.Count != right.Properties.Count || left.Entries.Length != right.Entries.Length)
        {
            return false;
        }

        foreach (var property in left.Properties)
        {
            if (!right.Properties.TryGetValue(property.Key, out var slot) || !IsLike(property.Value.Value, slot.Value, depth + 1))
                return false;
        }

        for (var i = 0; i < left.Entries.Length; i++)
        {
            if (!IsLike(left.Entries[i].Key, right.Entries[i].Key, depth + 1) || !IsLike(left.Entries[i].Value.Value, right.Entries[i].Value.Value, depth + 1))
                return false;
        }

        return true;
    }

    /// <summary>Everything that can be reached from a value was handed to code that is not followed.</summary>
    public FlowState Escape(FlowValue? value, string reason)
    {
        if (Object(value) is null)
            return this;
        var heap = Heap.ToBuilder();
        var open = new Stack<int>();
        open.Push(((ObjectValue)value!.Unwrapped).Id);
        while (open.Count > 0)
        {
            var id = open.Pop();
            if (!heap.TryGetValue(id, out var contents))
                continue;
            // What nothing is known of any more is not looked into again: so cycles end.
            if (contents.Open is null || !contents.Properties.IsEmpty || !contents.Entries.IsEmpty)
                PushReferences(contents, open);
            heap[id] = contents.Opened(reason);
        }

        return this with { Heap = heap.ToImmutable() };
    }

    /// <summary>Forgets the objects that nothing refers to any more, so that the rounds of a loop become equal.</summary>
    public FlowState Collect()
    {
        if (Heap.IsEmpty)
            return this;
        var reached = new HashSet<int>();
        var open = new Stack<int>();
        foreach (var variable in Variables)
            Push(variable.Value, open);
        foreach (var capture in Captures)
            Push(capture.Value, open);
        while (open.Count > 0)
        {
            var id = open.Pop();
            if (!reached.Add(id) || !Heap.TryGetValue(id, out var contents))
                continue;
            PushReferences(contents, open);
        }

        if (reached.Count >= Heap.Count)
            return this;
        var heap = Heap.ToBuilder();
        foreach (var id in Heap.Keys)
        {
            if (!reached.Contains(id))
                heap.Remove(id);
        }

        return this with { Heap = heap.ToImmutable() };
    }

    /// <summary>The two states tell the same story; the way that led here and the outcomes of tests are left out.</summary>
    public bool SaysTheSameAs(FlowState other) =>
        Same(Variables, other.Variables) && Same(Captures, other.Captures) && Same(Heap, other.Heap);

    /// <summary>As <see cref="SaysTheSameAs"/>, with the outcomes of tests.</summary>
    public bool IsSameAs(FlowState other) => SaysTheSameAs(other) && Same(Facts, other.Facts);

    /// <summary>One state for both: what differs is not known any more.</summary>
    public FlowState Join(FlowState other, string reason)
    {
        var unknown = new UnknownValue(reason);
        var heap = ImmutableDictionary.CreateBuilder<int, HeapObject>();
        foreach (var item in Heap)
            heap[item.Key] = !other.Heap.TryGetValue(item.Key, out var twin) ? item.Value.Opened(reason) : twin.Equals(item.Value) ? item.Value : item.Value.Common(twin, reason);
        foreach (var item in other.Heap)
        {
            if (!Heap.ContainsKey(item.Key))
                heap[item.Key] = item.Value.Opened(reason);
        }

        return this with
        {
            Variables = Merge(Variables, other.Variables, unknown),
            Captures = Merge(Captures, other.Captures, unknown),
            Heap = heap.ToImmutable(),
            Facts = ImmutableDictionary<FlowValue, bool>.Empty,
            Path = ImmutableList<Decision>.Empty,
        };
    }

    private static ImmutableDictionary<TKey, FlowValue> Merge<TKey>(
        ImmutableDictionary<TKey, FlowValue> a, ImmutableDictionary<TKey, FlowValue> b, FlowValue unknown)
        where TKey : notnull
    {
        var merged = a.ToBuilder();
        foreach (var item in b)
        {
            if (!a.TryGetValue(item.Key, out var mine) || !mine.Equals(item.Value))
                merged[item.Key] = unknown;
        }

        foreach (var item in a)
        {
            if (!b.ContainsKey(item.Key))
                merged[item.Key] = unknown;
        }

        return merged.ToImmutable();
    }

    private static bool Same<TKey, TValue>(ImmutableDictionary<TKey, TValue> a, ImmutableDictionary<TKey, TValue> b)
        where TKey : notnull
    {
        if (ReferenceEquals(a, b))
            return true;
        if (a.Count != b.Count)
            return false;
        foreach (var item in a)
        {
            if (!b.TryGetValue(item.Key, out var value) || !EqualityComparer<TValue>.Default.Equals(item.Value, value))
                return false;
        }

        return true;
    }

    private static void PushReferences(HeapObject contents, Stack<int> open)
    {
        foreach (var property in contents.Properties)
            Push(property.Value.Value, open);
        foreach (var entry in contents.Entries)
            Push(entry.Value.Value, open);
    }

    /// <summary>Members may have changed: what tests said of them does not hold any more.</summary>
    public FlowState ForgetTestsOfMembers() =>
        Facts.IsEmpty ? this : this with { Facts = Facts.RemoveRange(Facts.Keys.Where(IsOfMember)) };

    private static bool IsOfMember(FlowValue? value) => value switch
    {
        TestValue test => IsOfMember(test.Left) || IsOfMember(test.Right),
        SymbolValue { Symbol: IPropertySymbol or IFieldSymbol { IsReadOnly: false, IsConst: false } } => true,
        SymbolValue symbol => IsOfMember(symbol.From),
        _ => false,
    };

    // Two calls of one method may answer differently: only what is read from variables and members has one outcome.
    private static bool IsStable(FlowValue? value) => value switch
    {
        null or ConstantValue or NullValue or TextValue { IsConstant: true } => true,
        TestValue test => IsStable(test.Left) && IsStable(test.Right),
        SymbolValue { Symbol: IMethodSymbol } => false,
        SymbolValue symbol => IsStable(symbol.From),
        _ => false,
    };

    private static void Push(FlowValue value, Stack<int> open)
    {
        if (value is PlaceValue place)
            open.Push(place.Owner.Id);
        // A batch that a table object made still refers to it.
        var current = value;
        while (current is SymbolValue { From: { } from })
            current = from;
        if (current.Unwrapped is ObjectValue reference)
            open.Push(reference.Id);
    }
}
