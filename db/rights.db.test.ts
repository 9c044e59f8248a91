import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { openingBalance } from '../domain/money/posting.ts';
import { freshDatabase } from '../test/servers/fresh-database.ts';
import { openDatabase } from './database.ts';
import { book } from './queries/money/ledger/ledger.ts';
import { applicationRole } from './rights.ts';

const { url } = await freshDatabase();
// One connection, which has given its owner's rights up for those of the application.
const database = openDatabase(url, { max: 1 });
afterAll(() => database.$client.end());
const { $client: client } = database;
await client.unsafe(`set role ${applicationRole}`);

const keptForGood = [
  'case_event',
  'audit_event',
  'certificate',
  'certificate_number',
  'verification_count',
  'case_notice',
  'certificate_copy',
  'transition_switch',
  'migration_report',
  'cost_sheet',
  'cost_sheet_version',
  'cost_sheet_approval',
  'agreement_correction',
  'refund',
  'refund_part',
  'settlement_file',
  'settlement_line',
  'settlement_difference',
  'difference_proposal',
];
const ledger = ['ledger_account', 'ledger_transaction', 'ledger_entry'];

describe('R43 the role of API and worker', () => {
  test.each([...keptForGood, ...ledger])('has no right to delete from %s', async (table) => {
    await expect(client.unsafe(`delete from ${table}`)).rejects.toThrow('permission denied');
    await expect(client.unsafe(`truncate ${table}`)).rejects.toThrow('permission denied');
  });

  test.each([
    ['case_event', 'detail = detail'],
    ['audit_event', 'body = body'],
    ['certificate', 'content = content'],
    ['certificate', 'replaces = replaces'],
    ['verification_count', 'number = number'],
    ['case_notice', 'turn = turn'],
    ['settlement_file', 'raw = raw'],
    ['settlement_line', 'verdict = verdict'],
    ['settlement_difference', 'booked_paise = 0'],
    ['difference_proposal', 'outcome = outcome'],
    ['certificate_number', 'number = number'],
    ['cost_sheet', 'iec = iec'],
    ['cost_sheet_version', 'sheet = sheet'],
    ['cost_sheet_approval', 'version = version'],
    ['agreement_correction', 'terms = terms'],
    ['refund', 'amount_paise = 1'],
    ['refund_part', 'amount_paise = 1'],
    ['ledger_account', 'balance_paise = 0'],
    ['ledger_transaction', 'kind = kind'],
    ['ledger_entry', 'amount_paise = 0'],
  ])('has no right to change %s', async (table, set) => {
    await expect(client.unsafe(`update ${table} set ${set}`)).rejects.toThrow('permission denied');
  });

  test.each(ledger)('has no right to add to %s', async (table) => {
    await expect(client.unsafe(`insert into ${table} default values`)).rejects.toThrow(
      'permission denied',
    );
  });

  test.each([
    'alter table ledger_entry disable trigger all',
    'drop trigger ledger_entry_immutable on ledger_entry',
    'set session_replication_role = replica',
    'create table own (id int)',
    'select * from drizzle.__drizzle_migrations',
  ])('cannot get round it: %s', async (statement) => {
    await expect(client.unsafe(statement)).rejects.toThrow(/permission denied|must be owner/);
  });

  test('books by book(), which no table of its own leads astray', async () => {
    const payer = { iec: 'AAACS7302F', agency: 'EIC', office: 'MUMBAI', paise: 500 };
    await client.unsafe('create temporary table ledger_entry (like public.ledger_entry)');
    await client.unsafe('create temporary table ledger_account (like public.ledger_account)');
    const booking = { key: randomUUID(), applicationId: null, posting: openingBalance(payer) };
    expect(await book(database, [booking])).toBe(1);
    expect(await client`select from public.ledger_entry`).toHaveLength(2);
  });

  test('changes what is meant to change', async () => {
    await client`update certificate set status = 'cancelled'`;
    await client`update certificate set successor = null, cancelled_at = null, cancellation_reason = null`;
    await client`update verification_count set count = count + 1`;
    await client`update case_notice set spread_at = now()`;
    await client`update certificate_number set application_id = null, issued_at = null`;
    await client`delete from session`;
  });
});
