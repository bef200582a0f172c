using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Engine.Inbound;

/// <summary>Compares the fields a source declares with those its mapping reads and those seen before.</summary>
/// <param name="mapped">Top-level fields that the mapping reads.</param>
/// <param name="before">Fields of the record read last, or none on a first load.</param>
internal sealed class FieldDrift(string stream, IReadOnlyCollection<string> mapped, IReadOnlyCollection<string> before)
{
    /// <summary>Fields the stream has now and had not before, and that the mapping does not read.</summary>
    public IReadOnlyList<string> New { get; private set; } = [];

    /// <summary>True once the source declared that it has no fields at all: an empty file.</summary>
    public bool Empty { get; private set; }

    /// <summary>Throws when a mapped field is gone, before anything of the batch is committed.</summary>
    public void Judge(IReadOnlyList<string>? declared)
    {
        if (declared is null) return;
        Empty = declared.Count == 0;
        if (Empty) return;
        var gone = mapped.Except(declared).Order(StringComparer.Ordinal).ToList();
        if (gone.Count > 0)
            throw new ConnectorException(Recovery.Stop, $"Stream {stream} no longer has {Named(gone)} that its mapping reads; restore it in the source, or change the mapping and publish. Nothing was committed.") { Code = "source.field-vanished" };
        New = before.Count == 0 ? [] : [.. declared.Except(before).Except(mapped)];
    }

    private static string Named(List<string> fields) => (fields.Count == 1 ? "the field " : "the fields ") + string.Join(", ", fields.Select(field => $"'{field}'"));
}
