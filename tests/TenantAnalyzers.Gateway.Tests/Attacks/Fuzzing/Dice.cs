namespace TenantAnalyzers.Gateway.Tests.Attacks.Fuzzing;

/// <summary>Chance that can be had again: one number makes one request.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);

    public bool OneIn(int number) => _random.Next(number) == 0;

    public int Below(int number) => _random.Next(number);

    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];

    public T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];
}
