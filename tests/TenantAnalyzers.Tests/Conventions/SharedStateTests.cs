using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TenantAnalyzers.Tests.Conventions;

/// <summary>One analyzer instance serves many compilations at a time, for as long as the host lives.</summary>
public sealed class SharedStateTests
{
    private static readonly Type[] OfOneCompilation =
        [typeof(ISymbol), typeof(Compilation), typeof(SyntaxTree), typeof(SyntaxNode), typeof(SemanticModel), typeof(IOperation), typeof(Location)];

    // Arrays count as constant: `readonly` tables of text are written that way.
    private static readonly Type[] Mutable =
        [typeof(ICollection<>), typeof(IDictionary<,>), typeof(ISet<>), typeof(System.Collections.IDictionary), typeof(System.Collections.IList), typeof(ConditionalWeakTable<,>), typeof(System.Text.StringBuilder)];

    [Fact]
    public void StaticFields_OfShippedAssemblies_HoldNothingOfACompilation() =>
        Assert.Empty(StaticFields().Where(field => Mentions(field.FieldType).Any(type => OfOneCompilation.Any(banned => banned.IsAssignableFrom(type)))).Select(Name));

    [Fact]
    public void StaticFields_OfShippedAssemblies_AreReadOnly() =>
        Assert.Empty(StaticFields().Where(field => !field.IsInitOnly && !field.IsLiteral).Select(Name));

    [Fact]
    public void StaticFields_OfShippedAssemblies_AreNoMutableCollections() =>
        Assert.Empty(StaticFields().Where(field => IsMutable(field.FieldType)).Select(Name));

    [Fact]
    public void InstanceFields_OfAnalyzersAndFixes_NeverChange()
    {
        var types = Parts.Analyzers().Select(part => part.GetType()).Concat(Parts.Fixes().Select(part => part.GetType())).ToArray();
        Assert.NotEmpty(types);

        var fields =
            from type in types.SelectMany(BaseTypes).Distinct()
            from field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            where !field.IsInitOnly || IsMutable(field.FieldType) || Mentions(field.FieldType).Any(held => OfOneCompilation.Any(banned => banned.IsAssignableFrom(held)))
            select Name(field);
        Assert.Empty(fields);
    }

    [Fact]
    public void Detection_OfAPlantedDefect_Works()
    {
        Assert.True(IsMutable(typeof(Dictionary<string, int>)));
        Assert.True(IsMutable(typeof(System.Collections.Concurrent.ConcurrentDictionary<string, int>)));
        Assert.False(IsMutable(typeof(ImmutableDictionary<string, int>)));
        Assert.False(IsMutable(typeof(ImmutableArray<string>)));
        Assert.False(IsMutable(typeof(IReadOnlyDictionary<string, int>)));
        Assert.Contains(typeof(IMethodSymbol), Mentions(typeof(Lazy<ImmutableArray<IMethodSymbol>>)));
    }

    private static IEnumerable<Type> BaseTypes(Type type)
    {
        for (var current = type; current is not null && current != typeof(DiagnosticAnalyzer) && current != typeof(CodeFixProvider); current = current.BaseType)
            yield return current;
    }

    // The compiler's own caches (delegates of lambdas, switch tables) are not ours to judge.
    private static IEnumerable<FieldInfo> StaticFields() =>
        from assembly in Repository.Shipped
        from type in assembly.GetTypes()
        where !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && !type.IsEnum && !type.Name.Contains('<', StringComparison.Ordinal)
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where !field.Name.StartsWith("<>", StringComparison.Ordinal)
        select field;

    private static bool IsMutable(Type type)
    {
        if (type.IsArray || type.Namespace == typeof(ImmutableArray).Namespace || type.FullName!.StartsWith("System.Collections.Frozen.", StringComparison.Ordinal))
            return false;
        return type.GetInterfaces().Append(type)
            .Concat(BaseClasses(type))
            .Any(part => Mutable.Contains(part.IsGenericType ? part.GetGenericTypeDefinition() : part));
    }

    private static IEnumerable<Type> BaseClasses(Type type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
            yield return current;
    }

    private static IEnumerable<Type> Mentions(Type type)
    {
        yield return type;
        foreach (var part in type.IsGenericType ? type.GetGenericArguments() : type.HasElementType ? [type.GetElementType()!] : [])
        {
            foreach (var deeper in Mentions(part))
                yield return deeper;
        }
    }

    private static string Name(FieldInfo field) => $"{field.DeclaringType}.{field.Name}";
}
