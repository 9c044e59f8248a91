-- Where rows of an export wait between being read and being loaded. Without a journal: whoever crashed
-- reads the files again. Of one batch at a time. `fault` is the place of a reason in the list of
-- domain/migration/reject-reason.ts, the first that the row by itself is refused for; the columns of a
-- row with a fault may be empty. `offset` and `length` say where the row stands in its file, in bytes.
CREATE UNLOGGED TABLE staged_office (
  "line" integer PRIMARY KEY, "offset" bigint, "length" integer, "fault" smallint, "value" text,
  "repaired" boolean NOT NULL, "agency" text, "office" text, "name" text
);
--> statement-breakpoint
CREATE UNLOGGED TABLE staged_exporter (
  "line" integer PRIMARY KEY, "offset" bigint, "length" integer, "fault" smallint, "value" text,
  "repaired" boolean NOT NULL, "iec" text, "firm_name" text, "email" text, "mobile" text, "gstin" text,
  "state" text, "created_on" date
);
--> statement-breakpoint
CREATE UNLOGGED TABLE staged_certificate (
  "line" integer PRIMARY KEY, "offset" bigint, "length" integer, "fault" smallint, "value" text,
  "repaired" boolean NOT NULL, "cancelled" boolean, "applied_on" date, "issued_on" date,
  "invoice_date" date, "fob_minor_units" bigint, "number" text NOT NULL, "application_number" text,
  "agency" text, "office" text, "scheme" text, "iec" text, "consignee" text, "destination" text,
  "invoice_number" text, "fob_currency" text, "officer" text, "replaces" text
);
--> statement-breakpoint
CREATE UNLOGGED TABLE staged_item (
  "line" integer PRIMARY KEY, "offset" bigint, "length" integer, "fault" smallint, "value" text,
  "repaired" boolean NOT NULL, "serial" integer, "number" text NOT NULL, "hs" text, "description" text,
  "quantity" text, "unit" text, "weight_kg" text, "criterion" text
);
--> statement-breakpoint
CREATE UNLOGGED TABLE staged_wallet (
  "line" integer PRIMARY KEY, "offset" bigint, "length" integer, "fault" smallint, "value" text,
  "repaired" boolean NOT NULL, "id" text NOT NULL, "iec" text, "agency" text, "office" text,
  "balance_paise" bigint, "as_on" date
);
--> statement-breakpoint
CREATE UNLOGGED TABLE staged_transaction (
  "line" integer PRIMARY KEY, "offset" bigint, "length" integer, "fault" smallint, "value" text,
  "repaired" boolean NOT NULL, "id" text NOT NULL, "wallet_id" text, "made_on" date,
  "amount_paise" bigint, "reference" text
);
--> statement-breakpoint
-- The first certificate row, by line, that has an item's number: an item without an entry has none.
CREATE UNLOGGED TABLE staged_item_owner (
  "line" integer PRIMARY KEY, "certificate_line" integer NOT NULL
);
--> statement-breakpoint
-- What the check decided not to take: `skipped` is equal to what is taken; `reason` is null for what
-- goes with the refused record that it belongs to.
CREATE UNLOGGED TABLE staged_refusal (
  "file" text, "line" integer, "skipped" boolean NOT NULL, "key" text NOT NULL, "reason" text,
  "value" text, PRIMARY KEY ("file", "line")
);
--> statement-breakpoint
-- Whose rows are staged, and how many of each file: empty after a crash, like the rows.
CREATE UNLOGGED TABLE staged_file (
  "batch" integer NOT NULL, "file" text PRIMARY KEY, "rows" integer NOT NULL, "checked" boolean NOT NULL
);
