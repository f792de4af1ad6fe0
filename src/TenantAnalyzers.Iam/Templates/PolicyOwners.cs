using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>Who has which policies, as far as a file tells: what a role may do is decided by all of its policies.</summary>
internal sealed class PolicyOwners
{
    private readonly Dictionary<string, Owner> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<PolicySite>> _declared = new(StringComparer.Ordinal);

    /// <summary>Gives an owner a policy; of several, which exclude each other, each stays alone.</summary>
    public void Add(string owner, ImmutableArray<PolicySite> branches)
    {
        if (branches.Length == 1)
            Of(owner).Sites.Add(branches[0]);
    }

    /// <summary>Names a managed policy, which owners can refer to.</summary>
    public void Declare(string id, ImmutableArray<PolicySite> branches) => _declared[id] = branches.Length == 1 ? branches : ImmutableArray<PolicySite>.Empty;

    /// <summary>Whether a managed policy was declared so far.</summary>
    public bool IsDeclared(string id) => _declared.ContainsKey(id);

    /// <summary>Gives an owner a managed policy, which may be declared later.</summary>
    public void Attach(string owner, string id) => Of(owner).Attached.Add(id);

    /// <summary>Limits an owner by a managed policy, which may be declared later.</summary>
    public void Bound(string owner, string id) => Of(owner).Boundaries.Add(id);

    /// <summary>Gives an owner also what a group has.</summary>
    public void Include(string owner, string group) => Of(owner).Groups.Add(group);

    /// <summary>Says who may become the owner.</summary>
    public void AddTrust(string owner, ImmutableArray<PolicySite> sites) => Of(owner).Trusts.AddRange(sites);

    /// <summary>Makes the sets, once all is known.</summary>
    public void Join()
    {
        var sets = new Dictionary<PolicySite, ImmutableArray<PolicySet>.Builder>();
        var boundaries = new HashSet<PolicySite>();
        foreach (Owner owner in _owners.Values)
        {
            PolicySite[] identity = owner.Groups.Where(_owners.ContainsKey).Select(group => _owners[group]).Concat([owner])
                .SelectMany(one => one.Sites.Concat(Declared(one.Attached))).Distinct().ToArray();
            var set = new PolicySet { Identity = identity.Select(static site => site.Policy).ToImmutableArray() };
            foreach (PolicySite boundary in Declared(owner.Boundaries))
            {
                boundaries.Add(boundary);
                set = set.With(PolicyLayer.Boundary, boundary.Policy);
            }

            foreach (PolicySite site in identity.Concat(owner.Trusts))
            {
                if (!sets.TryGetValue(site, out ImmutableArray<PolicySet>.Builder? list))
                    sets.Add(site, list = ImmutableArray.CreateBuilder<PolicySet>());
                list.Add(set);
            }
        }

        foreach (KeyValuePair<PolicySite, ImmutableArray<PolicySet>.Builder> pair in sets)
            pair.Key.Sets = pair.Value.ToImmutable();
        // What serves as a boundary only grants nothing.
        foreach (PolicySite boundary in boundaries)
        {
            if (!sets.ContainsKey(boundary))
                boundary.Layer = PolicyLayer.Boundary;
        }
    }

    private IEnumerable<PolicySite> Declared(List<string> ids) =>
        ids.SelectMany(id => _declared.TryGetValue(id, out ImmutableArray<PolicySite> sites) ? sites : ImmutableArray<PolicySite>.Empty);

    private Owner Of(string name)
    {
        if (!_owners.TryGetValue(name, out Owner? owner))
            _owners.Add(name, owner = new Owner());
        return owner;
    }

    private sealed class Owner
    {
        public List<PolicySite> Sites { get; } = [];

        public List<PolicySite> Trusts { get; } = [];

        public List<string> Attached { get; } = [];

        public List<string> Boundaries { get; } = [];

        public List<string> Groups { get; } = [];
    }
}
