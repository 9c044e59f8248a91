import { eq } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import { listAuditOf } from '../../../db/queries/audit/audit.ts';
import { setSwitch } from '../../../db/queries/transition/transition.ts';
import { application, transitionSwitch } from '../../../db/schema/schema.ts';
import { firstSwitches } from '../../../domain/transition/transition.ts';
import { caseInStage } from '../../../test/records/case-in-stage.ts';
import { apiServer } from '../../../test/servers/api-server.ts';
import { problemAnswer } from '../../schemas/problem-answer.ts';
import { switchAnswer, switchHistoryAnswer, transitionAnswer } from '../../schemas/transition.ts';

const { call, database, idOf } = await apiServer();

const say = (from: string | null, as: 'operations' | 'officer' = 'operations') =>
  call('/api/v1/transition', {
    method: 'POST',
    as,
    body: { dataSet: 'preferential-applications', from, source: 'A notice of this test' },
  });
const now = async () =>
  transitionAnswer.parse(await (await call('/api/v1/transition')).json()).switches;

afterEach(async () => {
  const [first] = firstSwitches;
  if (!first) throw new Error('no switch');
  await database.transaction((own) => setSwitch(own, { ...first, setBy: null }));
});

describe('R60 R62 the transition from the earlier platform', () => {
  it('begins as the notices say, for everybody to read', async () => {
    const shown = await now();
    const told = shown.map(({ dataSet, from, source }) => ({ dataSet, from, source }));
    const expected = firstSwitches.map(({ dataSet, from, source }) => ({ dataSet, from, source }));
    expect(told.toSorted((one, other) => one.dataSet.localeCompare(other.dataSet))).toEqual(
      expected.toSorted((one, other) => one.dataSet.localeCompare(other.dataSet)),
    );
    expect(shown.every(({ setBy }) => setBy === null)).toBe(true);
  });

  it('is switched by DGFT operations alone; who, when and what before stay on record', async () => {
    expect((await say('2099-01-01', 'officer')).status).toBe(404);
    const set = switchAnswer.parse(await (await say('2099-01-01')).json());
    expect(set).toMatchObject({ from: '2099-01-01', servedHere: false });
    const shown = (await now()).find(({ dataSet }) => dataSet === 'preferential-applications');
    expect(shown).toMatchObject({ from: '2099-01-01', servedHere: false, setBy: null });
    const answer = await call('/api/v1/transition/history?dataSet=preferential-applications', {
      as: 'operations',
    });
    const { switches } = switchHistoryAnswer.parse(await answer.json());
    expect(switches.slice(0, 2).map(({ from }) => from)).toEqual(['2099-01-01', '2024-12-21']);
    expect(switches[0]?.setBy).not.toBeNull();
    const told = await listAuditOf(database, 'transition/preferential-applications');
    expect(JSON.parse(told.at(-1)?.body ?? '{}')).toMatchObject({
      action: 'transition-switched',
      before: { from: '2024-12-21' },
      after: { from: '2099-01-01' },
    });
  });

  it('keeps what was said: the record refuses to change or delete it', async () => {
    await say('2099-01-01');
    const rows = database.delete(transitionSwitch).where(eq(transitionSwitch.from, '2099-01-01'));
    await expect(rows).rejects.toThrow();
  });

  it('decides about submissions at once: the draft stays, and nothing is charged', async () => {
    const owner = { accountId: idOf('exporter'), iec: 'AAACS7302F' };
    const id = await caseInStage(database, 'draft', owner, { revision: 1 });
    await say(null);
    const answer = await call(`/api/v1/applications/${id}/submit`, {
      method: 'POST',
      as: 'exporter',
      headers: { 'idempotency-key': id },
      body: { expectedRevision: 1, payment: { method: 'gateway' } },
    });
    expect(answer.status).toBe(422);
    expect(problemAnswer.parse(await answer.json()).code).toBe('belongs-to-legacy');
    const [row] = await database.select().from(application).where(eq(application.id, id));
    expect(row).toMatchObject({ stage: 'draft', revision: 1, feePaise: null });
  });
});
