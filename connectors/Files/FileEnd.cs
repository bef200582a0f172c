namespace BackOffice.Integration.Connectors.Files;

/// <summary>Tells from its bytes whether a file without a done marker is complete.</summary>
internal sealed class FileEnd(RecordForm form, TimeProvider clock)
{
    private static readonly TimeSpan Restful = TimeSpan.FromSeconds(5);

    /// <summary>Why the file counts as half-written; null where it is complete.</summary>
    public async Task<string?> FaultAsync(FileInfo file, Stream bytes, CancellationToken ct)
    {
        if (bytes.Length == 0) return null;
        // What has stood still and is not whole is taken too: waiting for it would say nothing.
        var rests = clock.GetUtcNow() - file.LastWriteTimeUtc > Restful;
        if (await form.SaysWholeAsync(bytes, ct) is { } whole) return whole || rests ? null : Restless(file.Name);
        if (await form.EndsCleanAsync(file.Name, bytes, ct)) return null;
        if (!rests) return Restless(file.Name);
        return await form.TornLineAsync(file.Name, bytes, ct) is { } line ? Torn(file.Name, line) : null;
    }

    private static string Restless(string name) =>
        $"{name} may still be written: it has no clear end and changed less than five seconds ago. Run again when it has stood still.";

    private static string Torn(string name, long line) =>
        $"{name} ends within its last line, {line}, so it counts as half-written. Send the whole file again; if this is all of it, correct that line and end it with a line end.";
}
