using System.IO.Compression;
using System.Xml;
using BackOffice.Integration.Connectors.Files.Archives;

namespace BackOffice.Integration.Connectors.Files.Workbooks.Xlsx;

/// <summary>The parts of an .xlsx file and how one leads to another.</summary>
internal sealed class XlsxPackage : IDisposable
{
    private readonly ZipArchive archive;
    private readonly string file;
    private readonly PackedBudget budget;
    private readonly Dictionary<string, ZipArchiveEntry> parts = new(StringComparer.OrdinalIgnoreCase);

    private XlsxPackage(ZipArchive archive, string file, PackedLimits limits)
    {
        (this.archive, this.file, budget) = (archive, file, new(limits));
        if (archive.Entries.Count > limits.Entries) throw WorkbookFault.TooLarge(file, $"holds more than {limits.Entries} parts");
        foreach (var entry in archive.Entries)
            if (!parts.TryAdd(Plain(entry.FullName), entry)) throw WorkbookFault.Damaged(file, "a part stands in it twice");
    }

    public static XlsxPackage Open(string file, Stream bytes, PackedLimits limits)
    {
        ZipArchive? archive = null;
        try
        {
            archive = new(bytes, ZipArchiveMode.Read, leaveOpen: true);
            return new(archive, file, limits);
        }
        catch (Exception failed)
        {
            archive?.Dispose();
            if (failed is InvalidDataException) throw WorkbookFault.Damaged(file, cause: failed);
            throw;
        }
    }

    public bool Has(string part) => parts.ContainsKey(part);

    /// <summary>Parts that this one names, by their relation's id; the package's own where the part is empty.</summary>
    public Dictionary<string, (string Type, string Target)> RelationsOf(string part)
    {
        Dictionary<string, (string, string)> found = new(StringComparer.Ordinal);
        var folder = part[..(part.LastIndexOf('/') + 1)];
        var place = $"{folder}_rels/{part[folder.Length..]}.rels";
        if (!Has(place)) return found;
        using var xml = Xml(place);
        while (xml.Step())
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "Relationship" } || xml.GetAttribute("Target") is not { } target || xml.GetAttribute("TargetMode") == "External") continue;
            var type = xml.GetAttribute("Type") ?? "";
            found.TryAdd(xml.GetAttribute("Id") ?? "", (type[(type.LastIndexOf('/') + 1)..], Resolve(folder, target)));
        }

        return found;
    }

    public XmlReader Xml(string part) => XmlReader.Create(new MarkupStream(Open(part)), new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    });

    /// <summary>A part's bytes, which stay within the limits and are what the package says they are.</summary>
    public Stream Open(string part)
    {
        if (!parts.TryGetValue(part, out var entry)) throw WorkbookFault.Damaged(file, "a part that another one names is missing");
        if (entry.IsEncrypted) throw WorkbookFault.Encrypted(file);
        return new PlainStream(entry.Open(), file, entry.CompressedLength, budget, entry.Length, entry.Crc32);
    }

    public void Dispose() => archive.Dispose();

    private static string Resolve(string folder, string target) =>
        Uri.TryCreate(new Uri("package:/" + folder), Plain(target, keepRoot: true), out var whole) ? Uri.UnescapeDataString(whole.AbsolutePath).TrimStart('/') : target;

    private static string Plain(string name, bool keepRoot = false)
    {
        var plain = name.Replace('\\', '/');
        return keepRoot ? plain : plain.TrimStart('/');
    }
}
