import { createHash } from 'node:crypto';
import type { AuditChainRow } from '../../db/queries/audit/audit-chain.ts';

/** What is wrong with a row, in a word for programs and a sentence for people. */
export type Fault = {
  sequence: number;
  subject: string;
  fault: 'hash' | 'previous-hash' | 'gap' | 'order' | 'column' | 'unreadable' | 'tail';
  detail: string;
};

/** Where a chain ends that holds to its end. */
export type ChainEnd = { sequence: number; hash: string };

export const beginning = '0'.repeat(64);

/** A row's place in its chain: after `previous`, without a gap. */
export function placeFault(
  row: { sequence: number; previousHash: string },
  subject: string,
  previous: ChainEnd,
): Fault | null {
  const { sequence } = row;
  const expected = previous.sequence + 1;
  if (sequence !== expected) {
    const fault = sequence > expected ? 'gap' : 'order';
    const detail = `Row ${expected} should stand here; what was told then is missing or was moved.`;
    return { sequence, subject, fault, detail };
  }
  if (row.previousHash !== previous.hash) {
    const detail = 'It does not follow on the row before it.';
    return { sequence, subject, fault: 'previous-hash', detail };
  }
  return null;
}

const drawn = ['at', 'subject', 'actor', 'action', 'step'] as const;

/** Lists and searches go by the columns, so these must say what the hashed body says. */
function columnFault(row: AuditChainRow, subject: string): Fault | null {
  const { sequence } = row;
  let body: Record<string, unknown>;
  try {
    body = Object(JSON.parse(row.body));
  } catch {
    return { sequence, subject, fault: 'unreadable', detail: 'Its text is not JSON.' };
  }
  const other = drawn.find((column) => (body[column] ?? null) !== row[column]);
  if (other === undefined) return null;
  const detail = `Its column "${other}" says something else than its text.`;
  return { sequence, subject, fault: 'column', detail };
}

/** The first row of the audit that does not hold, or where the chain ends. Holds one row at a time. */
export async function checkAuditChain(
  rows: AsyncIterable<AuditChainRow>,
): Promise<{ rows: number; end: ChainEnd; fault: Fault | null }> {
  let end: ChainEnd = { sequence: 0, hash: beginning };
  let count = 0;
  for await (const row of rows) {
    const subject = row.subject ?? 'unknown';
    const { sequence, hash } = row;
    const computed = createHash('sha256')
      .update(row.previousHash + row.body)
      .digest('hex');
    const changed: Fault | null =
      hash === computed
        ? null
        : { sequence, subject, fault: 'hash', detail: 'It was changed: its hash is another.' };
    const fault = placeFault(row, subject, end) ?? changed ?? columnFault(row, subject);
    if (fault) return { rows: count, end, fault };
    end = { sequence, hash };
    count += 1;
  }
  return { rows: count, end, fault: null };
}
