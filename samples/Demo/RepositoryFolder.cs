namespace Demo;

/// <summary>Finds the repository that this demo was built in.</summary>
internal static class RepositoryFolder
{
    public static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TenantAnalyzers.sln")))
                return folder.FullName;
        }

        throw new DemoFailedException("TenantAnalyzers.sln is in no folder above this program; run it with dotnet run --project samples/Demo.");
    }
}
