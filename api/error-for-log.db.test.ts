import { expect, test } from 'vitest';
import { insertSession } from '../db/queries/sign-in/session.ts';
import { freshDatabase } from '../test/servers/fresh-database.ts';
import { errorForLog } from './error-for-log.ts';

const { database } = await freshDatabase();

test('an error in the log tells where and why, and nothing of what was written', async () => {
  const nobody = '01a20235-14d2-726b-a96d-c4c125e3ca1c';
  const begun = { role: 'exporter' as const, network: '', userAgent: '' };
  const failed = await insertSession(database, {
    ...begun,
    tokenHash: 'SECRET',
    accountId: nobody,
  }).catch((error) => error);
  expect(String(failed)).toContain('SECRET');
  const logged = errorForLog(failed);
  expect(logged).toMatchObject({ code: '23503' });
  expect(JSON.stringify(logged)).not.toMatch(/SECRET|01a20235/);
});
