namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>What stands where a mapping reads a value, and is none.</summary>
internal enum Nested : byte
{
    None,
    Object,
    List,

    /// <summary>Nobody knows which item of a list is meant.</summary>
    BelowList,
}

/// <summary>Words the issue of an object or a list in place of a value; what it holds is not told.</summary>
internal static class NestedFault
{
    public static Value Tell(Scope scope, SlotValues values, int slot)
    {
        var path = values.PathOf(slot);
        return scope.Fail("type.mismatch", path, values.NestedAt(slot) switch
        {
            Nested.Object => $"An object stands here, where the mapping reads one value; name a field within it in the mapping, such as {scope.Place(path)}.name, or correct the source.",
            Nested.List => "A list stands here, where the mapping reads one value; go through it by a map with each:, or correct the source.",
            _ => $"A list stands at '{scope.Place(values.ListAbove(slot))}', where the mapping reads an object; go through it by a map with each:, or correct the source.",
        });
    }
}
