import type { CaseInput } from '../case/contract.ts';
import { liveCase } from '../case/life.ts';

/**
 * One application for a certificate of origin, from submission to its end (R1). Starts by
 * Update-with-Start with `submit`.
 */
export const cooApplication = (input: CaseInput): Promise<{ outcome: string }> => liveCase(input);
