namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Sorts by key as the store does, so that neighbours lie on the same page.</summary>
internal static class KeyOrder
{
    /// <summary>The same list where it is in order already, as most files are; equal keys keep their order.</summary>
    public static List<T> InOrder<T>(this List<T> items, Func<T, string> key)
    {
        for (var index = 1; index < items.Count; index++)
        {
            if (string.CompareOrdinal(key(items[index - 1]), key(items[index])) > 0)
                return [.. items.OrderBy(key, StringComparer.Ordinal)];
        }

        return items;
    }
}
