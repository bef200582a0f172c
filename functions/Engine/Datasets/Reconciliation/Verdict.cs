namespace BackOffice.Integration.Engine.Datasets.Reconciliation;

/// <summary>What comes of holding one figure against another, as people read it.</summary>
internal static class Verdict
{
    public const string Ties = "ties", Differs = "differs", OneSide = "one side missing", NoAccount = "no account named";

    public static string Of(bool ties) => ties ? Ties : Differs;

    /// <param name="one">Null where that side says nothing; zero is something.</param>
    public static string Of(decimal? one, decimal? other) => one is null || other is null ? OneSide : Of(one == other);

    /// <summary>One cell less another; null where a side says nothing.</summary>
    public static object? Difference(object? one, object? other) => one is decimal number && other is decimal less ? number - less : null;
}
