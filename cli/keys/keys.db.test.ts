import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createCipheriv, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eq, sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, describe, expect, test } from 'vitest';
import { type KeyRing, requireKnown } from '../../credential/key-ring.ts';
import {
  authenticatorOf,
  merchantKeyOf,
  openSecret,
  sealSecret,
} from '../../credential/sealed-secret.ts';
import { sealedTables } from '../../db/queries/keys/reseal.ts';
import { listKeysInUse } from '../../db/queries/keys/sealed-text.ts';
import { account, agency, auditEvent, office, officeMerchant } from '../../db/schema/schema.ts';
import { newKeyRing } from '../../test/new-key-ring.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';
import { rotate } from './rotate.ts';
import { keyStatus } from './status.ts';

const { database, url } = await freshDatabase();
const secrets = mkdtempSync(join(tmpdir(), 'keys-'));
afterAll(() => rmSync(secrets, { recursive: true }));
const env = { PATH: '/usr/bin', DATABASE_URL: url, ECOO_SECRETS_DIR: secrets };
const main = fileURLToPath(new URL('../main.ts', import.meta.url));

const all = newKeyRing('first', 'second', 'third');
const ring = (current: string, ...others: string[]): KeyRing => ({
  current,
  keys: new Map([...all.keys].filter(([id]) => [current, ...others].includes(id))),
});
function keep({ current, keys }: KeyRing): void {
  const written = [...keys].map(([id, key]) => [id, Buffer.from(key).toString('base64')]);
  const text = JSON.stringify({ current, keys: Object.fromEntries(written) });
  writeFileSync(join(secrets, 'master-key'), text);
}

/** `ecoo keys …` as an operator calls it. */
function keysCommand(command: string): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [main, 'keys', command], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

/** A text as it was sealed before keys had ids. */
function sealedBefore(secret: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', all.keys.get('first') ?? '', nonce);
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64');
}

const officeId = 'EIC-MUMBAI';
const people = Array.from({ length: 230 }, () => randomUUID()).toSorted();

/** Two Merchant IDs and 230 people with authenticators, ten with a pending one, as old as can be. */
async function fill(): Promise<void> {
  await database.delete(account);
  for (const table of [officeMerchant, office, agency]) await database.delete(table);
  await database.insert(agency).values({ code: 'EIC', name: 'EIC' });
  await database.insert(office).values({
    id: officeId,
    agencyCode: 'EIC',
    code: 'MUMBAI',
    name: 'EIC Mumbai',
    place: 'Mumbai',
    address: ['1 Harbour Road'],
    merchantId: 'FORMER',
    checksumKeySealed: sealedBefore('key-of-FORMER'),
  });
  const checksumKeySealed = sealedBefore('key-of-PRESENT');
  await database.update(office).set({ merchantId: 'PRESENT', checksumKeySealed });
  await database.insert(account).values(
    people.map((id, index) => ({
      id,
      role: 'officer' as const,
      login: id,
      name: 'Person',
      email: `${id}@example.org`,
      totpSecretSealed: sealedBefore(`secret-of-${id}`),
      totpPendingSealed: index < 10 ? sealedBefore(`pending-of-${id}`) : null,
    })),
  );
}

/** Every secret in the clear, as the programs open it with these keys. */
async function opened(keys: KeyRing): Promise<string[]> {
  const offices = await database.select().from(office);
  const merchants = await database.select().from(officeMerchant).orderBy(officeMerchant.version);
  const accounts = await database.select().from(account).orderBy(account.id);
  return [
    ...[...offices, ...merchants].map(({ merchantId, checksumKeySealed }) =>
      openSecret(checksumKeySealed, keys, merchantKeyOf(officeId, merchantId)),
    ),
    ...accounts.flatMap(({ id, totpSecretSealed, totpPendingSealed }) =>
      [totpSecretSealed, totpPendingSealed].flatMap((sealed) =>
        sealed === null ? [] : openSecret(sealed, keys, authenticatorOf(id)),
      ),
    ),
  ];
}
const checksumKeys = ['key-of-PRESENT', 'key-of-FORMER', 'key-of-PRESENT'];
const everything = [
  ...checksumKeys,
  ...people.flatMap((id, index) => [
    `secret-of-${id}`,
    ...(index < 10 ? [`pending-of-${id}`] : []),
  ]),
];
const counted = async () => {
  const told = await database.select().from(auditEvent);
  return told
    .map(({ body }) => JSON.parse(body) as { action: string; after: { count: number } })
    .filter(({ action }) => action === 'secrets-sealed-anew')
    .reduce((sum, { after }) => sum + after.count, 0);
};

