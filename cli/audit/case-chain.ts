import type { CaseChain, CaseChainRow } from '../../db/queries/audit/audit-chain.ts';
import { caseEventHash } from '../../db/queries/case/case-event.ts';
import { beginning, type ChainEnd, type Fault, placeFault } from './audit-chain.ts';

type Hashed = Parameters<typeof caseEventHash>[0];

/** Numbers as the database writes them, so that no digit is lost in reading: `1.0` is not `1`. */
function exactJson(text: string): unknown {
  return JSON.parse(text, (_, value: unknown, context?: { source?: string }) => {
    if (typeof value === 'number' && context?.source !== String(value)) {
      throw new RangeError('a number that was never written so');
    }
    return value;
  });
}

/** The hash that the event should have; null when it holds what was never written by the service. */
function hashOf({ at, detail, hash: _, ...row }: CaseChainRow): string | null {
  try {
    const instant = new Date(at);
    if (at !== instant.toISOString().replace('Z', '000Z')) return null;
    const event = { ...row, at: instant, detail: exactJson(detail) };
    return caseEventHash(event as Hashed);
  } catch {
    return null;
  }
}

function faultOfEvent(row: CaseChainRow, subject: string, end: ChainEnd): Fault | null {
  const misplaced = placeFault(row, subject, end);
  if (misplaced || hashOf(row) === row.hash) return misplaced;
  const detail = 'It was changed: its hash is another.';
  return { sequence: row.sequence, subject, fault: 'hash', detail };
}

/** The first event of a case that does not hold; also when the chain ends before the case says. */
function faultOfCase({ id, eventSequence, eventHash, events }: CaseChain): Fault | null {
  const subject = `case/${id}`;
  let end: ChainEnd = { sequence: 0, hash: beginning };
  for (const row of events) {
    const fault = faultOfEvent(row, subject, end);
    if (fault) return fault;
    end = { sequence: row.sequence, hash: row.hash };
  }
  if (end.sequence === eventSequence && end.hash === eventHash) return null;
  const detail = `The case says that its chain ends at ${eventSequence}, but it ends at ${end.sequence} or otherwise.`;
  return { sequence: end.sequence, subject, fault: 'tail', detail };
}

/** The first event of all cases that does not hold. Holds a page of cases at a time. */
export async function checkCaseChains(
  cases: AsyncIterable<CaseChain>,
): Promise<{ cases: number; events: number; fault: Fault | null }> {
  const count = { cases: 0, events: 0 };
  for await (const one of cases) {
    const fault = faultOfCase(one);
    if (fault) return { ...count, fault };
    count.cases += 1;
    count.events += one.events.length;
  }
  return { ...count, fault: null };
}
