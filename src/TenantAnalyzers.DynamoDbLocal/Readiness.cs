namespace TenantAnalyzers.DynamoDbLocal;

/// <summary>Whether a DynamoDB answers at an address: it refuses an unsigned request in its own words.</summary>
internal static class Readiness
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };

    public static async Task WaitAsync(string url, TiedProcess process, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            while (!await AnswersAsync(url, limit.Token).ConfigureAwait(false))
            {
                if (process.HasExited)
                    throw new DynamoDbLocalException($"DynamoDB Local ended before it answered. It said:{Environment.NewLine}{process.Output}");
                await Task.Delay(50, limit.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DynamoDbLocalException($"DynamoDB Local did not answer at {url} within {timeout.TotalSeconds:0} s. It said:{Environment.NewLine}{process.Output}");
        }

        // What answered must be our child, not a server that had the port before.
        if (process.HasExited)
            throw new DynamoDbLocalException($"DynamoDB Local ended while starting. It said:{Environment.NewLine}{process.Output}");
    }

    public static async Task<bool> AnswersAsync(string url, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await Http.GetAsync(new Uri(url), cancellationToken).ConfigureAwait(false);
            var body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            return body.Contains("dynamodb", StringComparison.OrdinalIgnoreCase);
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The five seconds of one request are over, not the caller's patience.
            return false;
        }
    }
}
