using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TenantAnalyzers.Flow;

/// <summary>A value and the source that put it where it is.</summary>
/// <param name="Value">The value.</param>
/// <param name="Source">The assigned expression; null when it is not visible.</param>
internal readonly record struct Slot(FlowValue Value, SyntaxNode? Source)
{
    // Where a value was written decides no verdict: states that differ in it only are one.
    public bool Equals(Slot other) => Value.Equals(other.Value);

    public override int GetHashCode() => Value.GetHashCode();
}

/// <summary>An entry of a dictionary or list.</summary>
internal readonly record struct Entry(FlowValue Key, Slot Value);

/// <summary>What an object holds that the body created: properties, and entries when it is a collection.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Creation">The expression that created it.</param>
/// <param name="Properties">What was assigned to its properties.</param>
/// <param name="Entries">What was added to it, in order.</param>
/// <param name="Open">Why it may hold more than is seen here; null when all of it is seen.</param>
internal sealed record HeapObject(
    ITypeSymbol? Type, SyntaxNode Creation, ImmutableDictionary<string, Slot> Properties, ImmutableArray<Entry> Entries, string? Open)
{
    public static HeapObject Create(ITypeSymbol? type, SyntaxNode creation) =>
        new(type, creation, ImmutableDictionary<string, Slot>.Empty, ImmutableArray<Entry>.Empty, Open: null);

    /// <summary>The object after it was handed to code that is not followed: it may hold anything.</summary>
    public HeapObject Opened(string reason) =>
        this with { Properties = Properties.Clear(), Entries = ImmutableArray<Entry>.Empty, Open = Open ?? reason };

    /// <summary>What the object holds on either of two paths; of what else it may hold nothing is known.</summary>
    public HeapObject Common(HeapObject other, string reason)
    {
        var properties = Properties;
        foreach (var property in Properties)
        {
            if (!other.Properties.TryGetValue(property.Key, out var slot) || !slot.Equals(property.Value))
                properties = properties.Remove(property.Key);
        }

        var entries = Entries.RemoveAll(entry => !other.Entries.Contains(entry));
        return this with { Properties = properties, Entries = entries, Open = Open ?? other.Open ?? reason };
    }

    public HeapObject Set(string property, Slot slot) => this with { Properties = Properties.SetItem(property, slot) };

    /// <summary>Adds an entry, or replaces the one with an equal key.</summary>
    public HeapObject SetEntry(FlowValue key, Slot value)
    {
        for (var i = 0; i < Entries.Length; i++)
        {
            if (Entries[i].Key.Equals(key))
                return this with { Entries = Entries.SetItem(i, new(key, value)) };
        }

        return this with { Entries = Entries.Add(new(key, value)) };
    }

    /// <summary>Removes the entry with an equal key.</summary>
    public HeapObject Without(FlowValue key)
    {
        for (var i = 0; i < Entries.Length; i++)
        {
            if (Entries[i].Key.Equals(key))
                return this with { Entries = Entries.RemoveAt(i) };
        }

        return this;
    }

    /// <summary>Adds an element at the end of a list.</summary>
    public HeapObject Append(Slot value) => this with { Entries = Entries.Add(new(new ConstantValue(Entries.Length), value)) };

    public bool Equals(HeapObject? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other is null || Creation != other.Creation || (Open is null) != (other.Open is null)
            || Properties.Count != other.Properties.Count || Entries.Length != other.Entries.Length)
        {
            return false;
        }

        foreach (var property in Properties)
        {
            if (!other.Properties.TryGetValue(property.Key, out var slot) || !slot.Equals(property.Value))
                return false;
        }

        for (var i = 0; i < Entries.Length; i++)
        {
            if (!Entries[i].Equals(other.Entries[i]))
                return false;
        }

        return true;
    }

    public override int GetHashCode() => Creation.SpanStart ^ (Properties.Count << 8) ^ (Entries.Length << 16);
}
