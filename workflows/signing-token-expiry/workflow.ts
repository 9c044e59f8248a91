import { isCancellation, log } from '@temporalio/workflow';
import type { TokenWarning } from './contract.ts';
import { findTokenWarnings, warnOfTokenExpiry } from './steps.ts';

const atOnce = 20;

/**
 * Warns officers 30 days, 7 days and one day before their signing tokens expire (R47): once each,
 * however often it runs. One mail that cannot be sent holds no other up.
 */
export async function signingTokenExpiry(): Promise<{ warned: number }> {
  const { warnings } = await findTokenWarnings();
  let warned = 0;
  for (let at = 0; at < warnings.length; at += atOnce) {
    const sent = await Promise.all(warnings.slice(at, at + atOnce).map(warn));
    warned += sent.filter(Boolean).length;
  }
  return { warned };
}

async function warn(warning: TokenWarning): Promise<boolean> {
  try {
    return (await warnOfTokenExpiry(warning)).sent;
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('An officer could not be warned of an expiring token', warning);
    return false;
  }
}
