import fc from 'fast-check';
import { expect } from 'vitest';
import { applicationAnswer } from '../../api/schemas/case/answers.ts';
import { lineageAnswer } from '../../api/schemas/certificate/request.ts';
import { permissionOf, rolesOf } from '../../domain/authority/permissions.ts';
import type { Role } from '../../domain/authority/role.ts';
import { at, type Walk } from './tries.ts';

/** A certificate of a line, as it must stand. */
type Standing = { number: string; status: 'in-force' | 'superseded' | 'cancelled' };
type Turn = {
  turn: 'cancel' | 'replace' | 'copy' | 'fetch';
  pick: number;
  who: number;
  seen: 'in-force' | 'superseded';
};

/** What is tried with an issued certificate, one after the other. */
export const turns = fc.array(
  fc.record<Turn>({
    turn: fc.constantFrom('cancel', 'replace', 'replace', 'copy', 'fetch'),
    pick: fc.nat(1_000),
    who: fc.nat(1_000),
    seen: fc.constantFrom('in-force', 'in-force', 'superseded'),
  }),
  { minLength: 3, maxLength: 6 },
);

const explanation = 'As the papers show.';
const mayCancel = rolesOf(permissionOf('certificate', 'cancel-self-declared'));
const mayAsk = rolesOf(permissionOf('certificate', 'ask-in-lieu'));
/** Offices and agencies read what is theirs, and this is nobody's. */
const mayRead: readonly Role[] = ['exporter', 'dgft-operations'];

const lineageOf = async ({ exporter }: Walk, number: string) => {
  const answer = await exporter(`/certificates/${number}/lineage`);
  return lineageAnswer.parse(await answer.json()).lineage;
};

/**
 * Tries turns of a certificate that its exporter declared himself: only what table and standing allow
 * has an effect. `issue` brings the draft of a successor to its end and gives its number.
 */
export async function tryTurns(
  walk: Walk,
  first: string,
  list: readonly Turn[],
  issue: (path: string) => Promise<string>,
): Promise<void> {
  const exporter = { role: 'exporter', program: walk.exporter } as const;
  const line: Standing[] = [{ number: first, status: 'in-force' }];
  for (const { turn, pick, who, seen } of list) {
    const one = at(line, pick);
    const { role, program } = at([...walk.people, exporter, exporter], who);
    const path = `/certificates/${one.number}`;
    const what = `${role} ${turn} of one that is ${one.status}, seen as ${seen}`;
    if (turn === 'cancel') {
      const body = { expectedStatus: seen, reason: 'goods-not-exported', explanation };
      const { ok } = await program(`${path}/cancellation`, { body });
      expect(ok, what).toBe(mayCancel.includes(role) && one.status === seen);
      if (ok) one.status = 'cancelled';
    } else if (turn === 'replace') {
      const body = { reasons: ['change-of-consignee'], explanation };
      const answer = await program(`${path}/in-lieu`, { body });
      expect(answer.ok, what).toBe(mayAsk.includes(role) && one.status === 'in-force');
      if (answer.ok) {
        const successor = await issue(await changedDraft(walk, answer));
        one.status = 'superseded';
        line.push({ number: successor, status: 'in-force' });
      }
    } else if (turn === 'copy') {
      const body = { reasons: ['lost'], explanation };
      expect((await program(`${path}/true-copy`, { body })).ok, what).toBe(false);
    } else {
      for (const paper of ['pdf', 'physical-copy']) {
        const answer = await program(`${path}/${paper}`);
        expect(answer.ok, what).toBe(mayRead.includes(role));
        const isSigned = Buffer.from(await answer.arrayBuffer()).includes('/ByteRange');
        expect(isSigned, what).toBe(answer.ok && paper === 'pdf');
      }
    }
    expect(await lineageOf(walk, first), what).toMatchObject(line);
  }
}

async function changedDraft({ exporter }: Walk, asked: Response): Promise<string> {
  const { id, revision, application } = applicationAnswer.parse(await asked.json());
  const body = { ...application, remarks: `In the place of another: ${id}` };
  const path = `/applications/${id}`;
  expect((await exporter(path, { method: 'PUT', body, ifMatch: revision })).ok).toBe(true);
  return path;
}
