using System.Security.Cryptography;
using System.Text;
using BackOffice.Integration.Engine.Releases;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Writes a draft or a move, audit rows included, inside one transaction.</summary>
internal static class SqliteReleaseWriter
{
    public static void Write(SqliteConnection connection, SqliteTransaction transaction, ReleaseDraft draft)
    {
        var head = draft.Head;
        connection.Execute(
            """
            INSERT INTO release (id, export, partner, mode, kind, state, version, period, from_commit_no, to_commit_no, workspace_hash, layout_version, rows_hash, approvals_wanted, drafted_at)
            VALUES (@Id, @Export, @Partner, @Mode, 'full', @State, 1, @Period, @FromCommitNo, @ToCommitNo, @Workspace, @LayoutVersion, @Rows, @Approvals, @At)
            """,
            new
            {
                Id = head.Id.ToString(),
                head.Export,
                head.Partner,
                head.Mode,
                State = draft.Release.State.ToString(),
                Period = head.Period.ToString(),
                head.FromCommitNo,
                head.ToCommitNo,
                Workspace = Convert.FromHexString(head.Workspace),
                head.LayoutVersion,
                Rows = draft.Release.Rows.Bytes,
                Approvals = draft.Release.ApprovalsWanted,
                At = Micros.Of(head.DraftedAt),
            },
            transaction);
        WriteRows(connection, transaction, draft);
        var id = head.Id.ToString();
        connection.Execute(
            "INSERT INTO release_total (release_id, stage, measure, dimension, currency, value) VALUES (@id, @Stage, @Measure, @Dimension, @Currency, @Value)",
            draft.Totals.Select(total => new { id, total.Stage, total.Measure, total.Dimension, total.Currency, total.Value }),
            transaction);
        connection.Execute(
            "INSERT INTO gate_result (release_id, gate, measured, threshold, state) VALUES (@id, @Gate, @Measured, @Threshold, @State)",
            draft.Gates.Select(gate => new { id, gate.Gate, gate.Measured, gate.Threshold, gate.State }),
            transaction);
        connection.Execute(
            "INSERT OR IGNORE INTO release_participant (release_id, actor, role) VALUES (@id, @Login, @Role)",
            draft.Participants.Select(participant => new { id, participant.Actor.Login, participant.Role }),
            transaction);
        foreach (var entry in draft.Audit) SqliteAudit.Append(connection, transaction, head.DraftedAt, entry);
    }

    public static void Write(SqliteConnection connection, SqliteTransaction transaction, ReleaseMove move)
    {
        var id = move.After.Id.ToString();
        var changed = connection.Execute(
            """
            UPDATE release SET state = @state, version = version + 1, sequence = COALESCE(@Number, sequence), sealed_at = CASE WHEN @Number IS NULL THEN sealed_at ELSE @at END, void_reason = COALESCE(@reason, void_reason)
            WHERE id = @id AND version = @Version
            """,
            new { id, state = move.After.State.ToString(), move.Number, at = Micros.Of(move.At), reason = move.After.Voiding?.Reason, move.Before.Version },
            transaction);
        if (changed != 1) throw new InvalidOperationException("A release moved while its move was decided; the writer's lock is broken.");
        WriteDecisions(connection, transaction, move);
        WriteFiles(connection, transaction, move);
        foreach (var line in move.After.Voiding?.Lines ?? [])
        {
            connection.Execute("UPDATE release_row SET outcome = 'Voided', reason = 'entity.changed' WHERE release_id = @id AND line = @line", new { id, line }, transaction);
        }

        foreach (var entry in move.Audit) SqliteAudit.Append(connection, transaction, move.At, entry);
    }

    private static void WriteRows(SqliteConnection connection, SqliteTransaction transaction, ReleaseDraft draft)
    {
        using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = "INSERT INTO release_row (release_id, line, entity, connection, source_key, op, row, row_hash, source_commit_id) VALUES (@id, @line, @entity, @connection, @key, 'add', @row, @hash, @commit)";
        foreach (var name in new[] { "@id", "@line", "@entity", "@connection", "@key", "@row", "@hash", "@commit" }) insert.Parameters.Add(new SqliteParameter { ParameterName = name });
        insert.Parameters["@id"].Value = draft.Head.Id.ToString();
        foreach (var (index, row) in draft.Rows.Index())
        {
            var text = row.Text();
            insert.Parameters["@line"].Value = index + 1;
            // A row of figures rests on no entity of its own; its dataset stands where the entity would.
            var origin = row.From.Count > 0 ? row.From[0] : null;
            insert.Parameters["@entity"].Value = origin?.Entity ?? row.Dataset;
            insert.Parameters["@connection"].Value = origin?.Connection ?? "";
            insert.Parameters["@key"].Value = origin?.Key ?? "";
            insert.Parameters["@row"].Value = text;
            insert.Parameters["@hash"].Value = SHA256.HashData(Encoding.UTF8.GetBytes(text));
            insert.Parameters["@commit"].Value = origin?.Commit ?? "";
            insert.ExecuteNonQuery();
        }
    }

    private static void WriteDecisions(SqliteConnection connection, SqliteTransaction transaction, ReleaseMove move)
    {
        var id = move.After.Id.ToString();
        foreach (var approval in move.After.Approvals.Skip(move.Before.Release.Approvals.Count))
        {
            connection.Execute(
                "INSERT INTO approval (release_id, actor, decision, rows_hash, at, reason) VALUES (@id, @Login, @decision, @rows, @at, @Reason)",
                new { id, approval.By.Login, decision = approval.Decision.ToString(), rows = approval.Rows.Bytes, at = Micros.Of(approval.At), approval.Reason },
                transaction);
        }

        foreach (var made in move.After.Overrides.Skip(move.Before.Release.Overrides.Count))
        {
            connection.Execute(
                "UPDATE gate_result SET state = 'Overridden', overridden_by = @Login, reason = @Reason WHERE release_id = @id AND gate = @Gate",
                new { id, made.By.Login, made.Reason, made.Gate },
                transaction);
        }
    }

    private static void WriteFiles(SqliteConnection connection, SqliteTransaction transaction, ReleaseMove move)
    {
        var id = move.After.Id.ToString();
        if (move.Number is { } number)
        {
            var name = $"release:{move.Before.Head.Export}:{move.Before.Head.Mode}";
            connection.Execute("INSERT INTO counter (name, value) VALUES (@name, @number) ON CONFLICT (name) DO UPDATE SET value = excluded.value", new { name, number }, transaction);
            connection.Execute(
                "INSERT INTO release_file (release_id, name, sha256, length, uri) VALUES (@id, @Name, @sha256, @Length, @Uri)",
                move.After.Files.Select(file => new { id, file.Name, sha256 = Convert.FromHexString(file.Sha256), file.Length, file.Uri }),
                transaction);
            connection.Execute("INSERT INTO outbox (id, kind, payload) VALUES (@outbox, 'deliver', @payload)", new { outbox = Guid.CreateVersion7(move.At).ToString(), payload = $$"""{"release":"{{id}}"}""" }, transaction);
        }

        if (move.Receipts.Count == 0) return;
        connection.Execute(
            "UPDATE release_file SET delivered_sha256 = @sha256 WHERE release_id = @id AND name = @Name",
            move.After.Files.Zip(move.Receipts, (file, receipt) => new { id, file.Name, sha256 = receipt.Sha256.ToArray() }),
            transaction);
        connection.Execute("UPDATE outbox SET sent_at = @at WHERE kind = 'deliver' AND sent_at IS NULL AND json_extract(payload, '$.release') = @id", new { id, at = Micros.Of(move.At) }, transaction);
    }
}
