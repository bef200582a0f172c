-- One record per ticket closed in the period; the instant leaves as the store keeps it.
SELECT
  t.connection AS connection,
  t.source_key AS source_key,
  t.row_hash AS row_hash,
  t.queue AS queue,
  q.name AS queue_name,
  t.closed_at AS closed_at
FROM helpdesk_ticket t
LEFT JOIN helpdesk_queue q ON q.connection = t.connection AND q.source_key = t.queue AND q.deleted = 0
WHERE t.deleted = 0 AND t.closed_at >= @starts_at AND t.closed_at < @ends_before
