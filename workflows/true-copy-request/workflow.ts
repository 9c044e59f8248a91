import type { CaseInput } from '../case/contract.ts';
import { liveCase } from '../case/life.ts';

/**
 * One request for a certified true copy of a lost certificate, from submission to its end. What is
 * signed at the end takes no number of its own. Starts by Update-with-Start with `submit`.
 */
export const trueCopyRequest = (input: CaseInput): Promise<{ outcome: string }> => liveCase(input);
