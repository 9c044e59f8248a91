CREATE TABLE "difference_proposal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"difference_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"iec" text,
	"reason" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"approved" boolean,
	"decision_reason" text,
	CONSTRAINT "difference_takes_four_eyes" CHECK ("difference_proposal"."decided_by" <> "difference_proposal"."proposed_by"),
	CONSTRAINT "difference_decision_is_whole" CHECK (num_nulls("difference_proposal"."decided_by", "difference_proposal"."decided_at", "difference_proposal"."approved") in (0, 3)),
	CONSTRAINT "difference_credit_names_payer" CHECK (("difference_proposal"."outcome" in ('credit-wallet', 'refund')) = ("difference_proposal"."iec" is not null))
);
--> statement-breakpoint
CREATE TABLE "settlement_difference" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"kind" text NOT NULL,
	"office_id" text NOT NULL,
	"merchant_id" text NOT NULL,
	"order_id" text NOT NULL,
	"reference" text NOT NULL,
	"iec" text,
	"file_id" uuid,
	"line_number" integer,
	"theirs_paise" bigint,
	"booked_paise" bigint NOT NULL,
	"charges_paise" bigint DEFAULT 0 NOT NULL,
	"found_at" timestamp with time zone NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"settlement" text,
	"settled_at" timestamp with time zone,
	CONSTRAINT "line_is_whole" CHECK (num_nulls("settlement_difference"."file_id", "settlement_difference"."line_number") in (0, 2)),
	CONSTRAINT "difference_end_is_whole" CHECK (("settlement_difference"."status" = 'settled') = ("settlement_difference"."settlement" is not null)
        and ("settlement_difference"."status" = 'settled') = ("settlement_difference"."settled_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "settlement_file" (
	"id" uuid PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"day" date NOT NULL,
	"office_id" text NOT NULL,
	"sha256" text NOT NULL,
	"raw" text NOT NULL,
	"line_count" integer NOT NULL,
	"matched_count" integer NOT NULL,
	"net_paise" bigint NOT NULL,
	"charges_paise" bigint NOT NULL,
	"taken_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settlement_line" (
	"file_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"merchant_id" text NOT NULL,
	"order_id" text NOT NULL,
	"reference" text NOT NULL,
	"kind" text NOT NULL,
	"amount_paise" bigint NOT NULL,
	"charges_paise" bigint NOT NULL,
	"tax_paise" bigint NOT NULL,
	"net_paise" bigint NOT NULL,
	"moved_on" date NOT NULL,
	"office_id" text NOT NULL,
	"verdict" text NOT NULL,
	CONSTRAINT "settlement_line_file_id_number_pk" PRIMARY KEY("file_id","number"),
	CONSTRAINT "settlement_line_adds_up" CHECK ("settlement_line"."net_paise" = "settlement_line"."amount_paise" * case "settlement_line"."kind" when 'refund' then -1 else 1 end
        - "settlement_line"."charges_paise" - "settlement_line"."tax_paise")
);
--> statement-breakpoint
CREATE TABLE "settlement_wait" (
	"merchant_id" text NOT NULL,
	"day" date NOT NULL,
	"office_id" text NOT NULL,
	"reason" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "settlement_wait_merchant_id_day_pk" PRIMARY KEY("merchant_id","day")
);
--> statement-breakpoint
ALTER TABLE "payment_order" ADD COLUMN "reconciled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "difference_proposal" ADD CONSTRAINT "difference_proposal_difference_id_settlement_difference_id_fk" FOREIGN KEY ("difference_id") REFERENCES "public"."settlement_difference"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "difference_proposal" ADD CONSTRAINT "difference_proposal_proposed_by_account_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "difference_proposal" ADD CONSTRAINT "difference_proposal_decided_by_account_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_difference" ADD CONSTRAINT "settlement_difference_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_difference" ADD CONSTRAINT "settlement_difference_file_id_line_number_settlement_line_file_id_number_fk" FOREIGN KEY ("file_id","line_number") REFERENCES "public"."settlement_line"("file_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_file" ADD CONSTRAINT "settlement_file_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_line" ADD CONSTRAINT "settlement_line_file_id_settlement_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."settlement_file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_line" ADD CONSTRAINT "settlement_line_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_wait" ADD CONSTRAINT "settlement_wait_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "difference_proposal_difference" ON "difference_proposal" USING btree ("difference_id","proposed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "difference_proposal_undecided" ON "difference_proposal" USING btree ("difference_id") WHERE "difference_proposal"."decided_at" is null;--> statement-breakpoint
CREATE INDEX "settlement_difference_oldest" ON "settlement_difference" USING btree ("office_id","found_at","id");--> statement-breakpoint
CREATE INDEX "settlement_difference_unsettled" ON "settlement_difference" USING btree ("office_id","found_at","id") WHERE "settlement_difference"."status" <> 'settled';--> statement-breakpoint
CREATE INDEX "settlement_difference_order" ON "settlement_difference" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "settlement_difference_of_line" ON "settlement_difference" USING btree ("file_id","line_number");--> statement-breakpoint
CREATE UNIQUE INDEX "settlement_difference_without_line" ON "settlement_difference" USING btree ("code","merchant_id","reference") WHERE "settlement_difference"."code" in ('disputed', 'not-settled', 'refund-not-settled');--> statement-breakpoint
CREATE UNIQUE INDEX "settlement_file_once" ON "settlement_file" USING btree ("merchant_id","day");--> statement-breakpoint
CREATE INDEX "settlement_file_newest" ON "settlement_file" USING btree ("office_id","taken_at","id");--> statement-breakpoint
CREATE INDEX "settlement_line_reference" ON "settlement_line" USING btree ("merchant_id","reference");--> statement-breakpoint
CREATE INDEX "settlement_wait_office" ON "settlement_wait" USING btree ("office_id","day");--> statement-breakpoint
CREATE INDEX "payment_order_unreconciled" ON "payment_order" USING btree ("office_id","settled_at") WHERE "payment_order"."status" = 'paid' and "payment_order"."reconciled_at" is null;