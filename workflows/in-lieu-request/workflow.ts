import type { CaseInput } from '../case/contract.ts';
import { liveCase } from '../case/life.ts';

/**
 * One request for a certificate in lieu of an issued one, from submission to its end (R2): the life
 * of any case, a top-level run of its own. What is its own is asked of the record by the steps: the
 * certificate to be replaced must be in force at the opening and at the issue. Starts by
 * Update-with-Start with `submit`.
 */
export const inLieuRequest = (input: CaseInput): Promise<{ outcome: string }> => liveCase(input);
