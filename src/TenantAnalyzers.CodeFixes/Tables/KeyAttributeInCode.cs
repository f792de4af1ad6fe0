using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TenantAnalyzers.CodeFixes.Editing;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.CodeFixes.Tables;

/// <summary>An attribute of the object persistence model where it is written.</summary>
/// <param name="Syntax">The attribute.</param>
/// <param name="Type">The simple name of its type, e.g. <c>DynamoDBHashKeyAttribute</c>.</param>
internal readonly record struct KeyAttributeInCode(AttributeSyntax Syntax, string Type)
{
    private const string Suffix = "Attribute";

    /// <summary>The attribute of exactly that type on a member or class; null when there is none.</summary>
    public static KeyAttributeInCode? Find(MemberDeclarationSyntax member, string type, FixScope scope)
    {
        foreach (var attribute in member.AttributeLists.SelectMany(static list => list.Attributes))
        {
            if (scope.Model.GetSymbolInfo(attribute, scope.CancellationToken).Symbol is { ContainingType: { } owner } && owner.Name == type && Sdk.IsDataModelType(owner))
                return new(attribute, type);
        }

        return null;
    }

    /// <summary>How an attribute of another type is written the same way; null when this one is written by an alias.</summary>
    public string? WrittenAs(string type)
    {
        if (Identifier is not { } identifier)
            return null;
        var name = Syntax.Name.ToString();
        var written = identifier.ValueText.EndsWith(Suffix, StringComparison.Ordinal) ? type : type.Substring(0, type.Length - Suffix.Length);
        return name.Substring(0, name.Length - identifier.Text.Length) + written;
    }

    /// <summary>Turns the attribute into one of another type, with the same arguments.</summary>
    public bool TryBecome(string type, ChangeList changes)
    {
        if (WrittenAs(type) is not { } written)
            return false;
        changes.Replace(Syntax.Name.Span, written);
        return true;
    }

    private SyntaxToken? Identifier
    {
        get
        {
            var identifier = Syntax.Name switch
            {
                SimpleNameSyntax simple => simple.Identifier,
                QualifiedNameSyntax qualified => qualified.Right.Identifier,
                AliasQualifiedNameSyntax aliased => aliased.Name.Identifier,
                _ => default,
            };
            return identifier.ValueText == Type || identifier.ValueText + Suffix == Type ? identifier : null;
        }
    }
}
