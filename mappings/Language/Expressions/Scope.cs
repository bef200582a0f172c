using BackOffice.Integration.Mappings.Crosswalks;

namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>What an expression may see while it is evaluated: one record, and nothing else.</summary>
internal sealed class Scope(RecordPaths paths, Formats formats, CrosswalkSet crosswalks)
{
    public RecordPaths Paths => paths;

    public SlotValues Slots { get; } = new(paths.Count);

    public Formats Formats => formats;

    public CrosswalkSet Crosswalks => crosswalks;

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
        return Value.Of(text);
    }

    public void Note(int slot, string? text) => Reads?.Add(new(paths.TextOf(slot), text));

    /// <summary>Notes a fault and gives nothing.</summary>
    public Value Fail(string code, string path, string message)
    {
        Issue ??= new(code, path, message);
        return default;
    }
}

/// <summary>A compiled expression.</summary>
internal delegate Value Evaluate(Scope scope);
