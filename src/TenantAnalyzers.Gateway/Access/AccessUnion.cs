namespace TenantAnalyzers.Gateway.Access;

/// <summary>Asks for each element of a transaction alone, and for all of one action and resource together.</summary>
internal sealed class AccessUnion(RequestReading request)
{
    private readonly Dictionary<(string Action, string Resource), (AccessBuilder Union, int Count)> _unions = [];

    public void Add(AccessBuilder access)
    {
        request.Add(access);
        var key = (access.Action.Name, access.Resource);
        // The first element is in the union only once there is a second: the question would be the same.
        if (!_unions.TryGetValue(key, out var known))
        {
            _unions[key] = (access, 1);
            return;
        }

        known.Union.Add(access);
        _unions[key] = (known.Union, known.Count + 1);
    }

    public void Finish()
    {
        foreach (var (union, count) in _unions.Values)
        {
            if (count > 1)
                request.Add(union);
        }
    }
}
