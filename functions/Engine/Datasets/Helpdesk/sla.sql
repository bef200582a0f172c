-- One record per promise that was due in the period, or, where no due time is told, that ended in it.
SELECT
  s.connection AS connection,
  s.source_key AS source_key,
  s.row_hash AS row_hash,
  COALESCE(t.company, s.connection) AS company,
  s.connection AS source,
  t.queue AS queue,
  q.name AS queue_name,
  CASE WHEN s.missed = 0 THEN 1 ELSE 0 END AS met,
  s.missed AS missed,
  s.unended AS unended
FROM (
  SELECT
    c.connection, c.source_key, c.row_hash, c.ticket,
    CASE
      WHEN c.breached = 1 OR c.stopped_at IS NULL THEN 1
      WHEN c.breached = 0 THEN 0
      WHEN c.due_at IS NULL THEN NULL
      WHEN c.stopped_at > c.due_at THEN 1
      ELSE 0
    END AS missed,
    CASE WHEN c.stopped_at IS NULL THEN 1 ELSE 0 END AS unended
  FROM helpdesk_sla_clock c
  WHERE c.deleted = 0 AND COALESCE(c.due_at, c.stopped_at) >= @starts_at AND COALESCE(c.due_at, c.stopped_at) < @ends_before
) s
LEFT JOIN helpdesk_ticket t ON t.connection = s.connection AND t.source_key = s.ticket AND t.deleted = 0
LEFT JOIN helpdesk_queue q ON q.connection = s.connection AND q.source_key = t.queue AND q.deleted = 0
WHERE s.missed IS NOT NULL
