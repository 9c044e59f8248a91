CREATE TABLE "refund" (
	"id" text PRIMARY KEY NOT NULL,
	"iec" text NOT NULL,
	"office_id" text NOT NULL,
	"amount_paise" bigint NOT NULL,
	"reason" text NOT NULL,
	"status" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"needs_people_since" timestamp with time zone,
	"settled_at" timestamp with time zone,
	CONSTRAINT "refund_is_above_zero" CHECK ("refund"."amount_paise" > 0)
);
--> statement-breakpoint
CREATE TABLE "refund_part" (
	"refund_id" text NOT NULL,
	"part" integer NOT NULL,
	"reference" text NOT NULL,
	"order_id" text NOT NULL,
	"amount_paise" bigint NOT NULL,
	"status" text NOT NULL,
	"gateway_reference" text,
	"remark" text,
	"settled_at" timestamp with time zone,
	CONSTRAINT "refund_part_refund_id_part_pk" PRIMARY KEY("refund_id","part"),
	CONSTRAINT "refund_part_reference_unique" UNIQUE("reference"),
	CONSTRAINT "refund_part_one_to_an_order" UNIQUE("refund_id","order_id"),
	CONSTRAINT "refund_part_is_above_zero" CHECK ("refund_part"."amount_paise" > 0),
	CONSTRAINT "refund_part_done_by_gateway" CHECK ("refund_part"."status" <> 'done' or "refund_part"."gateway_reference" is not null)
);
--> statement-breakpoint
ALTER TABLE "refund" ADD CONSTRAINT "refund_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund" ADD CONSTRAINT "refund_asked_by_account_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund_part" ADD CONSTRAINT "refund_part_refund_id_refund_id_fk" FOREIGN KEY ("refund_id") REFERENCES "public"."refund"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund_part" ADD CONSTRAINT "refund_part_order_id_payment_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."payment_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "refund_newest" ON "refund" USING btree ("asked_at","id");--> statement-breakpoint
CREATE INDEX "refund_of_wallet" ON "refund" USING btree ("iec","office_id","asked_at","id");--> statement-breakpoint
CREATE INDEX "refund_part_order" ON "refund_part" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "payment_order_top_up" ON "payment_order" USING btree ("iec","office_id") WHERE "payment_order"."purpose" = 'top-up';--> statement-breakpoint
ALTER TABLE "ledger_account" ADD CONSTRAINT "refunds_pending_never_negative" CHECK ("ledger_account"."id" not like 'refunds-pending/%' or "ledger_account"."balance_paise" >= 0);