import { describe, expect, it } from 'vitest';
import { audit } from '../../../db/queries/audit/audit.ts';
import { apiServer } from '../../../test/servers/api-server.ts';
import { auditAnswer } from '../../schemas/account/audit.ts';

const { call, database, idOf } = await apiServer();
const [subject, actor] = ['office/EIC-MUMBAI', idOf('administrator')];
for (const walletEnabled of [true, false, true]) {
  const who = { actor, role: 'agency-administrator' as const, at: new Date() };
  const change = { before: { walletEnabled: !walletEnabled }, after: { walletEnabled } };
  await audit(database, { subject, ...who, action: 'office-changed', ...change });
}

async function page(query: string) {
  const answer = await call(`/api/v1/audit?${query}`, { as: 'operations' });
  expect(answer.status).toBe(200);
  return auditAnswer.parse(await answer.json());
}

describe('the audit', () => {
  it('tells who did what to whom, with what was there before and after', async () => {
    const { entries, nextAfter } = await page(`subject=${subject}`);
    expect(nextAfter).toBeNull();
    expect(entries).toHaveLength(3);
    expect(entries[1]).toMatchObject({
      actor,
      role: 'agency-administrator',
      action: 'office-changed',
      before: { walletEnabled: true },
      after: { walletEnabled: false },
    });
    expect(entries[1]?.previousHash).toBe(entries[0]?.hash);
  });

  it('goes on where a page ended, oldest first, and misses nothing that is told meanwhile', async () => {
    const first = await page(`actor=${actor}&limit=2`);
    await audit(database, { subject, actor, role: null, at: new Date(), action: 'office-changed' });
    const second = await page(`actor=${actor}&limit=2&after=${first.nextAfter}`);
    const sequences = [...first.entries, ...second.entries].map(({ sequence }) => sequence);
    expect(sequences).toHaveLength(4);
    expect(sequences).toEqual(sequences.toSorted((one, other) => one - other));
    expect(second.nextAfter).toBeNull();
  });

  it('tells of nothing where there is nothing', async () => {
    expect(await page('subject=office/NO-WHERE')).toEqual({ entries: [], nextAfter: null });
  });

  it.each(['after=-1', 'after=x', 'limit=0', 'limit=101', 'subject=a%00b', 'x=1'])(
    'says what is wrong with %s',
    async (query) => {
      const answer = await call(`/api/v1/audit?${query}`, { as: 'operations' });
      expect(answer.status).toBe(422);
    },
  );
});
