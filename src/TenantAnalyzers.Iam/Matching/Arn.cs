namespace TenantAnalyzers.Iam;

/// <summary>The ARN of a resource. The last part may hold colons: a stream's label does.</summary>
internal readonly record struct Arn(string Partition, string Service, string Region, string Account, string Resource)
{
    public override string ToString() => $"arn:{Partition}:{Service}:{Region}:{Account}:{Resource}";
}
