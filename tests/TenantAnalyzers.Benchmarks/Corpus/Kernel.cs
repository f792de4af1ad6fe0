namespace TenantAnalyzers.Benchmarks.Corpus;

/// <summary>The types that all areas of the generated code share.</summary>
internal static class Kernel
{
    public const string Text = """
        namespace Shop.Shared;

        public readonly record struct Result<T>(T? Value, string? Error)
        {
            public bool IsOk => Error is null;

            public static Result<T> Ok(T value) => new(value, null);

            public static Result<T> Failed(string error) => new(default, error);

            public Result<TOther> Then<TOther>(Func<T, Result<TOther>> next) => IsOk ? next(Value!) : Result<TOther>.Failed(Error!);
        }

        public sealed record Page<T>(IReadOnlyList<T> Items, int Number, int Size, int Total)
        {
            public bool HasMore => Number * Size < Total;

            public Page<TOther> Select<TOther>(Func<T, TOther> project) => new(Items.Select(project).ToList(), Number, Size, Total);
        }

        public interface IStore<T, in TKey>
            where TKey : notnull
        {
            Task<T?> FindAsync(TKey key, CancellationToken cancellationToken = default);

            Task SaveAsync(T item, CancellationToken cancellationToken = default);

            Task<bool> RemoveAsync(TKey key, CancellationToken cancellationToken = default);

            IAsyncEnumerable<T> AllAsync(CancellationToken cancellationToken = default);
        }

        public interface IClock
        {
            DateTimeOffset Now { get; }

            DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);
        }

        public interface IEvents
        {
            Task PublishAsync<T>(string topic, T body, CancellationToken cancellationToken = default)
                where T : notnull;
        }

        public interface ILog
        {
            void Info(string message);

            void Error(string message, Exception? exception = null);
        }

        """;
}
