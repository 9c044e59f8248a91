-- How many movements an account had before an instant, which is also the version of the last of them.
-- Times go the way of versions on each account, so halving finds it: as quick for a long account as
-- for a short one. Stable, so that all accounts of one query are seen at one moment.
CREATE FUNCTION ledger_version_before(account text, instant timestamptz) RETURNS bigint
  LANGUAGE plpgsql STABLE AS $$
DECLARE
  early bigint := 0;
  late bigint;
  probe bigint;
  is_before boolean;
BEGIN
  SELECT version + 1 INTO late FROM public.ledger_account WHERE id = account;
  -- The newest is asked first: most accounts did not move since.
  probe := late - 1;
  WHILE late - early > 1 LOOP
    SELECT booked.at < instant INTO STRICT is_before
      FROM public.ledger_entry entry
      JOIN public.ledger_transaction booked ON booked.id = entry.transaction_id
      WHERE entry.account_id = account AND entry.account_version = probe;
    IF is_before THEN early := probe; ELSE late := probe; END IF;
    probe := (early + late) / 2;
  END LOOP;
  RETURN early;
END $$;
