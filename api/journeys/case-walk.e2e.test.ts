import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, describe, expect, inject, it } from 'vitest';
import type { Stage } from '../../domain/stage.ts';
import { startExporterAgent, startOfficerAgent } from '../../scripts/demo/signing-agent.ts';
import { exampleApplication } from '../../test/records/example-application.ts';
import { signedInProgram } from '../../test/servers/api-program.ts';
import { movesWith } from '../../test/walk/moves.ts';
import { issueOwn, ownMoves } from '../../test/walk/own-moves.ts';
import { walkRecords } from '../../test/walk/records.ts';
import { tries, tryOne, type Walk } from '../../test/walk/tries.ts';
import { tryTurns, turns } from '../../test/walk/turns.ts';
import { applicationAnswer } from '../schemas/case/answers.ts';

const { database, coherent } = await walkRecords();
/** Seeded with a token and a scan of the signature. */
const iec = '0388012345';
const [ofOffice, ofExporter] = await Promise.all([
  startOfficerAgent(inject('dataDir'), 'EIC-MUMBAI'),
  startExporterAgent(inject('dataDir'), iec),
]);
afterAll(() => {
  ofOffice.stop();
  ofExporter.stop();
});
const officer = await signedInProgram(ofOffice.login);
const officials = [
  { role: 'officer', program: officer },
  { role: 'dgft-operations', program: await signedInProgram('operations') },
  { role: 'helpdesk', program: await signedInProgram('helpdesk') },
] as const;

async function walkOf(login: string, moves: (as: Walk['exporter']) => Walk['moves']) {
  const exporter = await signedInProgram(login);
  const people = [{ role: 'exporter', program: exporter } as const, ...officials];
  return { exporter, people, moves: moves(exporter) };
}
const agencys = await walkOf('AAACS7302F', () => movesWith(ofOffice, officer));
const own = await walkOf(iec, (exporter) => ownMoves(ofExporter, exporter));

async function drafted({ exporter }: Walk, sample?: string): Promise<string> {
  const draft = await exporter('/applications', { body: exampleApplication(sample) });
  return `/applications/${applicationAnswer.parse(await draft.json()).id}`;
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

describe('R1 whatever is tried with a case, by whoever, in whatever order', () => {
  it('only what the table of stages allows happens, and record, run, ledger and numbers agree', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(tries, { minLength: 4, maxLength: 4 }), async (cases) => {
        await Promise.all(
          cases.map(async (steps) => {
            const path = await drafted(agencys);
            for (const step of steps) await tryOne(agencys, path, step);
            const { stage, booked, numbers } = await coherent(agencys.exporter, path);
            expect(bookings[stage]).toContainEqual(booked);
            expect(numbers).toBe(stage === 'issued' || stage === 'awaiting-signature' ? 1 : 0);
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

  it('R35 nor with one that its exporter declares and issues himself, nor with what becomes of it', async () => {
    const walks = fc.array(fc.tuple(tries, turns), { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(walks, async (cases) => {
        await Promise.all(
          cases.map(async ([steps, after]) => {
            const path = await drafted(own, 'efta-self-declaration');
            for (const step of steps) await tryOne(own, path, step);
            await ownHoldsTogether(path);
            await goOn(path, after);
          }),
        );
      }),
      { numRuns: 3, endOnFailure: true },
    );
  }, 240_000);
});

/** Nothing is booked; a number is held from its preparing on, and given back with a withdrawal. */
async function ownHoldsTogether(path: string): Promise<void> {
  const { stage, actions, booked, numbers } = await coherent(own.exporter, path);
  expect(booked).toEqual([]);
  const holdsNumber = stage !== 'withdrawn' && actions.includes('prepare-issue');
  expect(numbers).toBe(holdsNumber ? 1 : 0);
}

/** Whatever was tried before: unless he took it back, he can issue it now; then its turns follow. */
async function goOn(path: string, after: Parameters<typeof tryTurns>[2]): Promise<void> {
  const issue = (one: string) => issueOwn(ofExporter, own.exporter, one);
  const { stage, certificateNumber } = applicationAnswer.parse(
    await (await own.exporter(path)).json(),
  );
  if (stage === 'withdrawn') return;
  const number = stage === 'issued' ? (certificateNumber ?? '') : await issue(path);
  await ownHoldsTogether(path);
  await tryTurns(own, number, after, issue);
}
