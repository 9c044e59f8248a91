-- What counts until DGFT operations say otherwise, as domain/transition/transition.ts has it.
INSERT INTO transition_switch (data_set, valid_from, source, sure) VALUES
  ('preferential-applications', '2024-12-21', 'Trade Notice 23/2024-25 §4.i: new applications from 21.12.2024 here, none there', 'found'),
  ('non-preferential-applications', '2024-08-28', 'Trade Notice 13/2024-25: non-preferential certificates live on 28.08.2024', 'found'),
  ('preferential-certificates', NULL, 'Trade Notice 23/2024-25 §5: the time of migration is notified separately', 'found'),
  ('non-preferential-certificates', NULL, 'Trade Notice 23/2024-25 §5: the time of migration is notified separately', 'found'),
  ('wallets', NULL, 'Trade Notice 23/2024-25 §5: the time of migration is notified separately', 'found');
--> statement-breakpoint
CREATE TRIGGER transition_switch_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON transition_switch
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
