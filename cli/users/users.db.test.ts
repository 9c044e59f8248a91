import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { verifyPassword } from '../../credential/password.ts';
import { listAuditOf } from '../../db/queries/audit/audit.ts';
import { account, auditEvent } from '../../db/schema/schema.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';
import { bootstrap } from './bootstrap.ts';

const { database, url } = await freshDatabase();
const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/** `ecoo users …` as an operator calls it. */
function users(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { PATH: '/usr/bin', DATABASE_URL: url };
  return new Promise((resolve) => {
    execFile(process.execPath, [main, 'users', ...args], { env }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

const first = ['--first', 'Asha Rao <Asha@dgft.example>'];
const second = ['--second', 'Vikram Sethi <vikram@dgft.example>'];
const asha = { name: 'Asha Rao', email: 'asha@dgft.example' };
const vikram = { name: 'Vikram Sethi', email: 'vikram@dgft.example' };
/** What the command does, without a process of its own. */
const opened = () => bootstrap(database, asha, vikram);
const operators = () => database.select().from(account).where(eq(account.role, 'dgft-operations'));

beforeEach(async () => {
  await database.delete(account);
});

describe('ecoo users', () => {
  test('opens the first two operators, each with a password for one use that is shown once', async () => {
    const { code, out } = await users('bootstrap', ...first, ...second);
    expect(code).toBe(0);
    const both = await operators();
    expect(both.map(({ login }) => login).toSorted()).toEqual([
      'asha@dgft.example',
      'vikram@dgft.example',
    ]);
    for (const { id, login, passwordHash, passwordExpiresAt } of both) {
      const [, password = ''] = new RegExp(`^${login}\t(.+)$`, 'm').exec(out) ?? [];
      expect(await verifyPassword(passwordHash, password)).toBe(true);
      expect(passwordExpiresAt?.getTime()).toBeGreaterThan(Date.now());
      const told = await listAuditOf(database, `account/${id}`);
      expect(told.map(({ body }) => JSON.parse(body).action)).toEqual(['account-opened']);
      expect(JSON.stringify(await database.select().from(auditEvent))).not.toContain(password);
    }
  });

  test('refuses where there is an operator, even one whose account is closed', async () => {
    await opened();
    await database.update(account).set({ active: false });
    const again = await users('bootstrap', ...first, ...second);
    expect(again).toMatchObject({ code: 2, out: '' });
    expect(again.err).toContain('already');
    expect(await operators()).toHaveLength(2);
  });

  test('opens two and no more, however many ask at once', async () => {
    const asked = await Promise.allSettled([opened(), opened(), opened()]);
    const done = ['fulfilled', 'rejected', 'rejected'];
    expect(asked.map(({ status }) => status).toSorted()).toEqual(done);
    expect(await operators()).toHaveLength(2);
  });

  test.each([
    [['--first', 'Asha <a@dgft.example>', '--second', 'Another <A@dgft.example>'], 'two people'],
    [['--first', 'a@dgft.example', ...second], 'Name <e-mail>'],
    [first, '--second'],
  ])('refuses %j', async (args, words) => {
    const refused = await users('bootstrap', ...args);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain(words);
    expect(await operators()).toEqual([]);
  });

  test('lists who has an account, and unlocks', async () => {
    await opened();
    const lockedUntil = new Date(Date.now() + 60_000);
    const isAsha = eq(account.login, asha.email);
    await database.update(account).set({ lockedUntil, failedLogins: 3 }).where(isAsha);
    const line = 'asha@dgft.example\tdgft-operations\tAsha Rao\t\t';
    const [all, officers, nobody] = await Promise.all([
      users('list'),
      users('list', '--role', 'officer'),
      users('unlock', 'nobody'),
    ]);
    expect(all.out).toContain(`${line}locked\n`);
    expect(officers.out).toBe('');
    expect(nobody.code).toBe(2);

    expect(await users('unlock', 'ASHA@dgft.example')).toMatchObject({ code: 0 });
    expect((await users('list', '--role', 'dgft-operations')).out).toContain(`${line}active\n`);
    const [{ id = '' } = {}] = await database.select().from(account).where(isAsha);
    const told = await listAuditOf(database, `account/${id}`);
    expect(JSON.parse(told.at(-1)?.body ?? '{}')).toMatchObject({ action: 'account-unlocked' });
  });
});
