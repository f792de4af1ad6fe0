using TenantAnalyzers.Gateway.Audit;

namespace TenantAnalyzers.Gateway;

/// <summary>How a gateway is started.</summary>
public sealed record GatewayOptions
{
    /// <summary>The configuration file (JSON, see <c>docs/runtime.md</c>); it is read again when it changes.</summary>
    public required string ConfigFile { get; init; }

    /// <summary>Where the DynamoDB behind it listens, for example <c>http://127.0.0.1:8000</c>.</summary>
    public required Uri DynamoDb { get; init; }

    /// <summary>The file that audit records are appended to, one JSON object a line; it is created when it is not there.</summary>
    public required string AuditFile { get; init; }

    /// <summary>
    /// Whether a record must be on the disk before its request goes on, so that it outlives the machine too. Default: it is written before,
    /// which outlives the gateway, and is on the disk a tenth of a second later.
    /// </summary>
    public bool FlushEachRecord { get; init; }

    /// <summary>Where to listen. Port 0 takes a free one. Default: a free port of loopback.</summary>
    public Uri Listen { get; init; } = new("http://127.0.0.1:0");

    /// <summary>The clock that signatures, sessions and records go by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Gets what an operator should know: a configuration that was taken or refused, a DynamoDB that does not answer. Default: nobody.</summary>
    public TextWriter Notices { get; init; } = TextWriter.Null;

    /// <summary>What is written to in place of the file, for tests of failing disks.</summary>
    internal IAuditStorage? AuditStorage { get; init; }
}

/// <summary>The gateway cannot start; the message names the file, the place and the mend.</summary>
public sealed class GatewayException(string message, Exception? inner = null) : Exception(message, inner);
