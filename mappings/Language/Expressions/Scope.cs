using BackOffice.Integration.Mappings.Crosswalks;

namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>What an expression may see while it is evaluated: one record, and nothing else.</summary>
internal sealed class Scope
{
    public required SlotValues Slots { get; init; }

    public required Formats Formats { get; init; }

    public required CrosswalkSet Crosswalks { get; init; }

    public string Stream { get; set; } = "";

    public string RecordKey { get; set; } = "";

    /// <summary>The entity's own date, on which code lists are looked up.</summary>
    public DateOnly? Day { get; set; }

    /// <summary>The mapped fields that rules see.</summary>
    public Value[] Fields { get; set; } = [];

    /// <summary>The first fault of the current evaluation.</summary>
    public Issue? Issue { get; set; }

    /// <summary>Where not null, every path that is read is noted here.</summary>
    public List<RawValue>? Reads { get; set; }

    public Value Path(int slot)
    {
        var text = Slots.Text(slot);
        Note(slot, text);
        return text is not null && Slots.IsLiteral(slot) ? Value.OfLiteral(text) : Value.Of(text);
    }

    private void Note(int slot, string? text) => Reads?.Add(new(Slots.PathOf(slot), text));

    /// <summary>Notes a fault and gives nothing.</summary>
    public Value Fail(string code, string path, string message)
    {
        Issue ??= new(code, path, message);
        return default;
    }
}

/// <summary>A compiled expression.</summary>
internal delegate Value Evaluate(Scope scope);
