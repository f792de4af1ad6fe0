using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TenantAnalyzers.CodeFixes.Editing;
using TenantAnalyzers.DataAccess;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.CodeFixes.DataAccess;

/// <summary>The call that a TNT1xxx diagnostic stands on, and what the diagnostic says of it.</summary>
internal sealed class AccessAtCall
{
    private readonly FixScope _scope;
    private readonly Diagnostic _diagnostic;

    private AccessAtCall(FixScope scope, Diagnostic diagnostic, InvocationExpressionSyntax call, IInvocationOperation operation, EntryPoint entryPoint, string keyAttribute, string keyFormat)
    {
        _scope = scope;
        _diagnostic = diagnostic;
        EntryPoint = entryPoint;
        Call = call;
        Operation = operation;
        KeyAttribute = keyAttribute;
        KeyFormat = keyFormat;
    }

    public InvocationExpressionSyntax Call { get; }

    public IInvocationOperation Operation { get; }

    /// <summary>What the catalog says of the called method.</summary>
    public EntryPoint EntryPoint { get; }

    /// <summary>The attribute that should bind the tenant.</summary>
    public string KeyAttribute { get; }

    /// <summary>How the tenant stands in it.</summary>
    public string KeyFormat { get; }

    /// <summary>The access goes to an index, whose key is another.</summary>
    public bool HasIndex { get; private init; }

    /// <summary>The request, when all that happens to it can be seen.</summary>
    public RequestInCode? Request { get; private init; }

    /// <summary>Null when the diagnostic does not say what a fix needs, or the code is not there any more.</summary>
    public static AccessAtCall? Of(Diagnostic diagnostic, FixScope scope)
    {
        var span = diagnostic.Location.SourceSpan;
        // What a method behind the call does, or what the table's declaration decides, nothing at the call can mend.
        if (!scope.Root.FullSpan.Contains(span)
            || diagnostic.Properties.ContainsKey(AccessProperties.IsThroughMethod) || diagnostic.Properties.ContainsKey(AccessProperties.HasOtherKey))
        {
            return null;
        }

        var call = scope.Root.FindNode(span, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>(node => node.Expression.Span == span);
        if (call is null || scope.Model.GetOperation(call, scope.CancellationToken) is not IInvocationOperation operation
            || Sdk.TryCreate(scope.Model.Compilation)?.TryFind(operation.TargetMethod, out var entryPoint) != true
            || !diagnostic.Properties.TryGetValue(AccessProperties.KeyAttribute, out var attribute) || string.IsNullOrEmpty(attribute))
        {
            return null;
        }

        diagnostic.Properties.TryGetValue(AccessProperties.KeyFormat, out var format);
        return new(scope, diagnostic, call, operation, entryPoint, attribute!, string.IsNullOrEmpty(format) ? TenantOptions.TenantPlaceholder : format!)
        {
            HasIndex = diagnostic.Properties.ContainsKey(AccessProperties.HasIndex),
            Request = RequestInCode.Of(scope.Find<BaseObjectCreationExpressionSyntax>(PlaceOf(diagnostic, AccessProperties.RequestAt)), call, scope),
        };
    }

    /// <summary>The argument for a parameter of the SDK's method; null when it is not given.</summary>
    public ExpressionSyntax? Argument(string parameter)
    {
        foreach (var argument in Operation.Arguments)
        {
            if (!argument.IsImplicit && argument.ArgumentKind == ArgumentKind.Explicit && argument.Parameter?.Name == parameter)
                return (argument.Syntax as ArgumentSyntax)?.Expression;
        }

        return null;
    }

    /// <summary>The code at a place that the diagnostic names; null when it names none in this file.</summary>
    public T? At<T>(string property)
        where T : SyntaxNode => _scope.Find<T>(PlaceOf(_diagnostic, property));

    /// <summary>The attribute is the tenant key, however it is spelt.</summary>
    public bool IsTenantKey(string attribute) => TenantNaming.Same(attribute, KeyAttribute) || _scope.Identity.IsPartitionKey(attribute);

    /// <summary>A place that a diagnostic names; null when it does not.</summary>
    public static Location? PlaceOf(Diagnostic diagnostic, string property) =>
        diagnostic.Properties.TryGetValue(property, out var index)
        && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < diagnostic.AdditionalLocations.Count
            ? diagnostic.AdditionalLocations[at] : null;
}
