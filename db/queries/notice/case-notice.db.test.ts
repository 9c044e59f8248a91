import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { caseInStage } from '../../../test/records/case-in-stage.ts';
import { recordWithOffice } from '../../../test/records/record-with-office.ts';
import { freshDatabase } from '../../../test/servers/fresh-database.ts';
import { application, caseEvent, caseNotice } from '../../schema/schema.ts';
import { type CaseChange, recordStep } from '../case/case.ts';

const { database } = await freshDatabase();
const owner = await recordWithOffice(database);

const step = (id: string) => ({ applicationId: id, name: 'reject', revision: 3, at: new Date() });
const rejection: CaseChange = {
  set: { stage: 'rejected' },
  event: { actor: 'system', action: 'reject', detail: {} },
};
const noticesOf = (id: string) =>
  database.select().from(caseNotice).where(eq(caseNotice.applicationId, id));

test('a step writes what is to be told once, however often it is repeated, with the event that tells it', async () => {
  const id = await caseInStage(database, 'under-review', owner);
  await Promise.all([1, 2, 3].map(() => recordStep(database, step(id), () => rejection)));
  await recordStep(database, step(id), () => rejection);
  const [event] = await database.select().from(caseEvent).where(eq(caseEvent.applicationId, id));
  expect(await noticesOf(id)).toMatchObject([
    {
      turn: 'rejected',
      revision: 4,
      occasion: event?.step,
      eventSequence: event?.sequence,
      at: event?.at,
      spreadAt: null,
    },
  ]);
});

test('a step that is refused, or of which a part fails, leaves nothing to be told', async () => {
  const id = await caseInStage(database, 'under-review', owner);
  const refused = { code: 'no', message: 'No.', pointer: null, reasoning: [] };
  await recordStep(database, step(id), () => ({ refused }));
  const nowhere = () =>
    database.$client`insert into office (id) select 'X' from moved returning id`;
  const failing = () => ({ ...rejection, also: [nowhere()] });
  await expect(recordStep(database, step(id), failing)).rejects.toThrow('null value');
  expect(await noticesOf(id)).toEqual([]);
  const [row] = await database.select().from(application).where(eq(application.id, id));
  expect(row).toMatchObject({ stage: 'under-review', revision: 3 });
});

test('a turn without a change of stage is told where the step names it', async () => {
  const id = await caseInStage(database, 'query-raised', owner);
  const reminder: CaseChange = {
    set: { stage: 'query-raised' },
    event: { actor: 'system', action: 'remind', detail: {} },
    turn: 'lapse-near',
  };
  await recordStep(database, { ...step(id), name: 'remind' }, () => reminder);
  expect((await noticesOf(id)).map(({ turn }) => turn)).toEqual(['lapse-near']);
});
