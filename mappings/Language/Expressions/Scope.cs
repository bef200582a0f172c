using BackOffice.Integration.Mappings.Crosswalks;

namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>What an expression may see while it is evaluated: one record, and nothing else.</summary>
internal sealed class Scope
{
    /// <summary>The values of the record, or of the item of a list that is mapped now.</summary>
    public required SlotValues Slots { get; set; }

    /// <summary>The values of the whole record, where items are mapped.</summary>
    public SlotValues? Record { get; init; }

    /// <summary>The values of the objects around the item, the nearest first, but for the record.</summary>
    public SlotValues[] Around { get; set; } = [];

    /// <summary>Counted from one; 0 where the record itself is mapped.</summary>
    public int ItemNumber { get; set; }

    /// <summary>Tells where a path of the item stands in the record; null where the record itself is mapped.</summary>
    public Func<string, string>? Places { get; set; }

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

    public Value Path(int slot) => Path(Slots, slot);

    /// <summary>A value of the record while one of its items is mapped.</summary>
    public Value RecordPath(int slot) => Path(Record!, slot);

    /// <summary>A value of an object around the item that is mapped.</summary>
    public Value AroundPath(int above, int slot) => Path(Around[above], slot);

    /// <summary>Whether anything stands there: a value, an object or a list.</summary>
    public bool Stands(SlotValues values, int slot)
    {
        if (values.NestedAt(slot) is not (Nested.Object or Nested.List)) return !Path(values, slot).IsNone;
        Reads?.Add(new(Place(values.PathOf(slot)), values.NestedAt(slot) == Nested.List ? "[...]" : "{...}"));
        return true;
    }

    /// <summary>A path with the numbers of the items that it leads through now.</summary>
    public string Place(string path) => Places is null ? path : Places(path);

    private Value Path(SlotValues values, int slot)
    {
        var text = values.Text(slot);
        Reads?.Add(new(Place(values.PathOf(slot)), text));
        if (text is not null) return values.IsLiteral(slot) ? Value.OfLiteral(text) : Value.Of(text);
        return values.NestedAt(slot) == Nested.None ? default : NestedFault.Tell(this, values, slot);
    }

    /// <summary>Notes a fault and gives nothing.</summary>
    public Value Fail(string code, string path, string message)
    {
        Issue ??= new(code, path, message);
        return default;
    }
}

/// <summary>A compiled expression.</summary>
internal delegate Value Evaluate(Scope scope);
