CREATE TABLE "transition_switch" (
	"sequence" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "transition_switch_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"data_set" text NOT NULL,
	"valid_from" date,
	"source" text NOT NULL,
	"sure" text NOT NULL,
	"set_by" uuid,
	"set_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "transition_switch" ADD CONSTRAINT "transition_switch_set_by_account_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "transition_switch_latest" ON "transition_switch" USING btree ("data_set","sequence" DESC NULLS LAST);