ALTER TABLE "idempotency_key" ADD COLUMN "claimed_by" integer;--> statement-breakpoint
ALTER TABLE "idempotency_key" ALTER COLUMN "claimed_by" SET DEFAULT pg_backend_pid();
