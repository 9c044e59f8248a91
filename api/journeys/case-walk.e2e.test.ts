import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import { firstBrokenEvent, listCaseEvents } from '../../db/queries/case/case-event.ts';
import { certificateNumber, ledgerTransaction } from '../../db/schema/schema.ts';
import type { Role } from '../../domain/authority/role.ts';
import { followers, mayAct, type Stage } from '../../domain/stage.ts';
import { startOfficerAgent } from '../../scripts/demo/signing-agent.ts';
import { connectTemporal } from '../../temporal/client.ts';
import { type Program, signedInProgram } from '../../test/api-program.ts';
import { exampleApplication } from '../../test/example-application.ts';
import { type CaseAnswer, type Move, movesWith, stateAfter } from '../../test/walk/moves.ts';
import { cooApplicationId } from '../../workflows/coo-application/contract.ts';
import { applicationAnswer } from '../schemas/case/answers.ts';

const database = openDatabase(inject('databaseUrl'));
const temporal = await connectTemporal({
  TEMPORAL_ADDRESS: inject('addresses').temporal,
  TEMPORAL_NAMESPACE: inject('stackEnv').TEMPORAL_NAMESPACE ?? '',
  ECOO_SECRETS_DIR: inject('stackEnv').ECOO_SECRETS_DIR ?? '',
});
const agent = await startOfficerAgent(inject('dataDir'), 'EIC-MUMBAI');
afterAll(async () => {
  agent.stop();
  await Promise.all([temporal.connection.close(), database.$client.end({ timeout: 5 })]);
});
const exporter = await signedInProgram('AAACS7302F');
const officer = await signedInProgram(agent.login);
const people: readonly { role: Role; program: Program }[] = [
  { role: 'exporter', program: exporter },
  { role: 'officer', program: officer },
  { role: 'dgft-operations', program: await signedInProgram('operations') },
  { role: 'helpdesk', program: await signedInProgram('helpdesk') },
];
const moves = movesWith(agent, officer);

/** One thing that somebody tries: mostly what is due, sometimes anything; mostly at the right revision. */
type Try = { sensible: boolean; pick: number; who: number; stale: boolean };
const tries = fc.array(
  fc.record({
    sensible: fc.integer({ min: 0, max: 9 }).map((chance) => chance < 7),
    pick: fc.nat(1_000),
    who: fc.nat(1_000),
    stale: fc.integer({ min: 0, max: 9 }).map((chance) => chance === 0),
  }),
  { minLength: 8, maxLength: 16 },
);

const caseAt = async (path: string): Promise<CaseAnswer> =>
  applicationAnswer.parse(await (await exporter(path)).json());

const at = <T>(list: readonly T[], pick: number): T => list[pick % list.length] as T;

function chosen(
  { sensible, pick, who }: Try,
  stage: Stage,
): { move: Move; role: Role; as: Program } {
  const all = people.flatMap(({ role, program }) =>
    moves.map((move) => ({ move, role, as: program })),
  );
  const due = all.filter(({ move, role }) => mayAct(role, move.action, stage));
  return at(sensible && due.length > 0 ? due : all, pick * 31 + who);
}

/** One try: only what the table allows has an effect, and the effect is one that the table knows. */
async function tryOne(path: string, one: Try): Promise<void> {
  const before = await caseAt(path);
  const { move, role, as } = chosen(one, before.stage);
  const allowed = mayAct(role, move.action, before.stage);
  const answer = await move.ask(as, path, before.revision + (one.stale ? 1 : 0));
  const what = `${role} ${move.action} in ${before.stage}: ${answer.status}`;
  expect(answer.status, what).toBeLessThan(500);
  if (!allowed) expect(answer.ok, what).toBe(false);
  const state = answer.ok ? await stateAfter(answer) : null;
  const after = await caseAt(path);
  if (!answer.ok && answer.status !== 422) {
    expect([after.stage, after.revision], what).toEqual([before.stage, before.revision]);
  }
  if (state) expect([after.stage, after.revision], what).toEqual([state.stage, state.revision]);
  const reachable = [before.stage, ...followers[before.stage]];
  const passed = reachable.flatMap((stage) => [stage, ...followers[stage]]);
  expect(move.action === 'submit' ? passed : reachable, what).toContain(after.stage);
}

/** What the ledger must say of a case that stands in a stage. */
const bookings: Partial<Record<Stage, string[][]>> = {
  draft: [[]],
  'awaiting-payment': [[]],
  'under-review': [['hold-fee']],
  'query-raised': [['hold-fee']],
  'awaiting-signature': [['hold-fee']],
  issued: [['hold-fee', 'take-fee']],
  rejected: [['hold-fee', 'take-fee']],
  withdrawn: [[], ['hold-fee', 'return-fee'], ['hold-fee', 'take-fee']],
};

async function holdsTogether(path: string): Promise<void> {
  const { id, stage, revision, certificateNumber: number } = await caseAt(path);
  const events = await listCaseEvents(database, id);
  expect(firstBrokenEvent(events)).toBeNull();
  expect(events.at(-1)?.stage).toBe(stage);
  const booked = await database
    .select({ kind: ledgerTransaction.kind })
    .from(ledgerTransaction)
    .where(eq(ledgerTransaction.applicationId, id))
    .orderBy(ledgerTransaction.at);
  expect(bookings[stage]).toContainEqual(booked.map(({ kind }) => kind));
  const numbers = await database
    .select()
    .from(certificateNumber)
    .where(eq(certificateNumber.applicationId, id));
  const holdsNumber = stage === 'issued' || stage === 'awaiting-signature';
  expect(numbers).toHaveLength(holdsNumber ? 1 : 0);
  if (stage === 'issued') expect(numbers[0]?.number).toBe(number);
  if (stage === 'draft') return;
  const run = await temporal.workflow.getHandle(cooApplicationId(id)).query('state');
  expect(run).toEqual({ stage, revision });
}

describe('R1 whatever is tried with a case, by whoever, in whatever order', () => {
  it('only what the table of stages allows happens, and record, run, ledger and numbers agree', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(tries, { minLength: 4, maxLength: 4 }), async (cases) => {
        await Promise.all(
          cases.map(async (steps) => {
            const draft = await exporter('/applications', { body: exampleApplication() });
            const path = `/applications/${applicationAnswer.parse(await draft.json()).id}`;
            for (const step of steps) await tryOne(path, step);
            await holdsTogether(path);
          }),
        );
        const [books] = await database.execute<{ sum: string }>(
          sql`select coalesce(sum(balance_paise), 0)::text as sum from ledger_account`,
        );
        expect(books?.sum).toBe('0');
      }),
      { numRuns: 8, endOnFailure: true },
    );
  }, 240_000);
});
