-- The platform itself, in whose name exporters' own certificates are numbered. No administrator makes it.
INSERT INTO agency (code, name, schemes) VALUES ('DGFT', 'Directorate General of Foreign Trade', NULL)
  ON CONFLICT (code) DO NOTHING;
--> statement-breakpoint
INSERT INTO office (id, agency_code, code, name, place, address, merchant_id, checksum_key_sealed, wallet_enabled) VALUES
  ('DGFT-SELF', 'DGFT', 'SELF', 'Self-declaration by exporters', 'New Delhi',
   '["Directorate General of Foreign Trade", "New Delhi"]', '', '', false)
  ON CONFLICT (id) DO NOTHING;
--> statement-breakpoint
-- What comes with the programs is nobody's proposal, as the first fees were not.
ALTER TABLE fee_entry DISABLE TRIGGER fee_entry_agreed;
--> statement-breakpoint
INSERT INTO fee_entry (id, kind, scheme, exporter_class, purpose, valid_from, paise, source, sure) VALUES
  ('0190fee0-0000-7000-8000-000000000005', 'preferential', 'EFTATEPA-SELF', 'any', 'original', '2025-10-01', 0,
   'No notice names a fee for a self-declared certificate: no agency examines or signs it', 'inferred'),
  ('0190fee0-0000-7000-8000-000000000006', 'preferential', 'EFTATEPA-SELF', 'any', 'in-lieu', '2025-10-01', 0,
   'No notice names a fee for a self-declared certificate: no agency examines or signs it', 'inferred');
--> statement-breakpoint
ALTER TABLE fee_entry ENABLE TRIGGER fee_entry_agreed;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION certificate_keeps_what_was_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR ROW(NEW.number, NEW.application_id, NEW.office_id, NEW.content, NEW.content_sha256,
      NEW.pdf_key, NEW.physical_key, NEW.qr_text, NEW.officer_certificate_sha256, NEW.issued_at, NEW.issued_on,
      NEW.valid_until, NEW.replaces)
    IS DISTINCT FROM ROW(OLD.number, OLD.application_id, OLD.office_id, OLD.content, OLD.content_sha256,
      OLD.pdf_key, OLD.physical_key, OLD.qr_text, OLD.officer_certificate_sha256, OLD.issued_at, OLD.issued_on,
      OLD.valid_until, OLD.replaces) THEN
    RAISE EXCEPTION 'certificate % is signed: only its status may change', OLD.number USING ERRCODE = 'restrict_violation';
  END IF;
  IF (OLD.status = 'cancelled' AND NEW IS DISTINCT FROM OLD)
    OR (OLD.status <> 'in-force' AND NEW.status = 'in-force') THEN
    RAISE EXCEPTION 'certificate % is % for good', OLD.number, OLD.status USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
