import type { Sourced } from '../agreement/scheme.ts';
import type { Counter } from '../office/acceptance.ts';
import { rupeesText } from './rupees.ts';

/** How little and how much one top-up may bring, in paise. */
export const topUpLimits: { least: Sourced<number>; most: Sourced<number> } = {
  least: {
    value: 20_000,
    source: 'No notice sets it: the fee of one non-preferential certificate',
    sure: 'inferred',
  },
  most: {
    value: 100_000_000,
    source: 'No notice sets it: ten lakh rupees, what banks let corporate customers pay at once',
    sure: 'inferred',
  },
};

export type TopUpObjection = {
  code: 'office-closed' | 'gateway-not-offered' | 'wallet-not-offered' | 'top-up-out-of-limits';
  message: string;
};

/** Why nobody can bring this amount into a wallet at this office; null when all is well. */
export function objectionToTopUp(
  { active, gateway, wallet }: Pick<Counter, 'active' | 'gateway' | 'wallet'>,
  paise: number,
): TopUpObjection | null {
  if (!active) return { code: 'office-closed', message: 'This office takes no more money.' };
  if (!wallet) return { code: 'wallet-not-offered', message: 'This office offers no wallet.' };
  if (!gateway) {
    const message = 'This office takes no payment by the gateway yet, so no wallet can be filled.';
    return { code: 'gateway-not-offered', message };
  }
  const [least, most] = [topUpLimits.least.value, topUpLimits.most.value];
  if (Number.isSafeInteger(paise) && paise >= least && paise <= most) return null;
  const message = `One top-up brings ${rupeesText(least)} to ${rupeesText(most)} rupees.`;
  return { code: 'top-up-out-of-limits', message };
}
