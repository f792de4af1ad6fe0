using System.Collections.Immutable;
using System.Text.Json;
using TenantAnalyzers.Iam.Expressions.PartiQl;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>The partitions that a statement is bound to.</summary>
/// <param name="Partitions">Their values; null when it is bound to none: a full scan.</param>
/// <param name="Literals">Where the values of key attributes stand in the statement: the audit shows them.</param>
internal sealed record StatementKeys(ImmutableArray<KeyValue>? Partitions, ImmutableHashSet<int> Literals)
{
    /// <summary>Of a table that is not there.</summary>
    public static readonly StatementKeys Unknown = new(null, []);

    /// <summary>
    /// Reads the partitions: <c>=</c> and <c>IN</c> on the partition key, one of the parts of an AND, each part of an OR (developer guide,
    /// "IAM security policies with PartiQL": what is no full table scan). Writes and checks name exactly one item.
    /// </summary>
    /// <param name="text">The statement.</param>
    /// <param name="statement">What was read of it.</param>
    /// <param name="key">The key of the table or index.</param>
    /// <param name="item">The key of the item, null for an index.</param>
    /// <param name="parameters">The values of <c>?</c>.</param>
    public static StatementKeys Read(string text, PartiQlStatement statement, KeySchema key, KeySchema? item, JsonElement[] parameters)
    {
        if (key.Partition.Length != 1)
            throw new DoubtException("a statement on an index with a partition key of several attributes is not supported");
        var reader = new Reader(text, key, parameters);
        if (statement.Verb == PartiQlVerb.Insert)
            return new([reader.ReadInserted(statement.Inserted, item!)], reader.Literals);

        var partitions = statement.Where is null ? null : reader.Bound(statement.Where);
        if (statement.Verb == PartiQlVerb.Select)
            return new(partitions is null ? null : [.. partitions], reader.Literals);
        if (item is null || partitions is not { Count: 1 } || !reader.BindsItem(statement.Where!, item))
            throw new DoubtException("the statement does not name one item by its whole key");
        return new([.. partitions], reader.Literals);
    }

    private sealed class Reader(string text, KeySchema key, JsonElement[] parameters)
    {
        private readonly KeyAttribute _partition = key.Partition[0];

        public ImmutableHashSet<int> Literals { get; private set; } = [];

        /// <summary>The partitions of whatever the condition lets through; null when it may be any.</summary>
        public List<KeyValue>? Bound(PartiQlCondition condition)
        {
            switch (condition)
            {
                case PartiQlCondition.Comparison comparison:
                    NoteSort(comparison);
                    return IsPartition(comparison.Attribute) && comparison.Operator == PartiQlComparison.Equal ? [Value(comparison.Operand, _partition)] : null;
                case PartiQlCondition.In list:
                    return IsPartition(list.Attribute) ? [.. list.Operands.Select(operand => Value(operand, _partition))] : null;
                case PartiQlCondition.And and:
                    return One(and);
                case PartiQlCondition.Or or:
                    return All(or);
                case PartiQlCondition.Not not:
                    // Looked at for what stands in it; it binds nothing.
                    Bound(not.Part);
                    return null;
                default:
                    return null;
            }
        }

        private List<KeyValue>? One(PartiQlCondition.And and)
        {
            List<KeyValue>? bound = null;
            foreach (var part in and.Parts)
            {
                if (Bound(part) is not { } values)
                    continue;
                // Which of the two a service goes by is not documented.
                bound = bound is null ? values : throw new DoubtException("the statement binds the partition twice");
            }

            return bound;
        }

        private List<KeyValue>? All(PartiQlCondition.Or or)
        {
            List<KeyValue>? bound = [];
            foreach (var part in or.Parts)
            {
                // Each part is read, so that the audit sees its keys.
                if (Bound(part) is not { } values)
                    bound = null;
                else
                    bound?.AddRange(values);
            }

            return bound;
        }

        /// <summary>Whether an equality binds each attribute of the item's key, with nothing but AND above it.</summary>
        public bool BindsItem(PartiQlCondition condition, KeySchema item)
        {
            foreach (var attribute in item.Partition.AddRange(item.Sort))
            {
                if (!Binds(condition, attribute))
                    return false;
            }

            return true;
        }

        private bool Binds(PartiQlCondition condition, KeyAttribute attribute) => condition switch
        {
            PartiQlCondition.And and => and.Parts.Any(part => Binds(part, attribute)),
            PartiQlCondition.Comparison { Operator: PartiQlComparison.Equal } comparison =>
                Is(comparison.Attribute, attribute) && Value(comparison.Operand, attribute) != default,
            _ => false,
        };

        public KeyValue ReadInserted(ImmutableArray<PartiQlField> fields, KeySchema item)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var field in fields)
            {
                if (!names.Add(field.Name.Text))
                    throw new DoubtException("the statement inserts an attribute twice");
                Literals = Literals.Add(field.Name.Start);
            }

            foreach (var attribute in item.Sort)
                Inserted(fields, attribute);
            return Inserted(fields, _partition);
        }

        private KeyValue Inserted(ImmutableArray<PartiQlField> fields, KeyAttribute attribute)
        {
            foreach (var field in fields)
            {
                if (field.Name.Text == attribute.Name)
                    return Value(field.Value, attribute);
            }

            throw new DoubtException($"the key attribute `{attribute.Name}` is missing");
        }

        private void NoteSort(PartiQlCondition.Comparison comparison)
        {
            foreach (var attribute in key.Sort)
            {
                if (Is(comparison.Attribute, attribute) && comparison.Operand.Kind == PartiQlOperandKind.Literal)
                    Literals = Literals.Add(comparison.Operand.Text.Start);
            }
        }

        private bool IsPartition(PartiQlOperand operand) => Is(operand, _partition);

        private static bool Is(PartiQlOperand operand, KeyAttribute attribute) =>
            operand.Kind == PartiQlOperandKind.Attribute && !operand.IsNested && operand.Text.Text == attribute.Name;

        private KeyValue Value(PartiQlOperand operand, KeyAttribute attribute)
        {
            if (operand.Kind == PartiQlOperandKind.Parameter && operand.Parameter < parameters.Length)
                return KeyValue.Read(parameters[operand.Parameter], attribute);
            if (operand.Kind == PartiQlOperandKind.Literal)
            {
                Literals = Literals.Add(operand.Text.Start);
                // TRUE, FALSE and NULL are literals as well, and begin with a letter.
                var first = text[operand.Text.Start];
                if (!char.IsAsciiLetter(first))
                    return KeyValue.Of(first == '\'' ? "S" : "N", operand.Text.Text, attribute);
            }

            throw new DoubtException("a key attribute is compared with something that is no value");
        }
    }
}
