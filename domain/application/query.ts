import type { CooApplication } from './application.ts';
import type { Difference } from './difference.ts';
import { differences } from './difference.ts';

/** What the officer asks the exporter to put right: a field, a paper, or something to be explained. */
export type Question = {
  /** JSON Pointer of the field, with all below it; `''` opens the whole application. */
  pointer: string | null;
  /** Type of the paper that is missing or wrong, such as `bill-of-lading`. */
  documentType: string | null;
  reason: string;
};

/** One exchange: the officer's questions and, in the end, the exporter's answer. */
export type QueryRound = { round: number; questions: Question[] };

/** They decide which office and which rules a case is under: another case has to be made for them. */
const fixed: readonly string[] = ['/scheme', '/agency', '/office'];

const lies = (pointer: string, below: string) =>
  below === '' || pointer === below || pointer.startsWith(`${below}/`);

/** The changes of an answer that nobody asked for, or that cannot be made in an answer at all. */
export function unaskedChanges(
  before: CooApplication,
  after: CooApplication,
  questions: readonly Question[],
): Difference[] {
  const asked = questions.flatMap(({ pointer }) => (pointer === null ? [] : [pointer]));
  return differences(before, after).filter(
    ({ pointer }) => fixed.includes(pointer) || !asked.some((open) => lies(pointer, open)),
  );
}
