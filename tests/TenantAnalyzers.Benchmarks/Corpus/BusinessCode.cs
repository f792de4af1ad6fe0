namespace TenantAnalyzers.Benchmarks.Corpus;

/// <summary>
/// What most of a code base is: entities, stores, services, reports and checks that never see the AWS SDK. The same in every
/// run, and written as people write it: async methods, LINQ, interpolation, records, generics, pattern matching.
/// </summary>
internal static class BusinessCode
{
    /// <summary>Files of one area.</summary>
    public const int FilesPerArea = 5;

    private static readonly string[] Nouns =
    [
        "Order", "Invoice", "Shipment", "Contract", "Ticket", "Booking", "Payment", "Refund", "Voucher", "Campaign", "Supplier", "Warehouse",
        "Parcel", "Quote", "Delivery", "Account", "Subscription", "Claim", "Asset", "Project", "Visit", "Meter", "Lease", "Vehicle", "Course",
    ];

    private static readonly string[] Adjectives = ["", "Retail", "Field", "Partner", "Legacy", "Group", "Export", "Local"];

    private static readonly Property[] Pool =
    [
        new("string", "Reference"), new("string", "Region"), new("string", "Contact"), new("string", "Currency"), new("string", "Channel"),
        new("int", "Priority"), new("int", "Attempts"), new("int", "Capacity"), new("decimal", "Discount"), new("decimal", "Limit"),
        new("decimal", "Balance"), new("bool", "Urgent"), new("bool", "Verified"), new("DateOnly", "DueOn"), new("DateOnly", "ReviewOn"),
    ];

    /// <summary>The shared types and as many whole areas as make <paramref name="files"/> files.</summary>
    public static IEnumerable<SourceFile> Generate(int files)
    {
        yield return new("Shared/Kernel.cs", Kernel.Text);
        for (var index = 0; index * FilesPerArea < files; index++)
        {
            var random = new Random(index);
            var name = Adjectives[index / Nouns.Length % Adjectives.Length] + Nouns[index % Nouns.Length];
            var round = index / (Nouns.Length * Adjectives.Length);
            if (round > 0)
                name += round;
            var properties = Pool.ToArray();
            random.Shuffle(properties);
            var area = new Area(name, properties[..random.Next(3, 6)], random);
            yield return new($"{name}s/{name}.cs", EntityFile.Write(area));
            yield return new($"{name}s/{name}Store.cs", StoreFile.Write(area));
            yield return new($"{name}s/{name}Service.cs", ServiceFile.Write(area));
            yield return new($"{name}s/{name}Report.cs", ReportFile.Write(area));
            yield return new($"{name}s/{name}Checks.cs", ChecksFile.Write(area));
        }
    }
}

/// <summary>A property of a generated entity.</summary>
internal sealed record Property(string Type, string Name)
{
    public string Parameter => char.ToLowerInvariant(Name[0]) + Name[1..];
}

/// <summary>An entity and what is written around it.</summary>
internal sealed record Area(string Name, Property[] Properties, Random Random)
{
    public string Namespace => $"Shop.{Name}s";

    public string Variable => char.ToLowerInvariant(Name[0]) + Name[1..];

    /// <summary>One of several ways to write the same.</summary>
    public string Either(params ReadOnlySpan<string> ways) => ways[Random.Next(ways.Length)];
}
