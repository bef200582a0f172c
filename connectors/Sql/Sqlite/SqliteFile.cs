using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Sql.Sqlite;

/// <summary>What the file itself tells that SQLite would not say, or would call something else.</summary>
internal static class SqliteFile
{
    /// <summary>Throws where there is no database in the file; SQLite takes an empty one for a database without tables.</summary>
    public static void Refuse(string file)
    {
        if (Directory.Exists(file)) throw Wrong("database.missing", $"The database {file} is a folder. Name the file in it as database in the connection.");
        if (!File.Exists(file)) throw Wrong("database.missing", $"The database {file} does not exist. Put the file there, or correct database in the connection.");
        // A write-ahead log may hold what has not come into the file yet.
        if (new FileInfo(file).Length == 0 && !File.Exists(file + "-wal"))
            throw Wrong("database.none", $"{file} is empty (0 bytes), so it is no SQLite database. Copy the database there once more, or name the right file in the connection.");
    }

    /// <summary>Throws where the last page is there in part: SQLite would read the missing bytes as zeros. Asked while the database is held, for a writer lets it grow.</summary>
    /// <remarks>The file is not opened: closing it again would drop the locks that SQLite holds for this process.</remarks>
    public static void RefusePart(string file, long page)
    {
        if (new FileInfo(file).Length % page != 0)
            throw new ConnectorException(Recovery.Retry, $"The database {file} ends in the middle of a page, as a copy does that has not arrived whole; it is tried again. Where no copy is on its way, copy the file there once more.") { Code = "database.partial" };
    }

    private static ConnectorException Wrong(string code, string message) => new(Recovery.Reconfigure, message) { Code = code };
}
