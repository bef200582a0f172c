using BackOffice.Integration.Mappings.Canonical;

namespace BackOffice.Integration.Engine.Datasets.Summaries;

/// <summary>One column of a summary: what it holds and how the records behind a row make it.</summary>
/// <param name="Title">What finance calls it.</param>
/// <param name="Gathering">How cells of records become the cell of a row.</param>
internal sealed record SummaryColumn(string Name, string Title, SummaryType Type, Gathering Gathering)
{
    /// <summary>Digits behind the point that the store keeps.</summary>
    public int Scale { get; init; }

    /// <summary>Column that names the currency of an amount; it is a key, so that two currencies are never added.</summary>
    public string? Currency { get; init; }

    /// <summary>Who may see it.</summary>
    public FieldClass Class { get; init; } = FieldClass.Internal;

    /// <summary>Field of the entity behind the records that this column adds up, so that its total can be held against the source.</summary>
    public string? Field { get; init; }

    public bool IsMoney => Currency is not null;

    /// <summary>Rows are told apart and sorted by it.</summary>
    public static SummaryColumn Key(string name, string title, FieldClass who = FieldClass.Internal) => new(name, title, SummaryType.Text, Gathering.Key) { Class = who };

    public static SummaryColumn KeyDate(string name, string title) => new(name, title, SummaryType.Date, Gathering.Key);

    /// <summary>The same for all records behind a row; where they differ, the greatest is shown.</summary>
    public static SummaryColumn Shown(string name, string title, FieldClass who = FieldClass.Internal) => new(name, title, SummaryType.Text, Gathering.Greatest) { Class = who };

    public static SummaryColumn Latest(string name, string title) => new(name, title, SummaryType.Date, Gathering.Greatest);

    public static SummaryColumn Earliest(string name, string title) => new(name, title, SummaryType.Date, Gathering.Least);

    public static SummaryColumn Money(string name, string title, string currency = "currency", string? field = null) =>
        new(name, title, SummaryType.Decimal, Gathering.Sum) { Scale = 4, Currency = currency, Field = field };

    public static SummaryColumn Quantity(string name, string title, int scale = 6, string? field = null) =>
        new(name, title, SummaryType.Decimal, Gathering.Sum) { Scale = scale, Field = field };

    /// <summary>The query gives how much each record counts, mostly 0 or 1.</summary>
    public static SummaryColumn Count(string name, string title) => new(name, title, SummaryType.Count, Gathering.Sum);

    /// <summary>Worked out from the other columns of a row, once its records are gathered.</summary>
    public SummaryColumn Computed() => this with { Gathering = Gathering.Computed };
}

/// <summary>What a cell holds: text, <see cref="DateOnly"/>, <see cref="decimal"/> or <see cref="long"/>.</summary>
internal enum SummaryType
{
    Text,
    Date,
    Decimal,
    Count,
}

/// <summary>How the records behind a row make a cell.</summary>
internal enum Gathering
{
    /// <summary>Records that agree in all keys are one row.</summary>
    Key,

    Greatest,
    Least,
    Sum,
    Computed,
}
