using System.Collections.Frozen;
using System.Text.RegularExpressions;
using TenantAnalyzers.Gateway.Signing;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Gateway.Configuration;

/// <summary>What reading a configuration gave.</summary>
/// <param name="Config">The configuration; null when there are errors.</param>
/// <param name="Errors">What is wrong, each with its place and the mend.</param>
/// <param name="Files">The files that were read, or looked for in vain, as they were just before.</param>
internal sealed record ConfigReading(GatewayConfig? Config, IReadOnlyList<string> Errors, FileStamps Files);

/// <summary>Reads the configuration. It says all that is wrong with it at once.</summary>
internal sealed partial class ConfigReader
{
    private readonly List<string> _errors = [];
    private readonly List<string> _warnings = [];
    private readonly ConfigFile _files;
    private readonly string _path;

    // The access keys of all accounts, and where each was first given.
    private readonly Dictionary<string, Credential> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AccountConfig> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, TableFacts>> _tables = new(StringComparer.Ordinal);

    private ConfigReader(string path)
    {
        _path = Path.GetFullPath(path);
        _files = new ConfigFile(_errors);
    }

    /// <summary>Reads a file.</summary>
    public static ConfigReading Read(string path)
    {
        var reader = new ConfigReader(path);
        GatewayConfig? config = reader.Read();
        return new ConfigReading(reader._errors.Count == 0 ? config : null, reader._errors, reader._files.Stamps);
    }

    private GatewayConfig? Read()
    {
        if (_files.Read(_path, out string? problem) is not { } file)
        {
            if (problem is not null)
                _errors.Add($"{_path}: the configuration cannot be read: {problem}");
            return null;
        }

        (ConfigDocument document, JsonNode root) = file;
        string? tableAccount = null, forward = null;
        JsonNode? tableAccountNode = null;
        JsonObject? accounts = null;
        document.Require(root, "the configuration", "tableAccount");
        document.Require(root, "the configuration", "accounts");
        foreach (JsonProperty member in document.Members(root, "the configuration", ConfigMembers.Root))
        {
            switch (member.Name.Value)
            {
                case "tableAccount":
                    tableAccount = document.String(member);
                    tableAccountNode = member.Value;
                    break;
                case "forwardAccessKeyId":
                    forward = member.Value is JsonString id ? document.Name(id, ForwardKeyRule(), "an access key of DynamoDB Local holds letters and digits only") : document.String(member);
                    break;
                case "accounts":
                    accounts = member.Value as JsonObject;
                    ReadAccounts(document, member.Value);
                    break;
            }
        }

        CheckTables(document, accounts, tableAccount, tableAccountNode);
        return new GatewayConfig
        {
            TableAccount = tableAccount ?? "",
            ForwardAccessKeyId = forward ?? "local",
            Accounts = _accounts.ToFrozenDictionary(),
            AccessKeys = _keys.ToFrozenDictionary(),
            Tables = (_tables.GetValueOrDefault(tableAccount ?? "") ?? []).ToFrozenDictionary(),
            Files = [_path, .. _files.Stamps.Paths.Where(path => path != _path)],
            Warnings = [.. _warnings],
        };
    }

    private void ReadAccounts(ConfigDocument document, JsonNode accounts)
    {
        var policies = new PolicyMember(Path.GetDirectoryName(_path)!, _files, _warnings);
        foreach (JsonProperty account in document.Entries(accounts, "`accounts`", StringComparer.Ordinal))
        {
            string? id = document.Name(account.Name, AccountRule(), "an account id has twelve digits");
            var reader = new AccountReader(document, policies, id ?? "", _keys);
            AccountConfig config = reader.Read(account.Value);
            if (id is not null)
                (_accounts[id], _tables[id]) = (config, reader.Tables);
        }
    }

    private void CheckTables(ConfigDocument document, JsonObject? accounts, string? tableAccount, JsonNode? place)
    {
        if (tableAccount is null || accounts is null)
            return;
        if (!_accounts.ContainsKey(tableAccount))
            document.Error(place!.Span, $"`tableAccount`: there is no account `{tableAccount}` in `accounts`: add it, or name one that is there");
        foreach (JsonProperty account in accounts.Properties)
        {
            if (account.Name.Value != tableAccount && (account.Value as JsonObject)?.Find("tables") is { } tables)
                document.Error(tables.Name.Span, $"only the tables of `tableAccount` are behind the gateway, `{tableAccount}`: move `tables` there");
        }
    }

    [GeneratedRegex(@"\A[0-9]{12}\z", RegexOptions.CultureInvariant)]
    internal static partial Regex AccountRule();

    [GeneratedRegex(@"\A[A-Za-z0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex ForwardKeyRule();
}
