import pino from 'pino';
import { expect, test, vi } from 'vitest';
import { verificationCount } from '../../db/schema/schema.ts';
import { issuedCertificate } from '../../test/records/case-in-stage.ts';
import { recordWithOffice } from '../../test/records/record-with-office.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';
import { openTally } from './tally.ts';

const { database } = await freshDatabase();
const owner = await recordWithOffice(database);
const number = await issuedCertificate(database, owner, owner.accountId);
const asked = { number, checkedOn: '2026-11-22' };
const tally = () => openTally(database, pino({ level: 'silent' }));

const counts = () => database.select({ count: verificationCount.count }).from(verificationCount);

test('R70 processes that count the same certificate at once add up', async () => {
  const processes = Array.from({ length: 5 }, tally);
  for (const one of processes) for (let at = 0; at < 10; at += 1) one.count(asked, 'page');
  await Promise.all(processes.map((one) => one.flush()));
  expect(await counts()).toEqual([{ count: 50 }]);
});

test('R70 what cannot be written now is written later, once', async () => {
  const one = tally();
  await database.$client`alter table verification_count rename to away`;
  for (let at = 0; at < 3; at += 1) one.count(asked, 'page');
  await one.flush();
  one.count(asked, 'page');
  await database.$client`alter table away rename to verification_count`;
  await one.flush();
  // Its own second may have come, and its statement be on the way.
  await vi.waitFor(async () => expect(await counts()).toEqual([{ count: 54 }]), 30_000);
  await one.flush();
  expect(await counts()).toEqual([{ count: 54 }]);
});

test('R70 a count never goes down', async () => {
  await expect(database.update(verificationCount).set({ count: 1 })).rejects.toMatchObject({
    cause: { message: `verifications of ${number} are counted for good` },
  });
  await expect(database.delete(verificationCount)).rejects.toThrow();
});
