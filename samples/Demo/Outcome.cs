using Spectre.Console;

namespace Demo;

/// <summary>What came of an attack or of its control.</summary>
internal enum OutcomeKind
{
    /// <summary>Something else: an error, an empty answer. Never a success of any kind.</summary>
    Unclear,

    /// <summary>The victim's items were read or written.</summary>
    Breach,

    /// <summary>The guard refused; nothing was sent.</summary>
    Refused,

    /// <summary>The caller's own items, and only those.</summary>
    Own,
}

/// <summary>An outcome, with what was seen.</summary>
internal readonly record struct Outcome(OutcomeKind Kind, string Seen)
{
    public Markup ToMarkup() => new(Kind switch
    {
        OutcomeKind.Breach => $"[red bold]BREACH[/] {Markup.Escape(Seen)}",
        OutcomeKind.Refused => $"[green bold]REFUSED[/] {Markup.Escape(Seen)}",
        OutcomeKind.Own => $"[green]OK[/] {Markup.Escape(Seen)}",
        _ => $"[yellow bold]UNCLEAR[/] {Markup.Escape(Seen)}",
    });
}
