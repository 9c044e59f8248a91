-- TRUNCATE gives a table new files. Where its transaction is given up and PostgreSQL crashes before that is
-- written down, recovery finds such a file of an unlogged table in its way, and the server does not
-- start. So tables are truncated by a statement of its own alone; within a transaction that may be
-- given up they are locked and emptied row by row, of which there are none as a rule.
CREATE FUNCTION hold_staged(of_batch integer, of_file text) RETURNS void LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM migration_batch WHERE number = of_batch
    AND phase IN ('opened', 'staging', 'checking', 'checked', 'loading', 'reconciling', 'undoing') FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'batch % is not at work', of_batch USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  EXECUTE 'LOCK TABLE ' || staged_table(of_file) || ' IN ACCESS EXCLUSIVE MODE';
  EXECUTE 'DELETE FROM ' || staged_table(of_file);
  DELETE FROM staged_file WHERE file = of_file OR batch <> of_batch;
  DELETE FROM staged_refusal WHERE file = of_file;
  IF of_file = 'items.psv' THEN DELETE FROM staged_itemless; END IF;
END $$;
--> statement-breakpoint
-- As before, row by row.
CREATE OR REPLACE FUNCTION clear_decisions() RETURNS void LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  LOCK TABLE staged_refusal, staged_heir, staged_successor IN ACCESS EXCLUSIVE MODE;
  DELETE FROM staged_refusal;
  DELETE FROM staged_heir;
  DELETE FROM staged_successor;
END $$;
