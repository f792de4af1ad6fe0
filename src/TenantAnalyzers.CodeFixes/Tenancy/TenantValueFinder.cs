using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TenantAnalyzers.CodeFixes.Editing;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.CodeFixes.Tenancy;

/// <summary>
/// Finds the tenant among the symbols that are in scope at a place. Static and constant values are never taken: they are not
/// the current caller's. Where two symbols could be meant, none is.
/// </summary>
internal sealed class TenantValueFinder(FixScope scope)
{
    // `targetTenantId` denotes a tenant, but hardly the one on whose behalf the code runs.
    private static readonly string[] OtherTenants =
    [
        "other", "target", "source", "destination", "old", "new", "previous", "parent", "child", "requested", "default", "fallback",
        "system", "shared", "master", "root", "admin", "global", "test", "demo", "from", "to", "sub",
    ];

    // Types and names of objects that say who the caller is.
    private static readonly string[] CallerWords = ["Context", "Caller", "CurrentUser", "Session", "Principal", "Identity"];

    // Messages inside the system, whose tenant its sender has set. What a client sends (a request body) is never taken.
    private static readonly string[] MessageWords = ["Command", "Query", "Message", "Event", "Job", "Notification"];

    private enum Rank
    {
        Marked,
        Local,
        Member,
        LocalContext,
        MemberContext,
        Message,
    }

    /// <summary>The tenant at the place of <paramref name="site"/>; where there is none, a name that has to be declared.</summary>
    public TenantValue Find(SyntaxNode site)
    {
        var access = ScopeAccess.At(site, scope);
        var found = new List<(Rank Rank, int Closeness, string Expression, bool IsKey)>();
        foreach (var symbol in scope.Model.LookupSymbols(site.SpanStart))
        {
            scope.CancellationToken.ThrowIfCancellationRequested();
            if (symbol is not (ILocalSymbol or IParameterSymbol or IFieldSymbol or IPropertySymbol or IMethodSymbol) || !access.CanRead(symbol))
                continue;
            Collect(symbol, site.SpanStart, found);
        }

        if (found.Count > 0)
        {
            var best = found.Min(static candidate => candidate.Rank);
            var closest = found.Where(candidate => candidate.Rank == best).Max(static candidate => candidate.Closeness);
            var candidates = found.FindAll(candidate => candidate.Rank == best && candidate.Closeness == closest);
            if (candidates.Count == 1)
                return new(candidates[0].Expression, candidates[0].IsKey);
        }

        return TenantParameter.Declare(site, scope);
    }

    private void Collect(ISymbol symbol, int position, List<(Rank Rank, int Closeness, string Expression, bool IsKey)> found)
    {
        var isLocal = symbol is ILocalSymbol or IParameterSymbol;
        var isMarked = TenantAttributes.MarksTenant(symbol);
        if (IsOfOtherTenant(symbol.Name) && !isMarked)
            return;
        var read = symbol is IMethodSymbol ? Name(symbol) + "()" : Name(symbol);
        var closeness = Closeness(symbol.Name);
        if (scope.Identity.Denotes(symbol) && !IsSentByClient(symbol) && AsText(symbol, read) is { } direct)
        {
            found.Add((isMarked ? Rank.Marked : isLocal ? Rank.Local : Rank.Member, closeness, direct, IsWholeKey(symbol)));
            return;
        }

        if (symbol is IMethodSymbol || SymbolTypes.TypeOf(symbol) is not INamedTypeSymbol type || KnowsTheTenant(symbol, type, isLocal) is not { } rank)
            return;
        foreach (var member in MembersOf(type))
        {
            if (!scope.Model.IsAccessible(position, member) || IsOfOtherTenant(member.Name) || !scope.Identity.Denotes(member, symbol))
                continue;
            var call = $"{read}.{Name(member)}{(member is IMethodSymbol ? "()" : "")}";
            if (AsText(member, call) is { } text)
            {
                found.Add((rank, closeness, text, IsWholeKey(member)));
                return;
            }
        }
    }

    // `tenantId` before `tenant`, which may be the tenant's name, and both before `someTenantId`.
    private int Closeness(string symbol)
    {
        foreach (var name in scope.Identity.Options.TenantNames)
        {
            if (TenantNaming.Same(name, symbol) || TenantNaming.Same("current" + name, symbol))
                return TenantNaming.EndsWithWords(symbol, "Id") ? 2 : 1;
        }

        return 0;
    }

