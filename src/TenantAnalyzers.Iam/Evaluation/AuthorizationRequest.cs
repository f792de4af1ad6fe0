namespace TenantAnalyzers.Iam;

/// <summary>What IAM is asked: may this caller do this to that resource?</summary>
/// <param name="Action">The action with its service: <c>dynamodb:Query</c>.</param>
/// <param name="Resource">The ARN of the resource; <c>*</c> for an action without a resource type.</param>
/// <param name="Context">The condition keys, the caller's tags among them.</param>
/// <param name="PrincipalArn">The ARN of the caller, as a resource policy's <c>Principal</c> sees it; null when it does not matter.</param>
public sealed record AuthorizationRequest(string Action, string Resource, RequestContext Context, string? PrincipalArn = null);
