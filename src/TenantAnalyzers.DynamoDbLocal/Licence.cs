namespace TenantAnalyzers.DynamoDbLocal;

/// <summary>Says once per cache folder whose licence DynamoDB Local is under.</summary>
internal static class Licence
{
    private const string Address = "https://aws.amazon.com/dynamodblocallicense/";

    public static void PrintOnce(DynamoDbLocalOptions options, Location location)
    {
        var file = location is Location.Folder folder ? Path.Combine(folder.Path, "LICENSE.txt") : null;
        var where = file is not null && File.Exists(file) ? $"{Address} and {file}" : Address;
        if (IsFirst(options.Cache))
            options.NoticeWriter.WriteLine($"DynamoDB Local is Amazon's software under Amazon's licence, which you accept by using it: {where}");
    }

    private static bool IsFirst(string cache)
    {
        var mark = Path.Combine(cache, "licence-shown");
        try
        {
            Directory.CreateDirectory(cache);
            using var created = new FileStream(mark, FileMode.CreateNew);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Shown before, or nowhere to remember it: then rather twice than never.
            return !File.Exists(mark);
        }
    }
}
