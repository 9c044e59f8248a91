import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';

/** The role that API and worker sign in as; whoever runs a server makes it, with its password. */
export const applicationRole = 'ecoo_app';

/** Written once for good: added to and read, never changed. */
const appended = [
  'case_event',
  'audit_event',
  'settlement_file',
  'settlement_line',
  'certificate_copy',
  'transition_switch',
  'cost_sheet_version',
  'migration_report',
  'legacy_cancellation',
];
/** Written by the function `book` alone, which runs with its owner's rights. */
const booked = ['ledger_account', 'ledger_transaction', 'ledger_entry'];
/** The columns that may still change of what is never deleted. */
const changing = {
  certificate: ['status', 'successor', 'cancelled_at', 'cancellation_code', 'cancellation_reason'],
  certificate_number: ['application_id', 'issued_at'],
  verification_count: ['count'],
  case_notice: ['spread_at'],
  refund: ['status', 'needs_people_since', 'settled_at'],
  settlement_difference: [
    'status',
    'settlement',
    'settled_at',
    'file_id',
    'line_number',
    'theirs_paise',
    'charges_paise',
  ],
  difference_proposal: ['decided_by', 'decided_at', 'approved', 'decision_reason'],
  cost_sheet: ['name', 'version', 'retired_at'],
  cost_sheet_approval: ['decided_by', 'decided_at', 'approved', 'reason'],
  agreement_correction: [
    'decided_by',
    'decided_at',
    'approved',
    'reason',
    'version',
    'counts_from',
  ],
  refund_part: ['status', 'gateway_reference', 'remark', 'settled_at'],
};

/** Tables that are emptied meanwhile, as the migration's staging is, have their entry rewritten too. */
const metAnother = (error: unknown) =>
  error instanceof postgres.PostgresError && error.message.includes('tuple concurrently updated');

/**
 * Gives the application's role the rights it needs on all tables, and none to change or delete what
 * is kept for good. Safe to repeat; does nothing on a server that has no such role.
 */
export async function grantRights(client: postgres.Sql): Promise<void> {
  const found = await client`select from pg_roles where rolname = ${applicationRole}`;
  if (found.length === 0) return;
  for (let tried = 1; ; tried += 1) {
    try {
      return await grant(client);
    } catch (error) {
      if (tried === 20 || !metAnother(error)) throw error;
      await pause(100);
    }
  }
}

/** All or none of them. */
async function grant(client: postgres.Sql): Promise<void> {
  const restricted = [...appended, ...booked, ...Object.keys(changing)];
  await client.begin(async (transaction) => {
    const run = (statement: string) => transaction.unsafe(statement);
    await run(`grant usage on schema public to ${applicationRole}`);
    await run(
      `grant select, insert, update, delete on all tables in schema public to ${applicationRole}`,
    );
    await run(`grant usage on all sequences in schema public to ${applicationRole}`);
    await run(`revoke insert, update, delete on ${restricted.join(', ')} from ${applicationRole}`);
    for (const table of [...appended, ...Object.keys(changing)]) {
      await run(`grant insert on ${table} to ${applicationRole}`);
    }
    for (const [table, columns] of Object.entries(changing)) {
      await run(`grant update (${columns.join(', ')}) on ${table} to ${applicationRole}`);
    }
  });
}
