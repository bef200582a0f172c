using BackOffice.Integration.Engine.Workspaces.Shapes;

namespace BackOffice.Integration.Engine.Workspaces.Kinds;

/// <summary>Shapes that several kinds of file share.</summary>
internal static class Words
{
    public static readonly TextShape Name = new("[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?", "a name of lower-case letters, digits and '-'");

    public static readonly TextShape Country = new("[A-Z]{2}", "a country code of two capital letters, such as DE");

    public static readonly TextShape Currency = new("[A-Z]{3}", "a currency code of three capital letters, such as EUR");

    public static readonly TextShape Path = new(@"(?!/)(?!(?:.*/)?\.\.(?:/|$))[^\\:\s]+", "a path below the workspace, with / and without ..");

    public static readonly TextShape Sign = new("[^\"\\r\\nA-Za-z0-9 ]", "one sign, such as ;");

    public static readonly TextShape Owner = new("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}", "a role or login, such as payroll");

    public static readonly ListShape<string> Texts = new(TextShape.Any);

    private static readonly Key<string> Cron = Key.Required("cron", "Five fields: minute, hour, day, month, weekday.", TextShape.Any);
    private static readonly Key<string?> Zone = Key.Optional("zone", "IANA time zone; the hub's own when absent.", TextShape.Any);

    /// <summary>A bare cron text has no zone yet: the loader gives it the hub's.</summary>
    public static readonly Shape<Schedule> Schedule = new TextOrBlock<Schedule>(
        TextShape.Any,
        cron => new(cron, ""),
        new BlockShape<Schedule>([Cron, Zone], block => new(block.Get(Cron), block.Get(Zone) ?? "")));
}
