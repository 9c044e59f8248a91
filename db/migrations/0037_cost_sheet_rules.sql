-- What a case was decided on can be looked up for good: a version's figures are never changed.
CREATE TRIGGER cost_sheet_version_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON cost_sheet_version
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE FUNCTION cost_sheet_keeps_its_product() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR ROW(NEW.id, NEW.iec, NEW.hs_export, NEW.created_by, NEW.created_at)
    IS DISTINCT FROM ROW(OLD.id, OLD.iec, OLD.hs_export, OLD.created_by, OLD.created_at)
    OR NEW.version < OLD.version OR (OLD.retired_at IS NOT NULL AND NEW.retired_at IS NULL) THEN
    RAISE EXCEPTION 'the cost sheet % stays of its exporter and product, and retired once it is', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER cost_sheet_product BEFORE UPDATE OR DELETE ON cost_sheet
  FOR EACH ROW EXECUTE FUNCTION cost_sheet_keeps_its_product();
--> statement-breakpoint
CREATE FUNCTION cost_sheet_approval_is_decided_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.decided_at IS NOT NULL OR ROW(NEW.cost_sheet_id, NEW.version, NEW.agency_code, NEW.asked_by, NEW.asked_at)
    IS DISTINCT FROM ROW(OLD.cost_sheet_id, OLD.version, OLD.agency_code, OLD.asked_by, OLD.asked_at) THEN
    RAISE EXCEPTION 'the approval of cost sheet % is decided once and stays as it is', OLD.cost_sheet_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER cost_sheet_approval_decided_once BEFORE UPDATE OR DELETE ON cost_sheet_approval
  FOR EACH ROW EXECUTE FUNCTION cost_sheet_approval_is_decided_once();
