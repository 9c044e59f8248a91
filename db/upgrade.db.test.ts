import { hash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { afterAll, expect, test } from 'vitest';
import { canonicalJson } from '../domain/certificate/canonical.ts';
import { exampleContent } from '../test/records/case-in-stage.ts';
import { freshDatabase } from '../test/servers/fresh-database.ts';
import { migrateDatabase } from './migrate.ts';
import { findCertificate } from './queries/certificate/verification.ts';

const migrations = path.join(import.meta.dirname, 'migrations');
/** What the first release had: applied migrations are never changed, only added to. */
const released = ['0000_record', '0001_invariants'];

const { url } = await freshDatabase();
const client = postgres(url, { max: 1, onnotice: () => {} });
const folder = mkdtempSync(path.join(tmpdir(), 'ecoo-upgrade-'));
afterAll(async () => {
  await client.end();
  rmSync(folder, { recursive: true });
});

/** Tables, columns, constraints, indexes, triggers and functions, in words. */
const shape = () => client`
  select 'column' as kind, table_name || '.' || column_name || ' ' || data_type || ' '
      || is_nullable || ' ' || coalesce(column_default, '') as what
    from information_schema.columns where table_schema = 'public'
  union all select 'constraint', conrelid::regclass || ' ' || pg_get_constraintdef(oid)
    from pg_constraint where connamespace = 'public'::regnamespace
  union all select 'index', indexdef from pg_indexes where schemaname = 'public'
  union all select 'trigger', pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
  union all select 'function', pg_get_functiondef(oid)
    from pg_proc where pronamespace = 'public'::regnamespace and prokind = 'f'
  order by 1, 2`;

async function migrateAsReleased(): Promise<void> {
  cpSync(migrations, folder, { recursive: true });
  const file = path.join(folder, 'meta/_journal.json');
  const journal = JSON.parse(readFileSync(file, 'utf8'));
  const entries = journal.entries.filter(({ tag }: { tag: string }) => released.includes(tag));
  expect(entries).toHaveLength(released.length);
  writeFileSync(file, JSON.stringify({ ...journal, entries }));
  await client.unsafe(
    'drop schema public cascade; drop schema drizzle cascade; create schema public',
  );
  await migrate(drizzle(client), { migrationsFolder: folder });
}

test('a filled database of the first release becomes what a new one is, and keeps what it held', async () => {
  const fresh = await shape();
  await migrateAsReleased();
  const [exporter, officer] = [crypto.randomUUID(), crypto.randomUUID()];
  await client`insert into agency (code, name) values ('EIC', 'Export Inspection Council')`;
  await client`insert into office (id, agency_code, code, name, place, address, merchant_id, checksum_key_sealed)
    values ('EIC-MUMBAI', 'EIC', 'MUMBAI', 'EIC Mumbai', 'Mumbai', '["1 Harbour Road"]', 'EICMUM', 'sealed')`;
  await client`insert into account (id, role, login, name, email, password_hash, iec)
    values (${exporter}, 'exporter', 'AAACS7302F', 'Meera', 'm@exporter.example', 'hash', 'AAACS7302F')`;
  await client`insert into account (id, role, login, name, email, password_hash, agency_code)
    values (${officer}, 'officer', 'o@eic.example', 'Asha', 'o@eic.example', 'hash', 'EIC')`;
  await client`insert into session (token_hash, account_id, expires_at)
    values ('one', ${exporter}, now() + interval '1 hour'), ('two', ${officer}, now() + interval '1 hour')`;
  const charged = crypto.randomUUID();
  await client`insert into application (id, iec, scheme, office_id, stage, revision, content, fee_paise, created_by)
    values (${charged}, 'AAACS7302F', 'NONPREF', 'EIC-MUMBAI', 'under-review', 4, '{}', 20000, ${exporter})`;
  const content = {
    ...exampleContent('ONE', charged),
    remarks: 'Crème “brûlée”\n\t\\ 100 % \u0007',
  };
  await client`insert into certificate_number (office_id, year, serial, number, application_id, issued_at)
    values ('EIC-MUMBAI', 2025, 1, 'ONE', ${charged}, now())`;
  await client`insert into certificate (number, application_id, office_id, scheme, iec, content, content_sha256,
      pdf_key, qr_text, officer_id, officer_certificate_sha256, signed_by, issued_at, issued_on)
    values ('ONE', ${charged}, 'EIC-MUMBAI', 'NONPREF', 'AAACS7302F', ${JSON.stringify(content)}::text::jsonb,
      ${hash('sha256', canonicalJson(content))}, 'key', 'QR', ${officer}, 'none', 'CN=Test CA', now(), now())`;
  const booking = {
    ...{ id: crypto.randomUUID(), key: 'opening', kind: 'opening-balance', application_id: null },
    entries: [
      { account: 'opening-suspense/EIC/MUMBAI', amount: '-100' },
      { account: 'exporter-wallet/AAACS7302F/EIC/MUMBAI', amount: '100' },
    ],
  };
  /** A fee of 30 on its way from one account to another, as the first release booked it. */
  const moved = (application: string, kind: string, from: string, to: string) => ({
    ...{
      id: crypto.randomUUID(),
      key: `${application}/${kind}`,
      kind,
      application_id: application,
    },
    entries: [
      { account: `${from}/EIC/MUMBAI`, amount: '-30' },
      { account: `${to}/EIC/MUMBAI`, amount: '30' },
    ],
  });
  const [taken, held] = [crypto.randomUUID(), crypto.randomUUID()];
  const wallet = 'exporter-wallet/AAACS7302F';
  const bookings = [
    booking,
    moved(taken, 'hold-fee', wallet, 'fees-held'),
    moved(taken, 'take-fee', 'fees-held', 'fees-earned'),
    moved(held, 'hold-fee', wallet, 'fees-held'),
  ];
  await client`select book(${JSON.stringify(bookings)}::text::jsonb)`;

  await migrateDatabase(url);

  expect(await shape()).toEqual(fresh);
  const accounts = await client`select role, rights, active from account order by role`;
  expect(accounts).toEqual([
    { role: 'exporter', rights: ['view', 'prepare', 'sign', 'pay', 'manage'], active: true },
    { role: 'officer', rights: [], active: true },
  ]);
  const sessions = await client`select count(distinct id)::int as count from session`;
  expect(sessions).toEqual([{ count: 2 }]);
  const balances = await client`select balance_paise::int as paise from ledger_account
    where id like 'exporter-wallet/%'`;
  expect(balances).toEqual([{ paise: 40 }]);
  const resolved = await client`select key, resolves from ledger_transaction
    where resolves is not null`;
  expect(resolved).toEqual([{ key: `${taken}/take-fee`, resolves: `${taken}/hold-fee` }]);
  /** The end of a hold, told as such: what was ended before the upgrade is not ended again. */
  const ended = (application: string) => {
    const back = moved(application, 'return-fee', 'fees-held', wallet);
    const end = [{ ...back, resolves: `${application}/hold-fee` }];
    return client`select book(${JSON.stringify(end)}::text::jsonb)`;
  };
  await expect(ended(taken)).rejects.toThrow('ledger_transaction_resolves');
  await ended(held);
  const entries = await client`select e.kind, e.purpose from fee_entry e
    join application a on a.fee_entry_id = e.id and a.fee_paise = e.paise`;
  expect(entries).toEqual([{ kind: 'non-preferential', purpose: 'original' }]);
  const issued = await findCertificate(drizzle(client), 'ONE');
  expect(issued?.content).toEqual(content);
  expect(hash('sha256', issued?.contentText ?? '')).toBe(issued?.contentSha256);
});