describe('ecoo keys', () => {
  test('counts what is under each key, seals it anew, and says so in the audit', async () => {
    await fill();
    keep(ring('second', 'first'));
    const before = await keysCommand('status');
    expect(before).toMatchObject({ code: 0, err: '' });
    expect(before.out.trim().split('\n').slice(1)).toEqual([
      'first\tknown\t243\t0',
      'second\tcurrent\t0\t0',
    ]);
    const told = await counted();
    const rotated = await keysCommand('rotate');
    expect(rotated).toEqual({ code: 0, out: '243 sealed anew under the key "second".\n', err: '' });
    expect((await counted()) - told).toBe(243);
    expect(await opened(ring('second'))).toEqual(everything);
    expect(await keyStatus(database, ring('second'))).toEqual([
      { id: 'second', state: 'current', secrets: 243, unopened: 0 },
    ]);
    requireKnown(ring('second'), await listKeysInUse(database));
    for (const output of [
      before.out,
      rotated.out,
      JSON.stringify(await database.select().from(auditEvent)),
    ]) {
      for (const key of all.keys.values())
        expect(output).not.toContain(Buffer.from(key).toString('base64'));
    }
    expect((await rotate(database, ring('second'))).changed).toBe(0);
  });

  test('leaves an office the merchants that it had: no version more, and no other key in force', async () => {
    await fill();
    const versions = () =>
      database
        .select({
          version: officeMerchant.version,
          merchantId: officeMerchant.merchantId,
          replacedAt: officeMerchant.replacedAt,
        })
        .from(officeMerchant)
        .orderBy(officeMerchant.version);
    const before = await versions();
    await rotate(database, ring('second', 'first'));
    expect(await versions()).toEqual(before);
    const [inForce] = await database
      .select()
      .from(officeMerchant)
      .where(eq(officeMerchant.version, 2));
    const [own] = await database.select().from(office);
    expect(inForce?.checksumKeySealed).toBe(own?.checksumKeySealed);
  });

  test('goes on where it was killed: everything is sealed anew, and opens', async () => {
    await fill();
    keep(ring('second', 'first'));
    const holder = postgres(url, { max: 1, onnotice: () => {} });
    let child: ChildProcess | undefined;
    try {
      await holder.begin(async (hold) => {
        // The last batch waits for this row, and the process is killed while it does.
        await hold`select from account where id = ${people.at(-1) ?? ''} for update`;
        child = spawn(process.execPath, [main, 'keys', 'rotate'], { env, stdio: 'ignore' });
        await expect
          .poll(
            async () => {
              const [row] = await database.execute<{ waiting: string }>(sql`
                select count(*) as waiting from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'`);
              return Number(row?.waiting);
            },
            { timeout: 45_000, interval: 50 },
          )
          .toBe(1);
        const gone = once(child, 'exit');
        child.kill('SIGKILL');
        await gone;
      });
    } finally {
      child?.kill('SIGKILL');
      await holder.end({ timeout: 5 });
    }
    const half = await keyStatus(database, ring('second', 'first'));
    for (const { secrets, unopened } of half) expect([secrets > 0, unopened]).toEqual([true, 0]);
    expect(await opened(ring('second', 'first'))).toEqual(everything);
    expect(await keysCommand('rotate')).toMatchObject({ code: 0 });
    expect(await opened(ring('second'))).toEqual(everything);
  });

  test('leaves what does not open as it is, says which, and seals the rest', async () => {
    await fill();
    const [lost = '', spoiled = ''] = people;
    const under = sealSecret('lost', ring('third'), authenticatorOf(lost));
    const moved = sealSecret('moved', ring('first'), authenticatorOf(lost));
    const put = (id: string, totpSecretSealed: string) =>
      database.update(account).set({ totpSecretSealed }).where(eq(account.id, id));
    await put(lost, under);
    await put(spoiled, moved);
    keep(ring('second', 'first'));
    const rotated = await keysCommand('rotate');
    expect(rotated).toMatchObject({ code: 1, out: '241 sealed anew under the key "second".\n' });
    expect(rotated.err).toContain(
      'sealed under the key "third", which is not among the master keys',
    );
    expect(rotated.err).toContain(`a secret of account/${spoiled}/authenticator does not open`);
    const status = await keysCommand('status');
    expect(status.code).toBe(1);
    expect(status.out).toContain('third\tunknown\t1\t1');
    expect(status.out).toContain('first\tknown\t1\t1');
    const inUse = await listKeysInUse(database);
    expect(() => requireKnown(ring('second', 'first'), inUse)).toThrow(/"third"/);
    const [kept] = await database.select().from(account).where(eq(account.id, lost));
    expect(kept?.totpSecretSealed).toBe(under);
    keep(ring('second', 'first', 'third'));
    await put(spoiled, sealedBefore(`secret-of-${spoiled}`));
    expect((await keysCommand('rotate')).code).toBe(0);
    expect(await opened(ring('second'))).toEqual(everything.with(checksumKeys.length, 'lost'));
  });

  test('refuses without keys, and on keys that make no sense', async () => {
    writeFileSync(join(secrets, 'master-key'), '{"current":"first","keys":{}}');
    for (const command of ['status', 'rotate']) {
      const refused = await keysCommand(command);
      expect(refused).toMatchObject({ code: 2, out: '' });
      expect(refused.err).toContain('"current" must name one of the keys');
    }
  });
});

test('every sealed column of the record is counted and sealed anew', async () => {
  const columns = await database.execute<{ name: string }>(sql`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and column_name like '%\\_sealed' order by 1`);
  const known = [
    ...Object.entries(sealedTables).flatMap(([table, names]) =>
      names.map((name) => `${table}.${name}`),
    ),
    'office.checksum_key_sealed',
    'office_merchant.checksum_key_sealed',
  ];
  expect(columns.map(({ name }) => name)).toEqual(known.toSorted());
});
