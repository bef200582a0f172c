using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.Selection;

/// <summary>The records of a form that a stream selects.</summary>
/// <param name="declares">Whether the form's fields stand in the file or the settings, not in its records.</param>
internal sealed class SelectedForm(RecordForm all, RecordSelection where, bool declares) : RecordForm
{
    public override bool EndsWithLine => all.EndsWithLine;

    public override bool ReadsZip => all.ReadsZip;

    public override Task<bool?> SaysWholeAsync(Stream bytes, CancellationToken ct) => all.SaysWholeAsync(bytes, ct);

    public override Task<string?> NoteAsync(string file, Stream bytes, CancellationToken ct) => all.NoteAsync(file, bytes, ct);

    public override async Task<RecordReader?> OpenAsync(string file, Stream bytes, FilePoint? from, CancellationToken ct) =>
        await all.OpenAsync(file, bytes, from, ct) is { } reader ? new SelectedRecords(reader, where) : null;

    public override IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAgainAsync(
        string file, Stream bytes, IReadOnlyList<Position> positions, CancellationToken ct) => all.ReadAgainAsync(file, bytes, positions, ct);

    public override async Task<IReadOnlyList<string>?> FieldsAsync(string file, Stream bytes, CancellationToken ct) =>
        declares ? await all.FieldsAsync(file, bytes, ct)
        : await SampleAsync(file, bytes, ct) is { } sample ? NdjsonRecord.Names(sample.Span) : null;

    public override Task<bool> EndsCleanAsync(string file, Stream bytes, CancellationToken ct) => all.EndsCleanAsync(file, bytes, ct);

    // The last record of the file counts, selected or not.
    public override Task<long?> TornLineAsync(string file, Stream bytes, CancellationToken ct) => all.TornLineAsync(file, bytes, ct);
}
