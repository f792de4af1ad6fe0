namespace TenantAnalyzers.Iam;

/// <summary>The ARN of a request as one text with the places of its parts, so that comparing needs no new strings.</summary>
internal readonly struct ArnText
{
    private readonly int _partition;
    private readonly int _service;
    private readonly int _region;
    private readonly int _account;
    private readonly int _resource;

    public ArnText(string text)
    {
        Text = text;
        _partition = text.IndexOf(':') + 1;
        _service = After(_partition);
        _region = After(_service);
        _account = After(_region);
        _resource = After(_account);

        int After(int start) => start == 0 ? 0 : text.IndexOf(':', start) + 1;
    }

    public string Text { get; }

    /// <summary>Whether there are six parts; the last may hold colons.</summary>
    public bool IsArn => _resource > 0;

    public bool IsPrefixMatch(GlobPattern prefix) => prefix.IsMatch(Text, 0, _partition - 1);

    public bool IsPartitionMatch(GlobPattern partition) => partition.IsMatch(Text, _partition, _service - 1);

    public bool IsServiceMatch(GlobPattern service) => service.IsMatch(Text, _service, _region - 1);

    public bool IsRegionMatch(GlobPattern region) => region.IsMatch(Text, _region, _account - 1);

    public bool IsAccountMatch(GlobPattern account) => account.IsMatch(Text, _account, _resource - 1);

    /// <summary>The range of the account in <see cref="Text"/>.</summary>
    public (int Start, int Length) Account => (_account, _resource - 1 - _account);

    public bool IsOf(string service) =>
        _region - 1 - _service == service.Length && string.CompareOrdinal(Text, _service, service, 0, service.Length) == 0;

    /// <summary>Where the last part starts.</summary>
    public int ResourceStart => _resource;
}
