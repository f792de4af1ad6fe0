using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TenantAnalyzers.Policies;

/// <content>Texts: constants, interpolated strings, concatenations, and variables that hold one.</content>
internal sealed partial class ValueReader
{
    /// <summary>Reads a text; a value that is none is a hole.</summary>
    public TextPart ReadText(IOperation operation)
    {
        var runs = ImmutableArray.CreateBuilder<TextRun>();
        // From the last part to the first, with a stack: a concatenation may be long.
        var pending = new Stack<(IOperation Operation, ImmutableArray<ExpressionSyntax> Names)>();
        pending.Push((operation, ImmutableArray<ExpressionSyntax>.Empty));
        while (pending.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var (next, names) = pending.Pop();
            next = Unwrap(next);
            if (++_parts > MostParts || names.Length > MostDepth)
            {
                Add(new(null, names));
                continue;
            }

            switch (next)
            {
                case { ConstantValue: { HasValue: true, Value: string or char } constant }:
                    Add(new(constant.Value.ToString(), ImmutableArray<ExpressionSyntax>.Empty));
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null, Type.SpecialType: SpecialType.System_String } sum:
                    pending.Push((sum.RightOperand, names));
                    pending.Push((sum.LeftOperand, names));
                    break;
                case IInterpolatedStringOperation interpolated:
                    for (var i = interpolated.Parts.Length - 1; i >= 0; i--)
                    {
                        if (interpolated.Parts[i] is IInterpolatedStringTextOperation text)
                            pending.Push((text.Text, names));
                        else if (interpolated.Parts[i] is IInterpolationOperation hole)
                            pending.Push((hole.FormatString is null && hole.Alignment is null && hole.Expression.Type?.SpecialType == SpecialType.System_String ? hole.Expression : hole, names));
                    }

                    break;
                case IPropertyReferenceOperation { Property.Name: "TableArn" } table when PolicyTypes.IsCdkDynamoDb(table.Property.ContainingType):
                    AddTableArn(table, names);
                    break;
                case ILocalReferenceOperation { Local: var local } when MemberOf(next).UsesOf(local).OnlyValue is { } only:
                    pending.Push((only, With(names, next)));
                    break;
                case IFieldReferenceOperation or IPropertyReferenceOperation when OperationOf(((IMemberReferenceOperation)next).Member) is { } value:
                    pending.Push((value, With(names, next)));
                    break;
                case IInterpolationOperation hole:
                    Add(new(null, With(names, hole.Expression)));
                    break;
                default:
                    Add(new(null, With(names, next)));
                    break;
            }
        }

        return new(operation.Syntax, runs.Count == 0 ? ImmutableArray.Create(new TextRun("", ImmutableArray<ExpressionSyntax>.Empty)) : runs.ToImmutable());

        void Add(TextRun run)
        {
            if (run.Text is { } text && runs.Count > 0 && runs[runs.Count - 1].Text is { } before)
                runs[runs.Count - 1] = run with { Text = before + text };
            else
                runs.Add(run);
        }

        // The ARN of a table of the CDK: known to be one, whatever else the statement speaks of.
        void AddTableArn(IPropertyReferenceOperation table, ImmutableArray<ExpressionSyntax> names)
        {
            var hole = new TextRun(null, With(names, table));
            Add(new("arn:aws:dynamodb:", ImmutableArray<ExpressionSyntax>.Empty));
            Add(hole);
            Add(new(":", ImmutableArray<ExpressionSyntax>.Empty));
            Add(hole);
            Add(new(":table/", ImmutableArray<ExpressionSyntax>.Empty));
            Add(table.Instance is { } instance && CdkTable.NameOf(instance, this) is { } name ? new(name, ImmutableArray<ExpressionSyntax>.Empty) : hole);
        }
    }

    private static ImmutableArray<ExpressionSyntax> With(ImmutableArray<ExpressionSyntax> names, IOperation operation) =>
        operation.Syntax is ExpressionSyntax expression ? names.Add(expression) : names;
}
