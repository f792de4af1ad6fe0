using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.Flow;

/// <summary>One argument of a catalogued call, as it is when the call is made.</summary>
internal readonly record struct AccessArgument(string Parameter, Slot Slot);

/// <summary>A call that was followed on the way to an access.</summary>
/// <param name="Call">The call's syntax.</param>
/// <param name="Callee">The method whose body was entered.</param>
internal readonly record struct CallFrame(SyntaxNode Call, IMethodSymbol Callee);

/// <summary>A catalogued call on one path that reaches it. Its state may be asked only while the observer runs.</summary>
/// <param name="Operation">The call, or the method group that stands for it.</param>
/// <param name="Method">The called method as constructed here.</param>
/// <param name="EntryPoint">The catalog's row.</param>
/// <param name="Receiver">What it is called on.</param>
/// <param name="Arguments">What it is given; empty for a method group.</param>
/// <param name="State">What holds at the call.</param>
/// <param name="Frames">The calls that were followed to get here, outermost first; empty in the analysed body itself.</param>
/// <param name="Flow">The interpreter, for what else has to be read.</param>
internal sealed record AccessSite(
    IOperation Operation, IMethodSymbol Method, EntryPoint EntryPoint, FlowValue? Receiver, ImmutableArray<AccessArgument> Arguments,
    FlowState State, ImmutableArray<CallFrame> Frames, Interpreter Flow)
{
    /// <summary>The call in the analysed body that leads here.</summary>
    public SyntaxNode Site => Frames.IsEmpty ? Operation.Syntax : Frames[0].Call;

    /// <summary>The argument for the first of these parameters that the overload has; null when it has none.</summary>
    public Slot? Argument(params ReadOnlySpan<string> parameters)
    {
        foreach (var name in parameters)
        {
            foreach (var argument in Arguments)
            {
                if (argument.Parameter == name)
                    return argument.Slot;
            }
        }

        return null;
    }
}

/// <summary>Is told of each catalogued call on each path that reaches it.</summary>
internal delegate void AccessObserver(AccessSite site);
