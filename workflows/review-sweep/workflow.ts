import { isCancellation, log } from '@temporalio/workflow';
import { tellCases } from '../officer-deactivation/release-cases.ts';
import * as steps from './steps.ts';

const atOnce = 10;

/**
 * Looks after the queues of all offices: what officers have who are away goes to others, and
 * administrators are told of what is overdue, of each case once. All of it is asked of the record, so
 * that a run that was missed is made up for by the next.
 */
export async function reviewSweep(): Promise<{
  handedOver: number;
  sentBack: number;
  escalated: number;
}> {
  const handedOver = await handOver();
  const { cases } = await steps.findCasesOfAbsentSigners();
  await tellCases(cases);
  return { handedOver, sentBack: cases.length, escalated: await escalate() };
}

async function handOver(): Promise<number> {
  for (let handedOver = 0; ; ) {
    const { handed, more } = await steps.handOverClaims();
    handedOver += handed;
    if (!more) return handedOver;
  }
}

/** One mail that cannot be sent holds no other up. */
async function escalate(): Promise<number> {
  const { officeIds } = await steps.findOfficesOverdue();
  let escalated = 0;
  for (let at = 0; at < officeIds.length; at += atOnce) {
    const told = await Promise.all(officeIds.slice(at, at + atOnce).map(tell));
    escalated += told.reduce((sum, one) => sum + one, 0);
  }
  return escalated;
}

async function tell(officeId: string): Promise<number> {
  try {
    return (await steps.escalateOverdue({ officeId })).escalated;
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('An administrator could not be told of overdue cases', { officeId });
    return 0;
  }
}
