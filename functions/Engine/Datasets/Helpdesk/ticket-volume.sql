-- One record per ticket opened by the period's end, unless it was done before the period.
WITH first_event AS (
  SELECT e.connection, e.ticket, MIN(e.occurred_at) AS occurred
  FROM helpdesk_ticket_event e
  WHERE e.deleted = 0
  GROUP BY e.connection, e.ticket
),
timed AS (
  SELECT
    t.connection, t.source_key, t.row_hash, t.company, t.queue, t.closed_at,
    COALESCE(t.opened_at, f.occurred) AS opened,
    CASE WHEN t.resolved_at < t.closed_at THEN t.resolved_at ELSE COALESCE(t.closed_at, t.resolved_at) END AS done
  FROM helpdesk_ticket t
  LEFT JOIN first_event f ON t.opened_at IS NULL AND f.connection = t.connection AND f.ticket = t.source_key
  WHERE t.deleted = 0
)
SELECT
  t.connection AS connection,
  t.source_key AS source_key,
  t.row_hash AS row_hash,
  COALESCE(t.company, t.connection) AS company,
  t.connection AS source,
  t.queue AS queue,
  q.name AS queue_name,
  CASE WHEN (t.opened IS NULL OR t.opened < @starts_at) AND (t.done IS NULL OR t.done >= @starts_at) THEN 1 ELSE 0 END AS opening,
  CASE WHEN t.opened >= @starts_at THEN 1 ELSE 0 END AS opened,
  CASE WHEN t.done >= @starts_at AND t.done < @ends_before THEN 1 ELSE 0 END AS done,
  CASE WHEN t.done IS NULL OR t.done >= @ends_before THEN 1 ELSE 0 END AS backlog,
  CASE WHEN t.closed_at >= @starts_at AND t.closed_at < @ends_before THEN 1 ELSE 0 END AS closed,
  CASE WHEN t.opened IS NULL THEN 1 ELSE 0 END AS undated
FROM timed t
LEFT JOIN helpdesk_queue q ON q.connection = t.connection AND q.source_key = t.queue AND q.deleted = 0
WHERE (t.opened IS NULL OR t.opened < @ends_before)
  AND (t.done IS NULL OR t.done >= @starts_at OR (t.closed_at >= @starts_at AND t.closed_at < @ends_before))