    /// <summary>How far an object may be trusted to tell the current tenant; null when it may not.</summary>
    private Rank? KnowsTheTenant(ISymbol symbol, INamedTypeSymbol type, bool isLocal)
    {
        if (IsSentByClient(symbol))
            return null;
        var isTenant = scope.Identity.IsTenantType(type) || scope.Identity.IsTenantName(symbol.Name);
        if (isTenant || CallerWords.Any(word => TenantNaming.EndsWithWords(type.Name, word) || TenantNaming.EndsWithWords(symbol.Name, word)))
            return isLocal ? Rank.LocalContext : Rank.MemberContext;
        return symbol is IParameterSymbol && MessageWords.Any(word => TenantNaming.EndsWithWords(type.Name, word)) ? Rank.Message : null;
    }

    // ASP.NET Core binds a parameter so marked from what the client sends.
    private static bool IsSentByClient(ISymbol symbol) =>
        symbol is IParameterSymbol && symbol.GetAttributes().Any(static attribute =>
            attribute.AttributeClass?.Name.StartsWith("From", StringComparison.Ordinal) == true && attribute.AttributeClass.Name != "FromServicesAttribute");

    private static bool IsOfOtherTenant(string name)
    {
        var start = name.TrimStart('_');
        return OtherTenants.Any(word =>
            start.Length > word.Length && start.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (char.IsUpper(start[word.Length]) || start[word.Length] == '_'));
    }

    /// <summary>The value as a string expression; null when its type cannot be turned into the tenant's id for certain.</summary>
    private static string? AsText(ISymbol symbol, string read)
    {
        if (symbol is IMethodSymbol { Parameters.IsEmpty: false } or IMethodSymbol { IsGenericMethod: true })
            return null;
        var type = SymbolTypes.TypeOf(symbol);
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            type = nullable.TypeArguments[0];
            read += ".Value";
        }

        if (IsScalar(type))
            return type!.SpecialType == SpecialType.System_String ? read : read + ".ToString()";
        // A strongly typed id: `record struct TenantId(string Value)`.
        if (type is not INamedTypeSymbol named || symbol is IMethodSymbol)
            return null;
        foreach (var member in named.GetMembers("Value"))
        {
            if (member is IPropertySymbol { IsStatic: false, DeclaredAccessibility: Accessibility.Public } property && IsScalar(property.Type))
                return read + (property.Type.SpecialType == SpecialType.System_String ? ".Value" : ".Value.ToString()");
        }

        // A record writes its own name into the text that it makes of itself; only a method that someone wrote is certain.
        var hasOwnText = named.GetMembers("ToString").Any(static member => member is IMethodSymbol { Parameters.IsEmpty: true, IsImplicitlyDeclared: false, IsOverride: true });
        return hasOwnText && TenantNaming.EndsWithWords(named.Name, "Id") ? read + ".ToString()" : null;
    }

    private static bool IsScalar(ITypeSymbol? type) =>
        type?.SpecialType is SpecialType.System_String or SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64
            or SpecialType.System_UInt16 or SpecialType.System_UInt32 or SpecialType.System_UInt64
        || type is { Name: "Guid", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private static bool IsWholeKey(ISymbol symbol) =>
        symbol.GetAttributes().Any(static attribute => attribute.AttributeClass is
        {
            Name: "TenantKeyAttribute", ContainingNamespace: { Name: "TenantAnalyzers", ContainingNamespace.IsGlobalNamespace: true },
        });

    // Interfaces inherit from several others; properties and fields come before methods.
    private static IEnumerable<ISymbol> MembersOf(INamedTypeSymbol type)
    {
        var types = new List<INamedTypeSymbol>();
        for (var current = type; current is not null; current = current.BaseType)
            types.Add(current);
        if (type.TypeKind == TypeKind.Interface)
            types.AddRange(type.AllInterfaces);
        var members = types.SelectMany(static owner => owner.GetMembers())
            .Where(static member => member is { IsStatic: false, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal, IsImplicitlyDeclared: false }
                or IPropertySymbol { IsStatic: false, DeclaredAccessibility: Accessibility.Public })
            .ToList();
        return members.Where(static member => member is IPropertySymbol { GetMethod: not null, IsIndexer: false } or IFieldSymbol)
            .Concat(members.Where(static member => member is IMethodSymbol { MethodKind: MethodKind.Ordinary, Parameters.IsEmpty: true }));
    }

    private static string Name(ISymbol symbol) =>
        SyntaxFacts.GetKeywordKind(symbol.Name) == SyntaxKind.None ? symbol.Name : "@" + symbol.Name;
}
