using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine;

/// <summary>Tells a full disk from other failures, wherever it strikes.</summary>
public static class DiskFull
{
    public const string Code = "disk.full";

    public const string Message = "The disk is full. Free space and give the command again; what was committed stays, and a run goes on from there.";

    // 13 is SQLITE_FULL. The runtime gives ENOSPC as errno on Unix and as ERROR_DISK_FULL on Windows, in the low word.
    public static bool Is(Exception failed) => failed is SqliteException { SqliteErrorCode: 13 }
        || (failed is IOException && (failed.HResult & 0xffff) is 28 or 112);
}
