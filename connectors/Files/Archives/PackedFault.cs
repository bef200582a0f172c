using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.Archives;

/// <summary>Why a packed file is not read, each with its next step.</summary>
internal static class PackedFault
{
    public static ConnectorException Damaged(string what, Exception? cause = null) =>
        new(Recovery.Stop, $"{what} is damaged or not whole: it does not unpack to what it says it holds. Send the file again.", cause) { Code = "archive.damaged" };

    public static ConnectorException TooLarge(string what, string limit) =>
        new(Recovery.Stop, $"{what} unpacks to more than {limit}, which is more than a hub reads. Check where it comes from; if it is what it should be, send it in smaller files.") { Code = "archive.too-large" };

    public static ConnectorException Encrypted(string what) =>
        new(Recovery.Stop, $"{what} is protected by a password, which is not read. Have it sent without one.") { Code = "archive.encrypted" };

    public static ConnectorException Nested(string what) =>
        new(Recovery.Stop, $"{what} is an archive itself; an archive within an archive is not read. Have its files packed directly, or correct member on the stream.") { Code = "archive.nested" };

    public static ConnectorException Twice(string file, string kind) =>
        new(Recovery.Stop, $"{file} is packed by gzip, and what is in it is packed once more ({kind}), which is not read. Have it packed once: by gzip, or as a zip archive.") { Code = "archive.nested" };

    public static ConnectorException Unexpected(string file) =>
        new(Recovery.Reconfigure, $"{file} is a zip archive. Write member on the stream, such as member: \"*.csv\", to read what is in it.") { Code = "archive.unexpected" };

    public static ConnectorException Unknown(string file, string kind) =>
        new(Recovery.Stop, $"{file} is packed in a way that is not read ({kind}). Have it packed by gzip or as a zip archive, or sent as it is.") { Code = "archive.unknown" };

    public static ConnectorException NoMember(string file, string pattern, int members) =>
        new(Recovery.Stop, $"{file} holds no member that '{pattern}' fits, among {members}. Correct member on the stream, or send the file again.") { Code = "archive.no-member" };

    public static ConnectorException BadName(string file, string why) =>
        new(Recovery.Stop, $"{file} holds a member whose name {why}. Have it packed again with plain, different names.") { Code = "archive.name" };
}
