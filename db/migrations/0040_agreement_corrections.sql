CREATE TABLE "agreement_correction" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scheme" text NOT NULL,
	"terms" jsonb NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"approved" boolean,
	"reason" text,
	"version" integer,
	"counts_from" date,
	CONSTRAINT "agreement_version" UNIQUE("scheme","version"),
	CONSTRAINT "correction_takes_four_eyes" CHECK ("agreement_correction"."decided_by" <> "agreement_correction"."proposed_by"),
	CONSTRAINT "correction_decision_is_whole" CHECK (num_nulls("agreement_correction"."decided_by", "agreement_correction"."decided_at", "agreement_correction"."approved") in (0, 3)
        and ("agreement_correction"."approved" is false) = ("agreement_correction"."reason" is not null)
        and num_nulls("agreement_correction"."version", "agreement_correction"."counts_from") = case when "agreement_correction"."approved" then 0 else 2 end),
	CONSTRAINT "correction_version" CHECK ("agreement_correction"."version" > 1)
);
--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "scheme_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "agreement_correction" ADD CONSTRAINT "agreement_correction_proposed_by_account_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_correction" ADD CONSTRAINT "agreement_correction_decided_by_account_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE TRIGGER agreement_correction_kept BEFORE TRUNCATE ON agreement_correction
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE FUNCTION agreement_correction_is_decided_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.decided_at IS NOT NULL OR ROW(NEW.id, NEW.scheme, NEW.terms, NEW.proposed_by, NEW.proposed_at)
    IS DISTINCT FROM ROW(OLD.id, OLD.scheme, OLD.terms, OLD.proposed_by, OLD.proposed_at) THEN
    RAISE EXCEPTION 'the correction % is decided once and stays as it is', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER agreement_correction_decided_once BEFORE UPDATE OR DELETE ON agreement_correction
  FOR EACH ROW EXECUTE FUNCTION agreement_correction_is_decided_once();
--> statement-breakpoint
-- A version that is in effect says for good what was decided under it: none comes before it any more.
CREATE FUNCTION agreement_version_is_next() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.counts_from < greatest((clock_timestamp() AT TIME ZONE 'Asia/Kolkata')::date, (NEW.terms ->> 'from')::date) THEN
    RAISE EXCEPTION 'a correction counts from its day or that of its approval on, not from %', NEW.counts_from USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.version <> 2 + (SELECT count(version) FROM agreement_correction WHERE scheme = NEW.scheme) THEN
    RAISE EXCEPTION 'the next version of % is not %', NEW.scheme, NEW.version USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER agreement_version_next BEFORE UPDATE ON agreement_correction
  FOR EACH ROW WHEN (NEW.version IS NOT NULL) EXECUTE FUNCTION agreement_version_is_next();
--> statement-breakpoint
CREATE FUNCTION agreement_correction_begins_undecided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the correction % is proposed before it is decided', NEW.id USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER agreement_correction_undecided BEFORE INSERT ON agreement_correction
  FOR EACH ROW WHEN (NEW.decided_at IS NOT NULL) EXECUTE FUNCTION agreement_correction_begins_undecided();
--> statement-breakpoint
CREATE FUNCTION application_keeps_its_scheme_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the case % was decided under version % of %', OLD.id, OLD.scheme_version, OLD.scheme USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER application_scheme_version_kept BEFORE UPDATE OF scheme_version ON application
  FOR EACH ROW WHEN (OLD.stage NOT IN ('draft', 'submitted') AND NEW.scheme_version <> OLD.scheme_version)
  EXECUTE FUNCTION application_keeps_its_scheme_version();
