-- A stream that is no file is read again by each run: whose reading the state is, and what that reading started behind.
ALTER TABLE stream_state ADD COLUMN run_id TEXT;
ALTER TABLE stream_state ADD COLUMN since TEXT;
