import { beforeEach, describe, expect, it } from 'vitest';
import { application } from '../../../db/schema/schema.ts';
import { caseInStage } from '../../../test/records/case-in-stage.ts';
import { apiServer, type Login } from '../../../test/servers/api-server.ts';
import { applicationPage } from '../../schemas/case/answers.ts';

const { call, database, idOf } = await apiServer();
const owner = { accountId: idOf('exporter'), iec: 'AAACS7302F' };
const applications = '/api/v1/applications';
const underReview = (more: Partial<typeof application.$inferInsert>) =>
  caseInStage(database, 'under-review', owner, more);

describe('R50 the queue of an office', () => {
  beforeEach(() => database.update(application).set({ officeId: 'IMC-MUMBAI' }));

  async function pagesOf(query: string, as: Login = 'officer'): Promise<string[]> {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const address = `${applications}?limit=2${query}${cursor && `&cursor=${cursor}`}`;
      const page = applicationPage.parse(await (await call(address, { as })).json());
      expect(page.applications.length).toBeLessThanOrEqual(2);
      seen.push(...page.applications.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    return seen;
  }
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
  const late = { dueOn: '2020-01-02' };
  const soon = { dueOn: '2098-01-02' };

  it('has goods that spoil first, then who came first; pages have no gap and no repeat', async () => {
    const at = [hoursAgo(5), hoursAgo(4), hoursAgo(3), hoursAgo(2), hoursAgo(2), hoursAgo(1)];
    const ids: { id: string; perishable: boolean; index: number }[] = [];
    for (const [index, submittedAt] of at.entries()) {
      for (const perishable of [false, true]) {
        const id = await underReview({ submittedAt, perishable });
        ids.push({ id, perishable, index });
      }
    }
    const inTurn = ids.toSorted(
      (one, other) =>
        Number(other.perishable) - Number(one.perishable) ||
        (at[one.index]?.getTime() ?? 0) - (at[other.index]?.getTime() ?? 0) ||
        (one.id < other.id ? -1 : 1),
    );
    expect(await pagesOf('')).toEqual(inTurn.map(({ id }) => id));
    expect(await pagesOf('&stage=under-review', 'administrator')).toEqual(
      inTurn.map(({ id }) => id),
    );
    expect(await pagesOf('&stage=issued')).toEqual([]);
  });

  it('narrows to one’s own, to what nobody has, and to what is overdue', async () => {
    const reviewerId = idOf('officer');
    const claimedAt = new Date();
    const his = { reviewerId, claimedAt };
    const cases = {
      free: await underReview({ ...soon, submittedAt: hoursAgo(9) }),
      freeLate: await underReview({ ...late, submittedAt: hoursAgo(8) }),
      mine: await underReview({ ...soon, ...his, submittedAt: hoursAgo(7) }),
      mineLate: await underReview({ ...late, ...his, submittedAt: hoursAgo(6) }),
      asked: await caseInStage(database, 'query-raised', owner, {
        ...{ ...late, ...his, submittedAt: hoursAgo(5) },
      }),
      toSign: await caseInStage(database, 'awaiting-signature', owner, {
        ...{ ...late, ...his, signingOfficerId: reviewerId, submittedAt: hoursAgo(4) },
      }),
      colleagues: await underReview({
        ...{ ...late, reviewerId: idOf('second-officer'), claimedAt, submittedAt: hoursAgo(3) },
      }),
      issued: await caseInStage(database, 'issued', owner, { ...late, ...his }),
    };
    const named = async (query: string, as: Login = 'officer') => {
      const names = new Map(Object.entries(cases).map(([name, id]) => [id, name]));
      return (await pagesOf(query, as)).map((id) => names.get(id));
    };
    expect(await named('&claim=mine')).toEqual(['mine', 'mineLate', 'asked', 'toSign']);
    expect(await named('&claim=mine', 'second-officer')).toEqual(['colleagues']);
    expect(await named('&claim=none')).toEqual(['free', 'freeLate']);
    expect(await named('&overdue=true')).toEqual(['freeLate', 'mineLate', 'toSign', 'colleagues']);
    expect(await named('&claim=none&overdue=true')).toEqual(['freeLate']);
    expect(await named('&claim=mine&overdue=true')).toEqual(['mineLate', 'toSign']);
    expect(await named('&claim=none', 'other-officer')).not.toContain('free');
  });
});
