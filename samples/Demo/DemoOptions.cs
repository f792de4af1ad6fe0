namespace Demo;

/// <summary>What the command line asks for.</summary>
/// <param name="AttacksOnly">Leave out the build and the fixes.</param>
/// <param name="WithoutGuard">Attack the unguarded client in the guarded step too: the demo must then fail.</param>
/// <param name="Serve">Keep TenantShop's page up at the end.</param>
internal sealed record DemoOptions(bool AttacksOnly, bool WithoutGuard, bool Serve)
{
    /// <summary>The options, or null when an argument is not known.</summary>
    public static DemoOptions? Parse(string[] args)
    {
        var options = new DemoOptions(false, false, false);
        foreach (var arg in args)
        {
            switch (arg)
            {
                case "--attacks-only": options = options with { AttacksOnly = true }; break;
                case "--without-guard": options = options with { WithoutGuard = true }; break;
                case "--serve": options = options with { Serve = true }; break;
                default: return null;
            }
        }

        return options;
    }
}

/// <summary>A step cannot be done at all; the message says why.</summary>
internal sealed class DemoFailedException(string message) : Exception(message);
