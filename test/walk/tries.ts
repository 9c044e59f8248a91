import fc from 'fast-check';
import { expect } from 'vitest';
import { applicationAnswer } from '../../api/schemas/case/answers.ts';
import type { Role } from '../../domain/authority/role.ts';
import { followers, mayAct, type Stage } from '../../domain/stage.ts';
import type { Program } from '../servers/api-program.ts';
import { type CaseAnswer, type Move, stateAfter } from './moves.ts';

/** Who walks through cases of an exporter, and what they know to ask for. */
export type Walk = {
  exporter: Program;
  people: readonly { role: Role; program: Program }[];
  moves: readonly Move[];
};

/** One thing that somebody tries: mostly what is due, sometimes anything; mostly at the right revision. */
type Try = { sensible: boolean; pick: number; who: number; stale: boolean };

/** What is tried with one case, one after the other. */
export const tries = fc.array(
  fc.record({
    sensible: fc.integer({ min: 0, max: 9 }).map((chance) => chance < 7),
    pick: fc.nat(1_000),
    who: fc.nat(1_000),
    stale: fc.integer({ min: 0, max: 9 }).map((chance) => chance === 0),
  }),
  { minLength: 8, maxLength: 16 },
);

/** The case as its exporter reads it. */
export const caseAt = async (exporter: Program, path: string): Promise<CaseAnswer> =>
  applicationAnswer.parse(await (await exporter(path)).json());

/** One of a list, whatever the number. */
export const at = <T>(list: readonly T[], pick: number): T => list[pick % list.length] as T;

function chosen({ people, moves }: Walk, { sensible, pick, who }: Try, stage: Stage) {
  const all = people.flatMap(({ role, program }) =>
    moves.map((move) => ({ move, role, as: program })),
  );
  const due = all.filter(({ move, role }) => mayAct(role, move.action, stage));
  return at(sensible && due.length > 0 ? due : all, pick * 31 + who);
}

/** One try: only what the table allows has an effect, and the effect is one that the table knows. */
export async function tryOne(walk: Walk, path: string, one: Try): Promise<void> {
  const before = await caseAt(walk.exporter, path);
  const { move, role, as } = chosen(walk, one, before.stage);
  const allowed = mayAct(role, move.action, before.stage);
  const answer = await move.ask(as, path, before.revision + (one.stale ? 1 : 0));
  const what = `${role} ${move.action} in ${before.stage}: ${answer.status}`;
  expect(answer.status, what).toBeLessThan(500);
  if (!allowed) expect(answer.ok, what).toBe(false);
  const state = answer.ok ? await stateAfter(answer) : null;
  const after = await caseAt(walk.exporter, path);
  if (!answer.ok && answer.status !== 422) {
    expect([after.stage, after.revision], what).toEqual([before.stage, before.revision]);
  }
  if (state) expect([after.stage, after.revision], what).toEqual([state.stage, state.revision]);
  const reachable = [before.stage, ...followers[before.stage]];
  const passed = reachable.flatMap((stage) => [stage, ...followers[stage]]);
  expect(move.action === 'submit' ? passed : reachable, what).toContain(after.stage);
}
