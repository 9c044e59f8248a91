import type { Scheme, Sourced } from '../agreement/scheme.ts';
import type { PlainDate } from '../application/application.ts';
import { compareDates } from '../calendar/plain-date.ts';

/** What is charged for. */
export type FeePurpose = 'original';

/** A fee in paise from a day on, until the next entry of the same kind and purpose. */
export type FeeEntry = {
  kind: Scheme['kind'];
  purpose: FeePurpose;
  from: PlainDate;
  paise: Sourced<number>;
};

/** Goods and services tax on top was not found in any notice, so none is added. */
export const feeTable: readonly FeeEntry[] = [
  {
    kind: 'non-preferential',
    purpose: 'original',
    from: '2021-01-01',
    paise: {
      value: 20_000,
      source:
        'Public Notice 43/2024-25: 200 rupees per certificate, attestation of further documents included; the same since 2021',
      sure: 'found',
    },
  },
  {
    kind: 'preferential',
    purpose: 'original',
    from: '2011-04-01',
    paise: {
      value: 35_000,
      source: 'Public Notice 40 of 2011: 350 rupees; a later change was not found',
      sure: 'known',
    },
  },
];

/** The fee in paise for a certificate applied for on that day. Throws a RangeError before any entry. */
export function feePaise(asked: {
  kind: Scheme['kind'];
  purpose: FeePurpose;
  on: PlainDate;
}): number {
  const entry = feeTable
    .filter(({ kind, purpose }) => kind === asked.kind && purpose === asked.purpose)
    .filter(({ from }) => compareDates(from, asked.on) <= 0)
    .sort((left, right) => compareDates(right.from, left.from))[0];
  if (entry === undefined) throw new RangeError(`No ${asked.kind} fee is known for ${asked.on}`);
  return entry.paise.value;
}
