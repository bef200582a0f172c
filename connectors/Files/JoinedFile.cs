using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>Files that were put together with the byte order mark of each: it would stick to the first field of a record.</summary>
internal static class JoinedFile
{
    public const char Mark = '\uFEFF';

    /// <param name="record">As UTF-8, or as a code page that has the same bytes for other signs.</param>
    public static bool BeginsWith(ReadOnlySpan<byte> record) => record.StartsWith("\uFEFF"u8);

    public static RecordProblem Problem(long line) => new("record.byte-order-mark", "",
        $"Line {line} begins with a byte order mark, as where one file was joined to another. Have the files sent one by one, or joined without their marks.");
}
