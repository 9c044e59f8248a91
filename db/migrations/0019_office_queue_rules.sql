-- Cases that wait at an office already are due after two working days too, whatever days are off.
UPDATE application SET due_on = (now() AT TIME ZONE 'Asia/Kolkata')::date + 4
WHERE stage IN ('under-review', 'awaiting-signature');
--> statement-breakpoint
-- Whoever approved a case has it; who decided earlier ones, and when, their events say.
UPDATE application SET reviewer_id = signing_officer_id, review_began_at = updated_at, decided_at = updated_at
WHERE stage = 'awaiting-signature'
  OR (stage = 'needs-attention' AND attention ->> 'stage' = 'awaiting-signature');
