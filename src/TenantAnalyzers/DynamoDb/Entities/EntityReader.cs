using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.DynamoDb;

/// <summary>
/// Reads the attributes of classes the way the SDK's context does, once per class. Lives as long as the compilation's analysis.
/// </summary>
internal sealed class EntityReader
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, Entity> _entities = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IAssemblySymbol, bool> _assemblies = new(SymbolEqualityComparer.Default);

    /// <summary>What the attributes of a class, struct or record say.</summary>
    public Entity For(INamedTypeSymbol type) =>
        _entities.TryGetValue(type, out var known) ? known : _entities.GetOrAdd(type, Read(type));

    /// <summary>
    /// An attribute of the object persistence model stands on the class, on a member, or on one that it inherits. Cheap: most
    /// classes of a compilation are no entities.
    /// </summary>
    public bool HasAttributes(INamedTypeSymbol type)
    {
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (!KnowsTheSdk(current.ContainingAssembly) || !MayHaveAttributes(current))
                continue;
            if (HasAttribute(current))
                return true;
            foreach (var member in current.GetMembers())
            {
                if (member.Kind is SymbolKind.Property or SymbolKind.Field && HasAttribute(member))
                    return true;
            }
        }

        return false;
    }

    // Binding the attributes of every member of every class is dear: their names are looked at first.
    private static bool MayHaveAttributes(INamedTypeSymbol type)
    {
        foreach (var place in type.DeclaringSyntaxReferences)
        {
            if (place.GetSyntax() is not TypeDeclarationSyntax declaration || IsNamed(declaration.AttributeLists))
                return true;
            foreach (var member in declaration.Members)
            {
                if (member is BasePropertyDeclarationSyntax or BaseFieldDeclarationSyntax && IsNamed(member.AttributeLists))
                    return true;
            }

            foreach (var parameter in declaration.ParameterList?.Parameters ?? default)
            {
                if (IsNamed(parameter.AttributeLists))
                    return true;
            }
        }

        return type.DeclaringSyntaxReferences.IsEmpty;
    }

    private static bool IsNamed(SyntaxList<AttributeListSyntax> lists)
    {
        foreach (var list in lists)
        {
            foreach (var attribute in list.Attributes)
            {
                var name = attribute.Name is QualifiedNameSyntax qualified ? qualified.Right : attribute.Name is AliasQualifiedNameSyntax aliased ? aliased.Name : attribute.Name;
                // An alias (`using Key = …DynamoDBHashKeyAttribute`) may hide it.
                if (name is not IdentifierNameSyntax simple || simple.Identifier.ValueText.StartsWith("DynamoDB", StringComparison.Ordinal) || IsAlias(simple))
                    return true;
            }
        }

        return false;
    }

    private static bool IsAlias(IdentifierNameSyntax name)
    {
        if (name.SyntaxTree.GetRoot() is not CompilationUnitSyntax unit)
            return false;
        foreach (var directive in unit.Usings)
        {
            if (directive.Alias?.Name.Identifier.ValueText == name.Identifier.ValueText)
                return true;
        }

        return false;
    }

    private static bool HasAttribute(ISymbol symbol)
    {
        foreach (var data in symbol.GetAttributes())
        {
            if (EntityAttribute.TryRead(data, out _))
                return true;
        }

        return false;
    }

    // A base class that is missing belongs to no assembly.
    private bool KnowsTheSdk(IAssemblySymbol? assembly) =>
        assembly is not null && (_assemblies.TryGetValue(assembly, out var known) ? known : _assemblies.GetOrAdd(assembly, Sdk.IsReferencedBy(assembly)));

    private static Entity Read(INamedTypeSymbol type)
    {
        var table = TableAttribute(type);
        // CaseMode: 1 leaves names as they are, 2 and 3 write the first letter small.
        var lowersFirst = table is { } found
            && (found.IsSet("lowerCamelCaseProperties", "LowerCamelCaseProperties") || found.Number("attributeCasing", "AttributeCasing") > 1);
        var keys = new Keys(lowersFirst);
        keys.AddMembersOf(type);
        return new(
            type, table?.Text("tableName", "TableName") ?? type.Name, keys.Hash, keys.Range, keys.Indexes(),
            keys.Hash is not null || keys.Range is not null)
        {
            HasTableAttribute = table is not null,
            Members = keys.Members.ToImmutable(),
            LocalIndexes = keys.LocalIndexes.ToImmutableArray(),
            HasSeveralHashKeys = keys.HashCount > 1,
        };
    }

    private static EntityAttribute? TableAttribute(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var data in current.GetAttributes())
            {
                if (EntityAttribute.TryRead(data, out var attribute) && attribute.Name == "DynamoDBTableAttribute")
                    return attribute;
            }
        }

        return null;
    }

    /// <summary>Collects the keys of one class.</summary>
    private sealed class Keys(bool lowersFirst)
    {
        private readonly HashSet<INamedTypeSymbol> _read = new(SymbolEqualityComparer.Default);
        private readonly List<string> _indexNames = [];
        private readonly Dictionary<string, List<(int Order, EntityKey Key)>> _indexes = new(StringComparer.Ordinal);

        public EntityKey? Hash { get; private set; }

        public EntityKey? Range { get; private set; }

        public int HashCount { get; private set; }

        public ImmutableArray<EntityKey>.Builder Members { get; } = ImmutableArray.CreateBuilder<EntityKey>();

        public List<string> LocalIndexes { get; } = [];

        public void AddMembersOf(INamedTypeSymbol type)
        {
            // Flattened types may nest in a circle.
            if (!_read.Add(type.OriginalDefinition))
                return;
            // A member hides those of its name in the classes below, with their attributes.
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
            {
                foreach (var member in current.GetMembers())
                {
                    if (IsStored(member) && seen.Add(member.Name))
                        Add(member);
                }
            }
        }

        public ImmutableArray<EntityIndex> Indexes()
        {
            var indexes = ImmutableArray.CreateBuilder<EntityIndex>(_indexNames.Count);
            foreach (var name in _indexNames)
                indexes.Add(new(name, _indexes[name].OrderBy(static entry => entry.Order).Select(static entry => entry.Key).ToImmutableArray()));
            return indexes.ToImmutable();
        }

        // A property that can only be read is stored when a constructor takes it; a key among them means what it says.
        private static bool IsStored(ISymbol member) => member switch
        {
            IPropertySymbol property => property is { IsStatic: false, IsIndexer: false, GetMethod: not null },
            IFieldSymbol field => field is { IsStatic: false, IsConst: false, IsReadOnly: false, DeclaredAccessibility: Accessibility.Public },
            _ => false,
        };

        private void Add(ISymbol member)
        {
            var attributes = AttributesOf(member);
            string? name = null;
            bool isHash = false, isRange = false, isFlattened = false;
            foreach (var attribute in attributes)
            {
                switch (attribute.Name)
                {
                    case "DynamoDBIgnoreAttribute":
                        return;
                    case "DynamoDBFlattenAttribute":
                        isFlattened = true;
                        break;
                    case "DynamoDBHashKeyAttribute":
                        isHash = true;
                        break;
                    case "DynamoDBRangeKeyAttribute":
                        isRange = true;
                        break;
                }

                name = attribute.Text("attributeName", "AttributeName") ?? name;
            }

            var key = new EntityKey(member, Cased(name ?? member.Name));
            Members.Add(key);
            if (isHash)
            {
                Hash ??= key;
                HashCount++;
            }

            if (isRange)
                Range ??= key;
            foreach (var attribute in attributes)
            {
                if (attribute.Name == "DynamoDBGlobalSecondaryIndexHashKeyAttribute")
                    AddToIndexes(attribute, key);
                else if (attribute.Name == "DynamoDBLocalSecondaryIndexRangeKeyAttribute")
                    LocalIndexes.AddRange(IndexNames(attribute));
            }

            if (isFlattened && SymbolTypes.TypeOf(member) is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } nested)
                AddMembersOf(nested);
        }

        private void AddToIndexes(EntityAttribute attribute, EntityKey key)
        {
            var order = attribute.Number("order", "Order");
            foreach (var name in IndexNames(attribute))
            {
                if (!_indexes.TryGetValue(name, out var keys))
                {
                    _indexes.Add(name, keys = []);
                    _indexNames.Add(name);
                }

                keys.Add((order, key));
            }
        }

        private static ImmutableArray<string> IndexNames(EntityAttribute attribute)
        {
            var names = attribute.Texts("indexNames", "IndexNames");
            return names.IsEmpty && attribute.Text("indexName", "IndexName") is { } single ? ImmutableArray.Create(single) : names;
        }

        private string Cased(string name) =>
            lowersFirst && name.Length > 0 ? char.ToLowerInvariant(name[0]) + name.Substring(1) : name;

        // An override keeps the attributes of what it overrides, and its own come last: they decide.
        private static List<EntityAttribute> AttributesOf(ISymbol member)
        {
            var attributes = new List<EntityAttribute>();
            for (var current = member; current is not null; current = (current as IPropertySymbol)?.OverriddenProperty)
            {
                var at = 0;
                foreach (var data in current.GetAttributes())
                {
                    if (EntityAttribute.TryRead(data, out var attribute))
                        attributes.Insert(at++, attribute);
                }
            }

            return attributes;
        }
    }
}
