namespace TenantAnalyzers.Iam;

/// <summary>What the AWS documentation leaves open, and how the evaluator takes it: the choices of one place.</summary>
/// <remarks>
/// <see cref="Holds.Unclear"/> means that an Allow does not match and a Deny does. Not a choice of this class but of the same kind:
/// the default text of a variable is data, a <c>*</c> in it no wildcard (<see cref="PolicyVariable"/>).
/// </remarks>
internal static class OpenQuestions
{
    /// <summary>
    /// <c>ForAnyValue:…IfExists</c> for a request without the key: "Condition operators" says what <c>IfExists</c> does and what
    /// <c>ForAnyValue</c> does, and they contradict each other. Taken as what lets more through, so that a leak is not overlooked.
    /// </summary>
    public static Holds AnyValueIfExistsWhenAbsent(bool inDeny) => inDeny ? Holds.No : Holds.Yes;

    /// <summary>
    /// Whether an empty tag counts as a value of a variable. "Variables and tags" does not say. In an Allow it is empty text, so that
    /// <c>${aws:PrincipalTag/TenantId}*</c> becomes <c>*</c>; in a Deny it is no value.
    /// </summary>
    public static bool EmptyTextIsValue(bool inDeny) => !inDeny;

    /// <summary><c>Null</c> on a key that is there and has no value: it "exists", but its value is "null" ("Condition operators").</summary>
    public const Holds NullOnEmptyList = Holds.Unclear;

    /// <summary>A value that is not of its operator's type: <c>NumericEquals</c> with <c>many</c>, in the policy or in the request.</summary>
    public const Holds ValueOfAnotherType = Holds.Unclear;

    /// <summary>A resource that is neither <c>*</c> nor an ARN, or an ARN pattern of an <c>Arn…</c> operator with fewer than six parts.</summary>
    public const Holds PatternThatIsNoArn = Holds.Unclear;

    /// <summary>
    /// A service's key of type <c>ArrayOf…</c> under an operator without <c>ForAllValues</c> or <c>ForAnyValue</c>, with the key in the request.
    /// IAM Access Analyzer calls it an error ("Missing qualifier"); that it never matches is a public report, not documentation.
    /// Nobody reports it of the global keys with several values (<c>aws:TagKeys</c>): there the operator holds when it does for one of
    /// the values, a negated one when it does for all.
    /// </summary>
    public const Holds ListWithoutSetOperator = Holds.No;

    /// <summary>
    /// How a <c>Principal</c> that names the account names a caller of it. "Policy evaluation logic" lets a resource policy of the same account
    /// allow by itself, "AWS JSON policy elements: Principal" says that the account is delegated to. Taken as what lets more through.
    /// </summary>
    public const PrincipalMatch AccountPrincipal = PrincipalMatch.Limited;
}
