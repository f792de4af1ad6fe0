using System.CommandLine;

namespace TenantAnalyzers.Tool.Simulate;

/// <summary><c>tenant-analyzers simulate --requests FILE.jsonl</c>.</summary>
internal sealed class SimulateCommand : Command
{
    private SimulateCommand() : base("simulate", "Says what IAM would decide, request by request.") { }
    public static Command Create() => new SimulateCommand();
}
