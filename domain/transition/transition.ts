import type { Sureness } from '../agreement/scheme.ts';
import type { PlainDate } from '../application/application.ts';
import type { SchemeKind } from '../money/fee.ts';

/** What comes over from the platform before this one, each on a day of its own. */
export const dataSets = [
  'preferential-applications',
  'non-preferential-applications',
  'preferential-certificates',
  'non-preferential-certificates',
  'wallets',
] as const;
export type DataSet = (typeof dataSets)[number];

/** From which day on, in India, this system serves a data set; null: the platform before it still does. */
export type TransitionSwitch = {
  dataSet: DataSet;
  from: PlainDate | null;
  source: string;
  sure: Sureness;
};

/** Where the platform before this one is found, for all that has not come over. */
export const legacyPortal = 'https://coo.dgft.gov.in';

/** What counts until DGFT operations say otherwise (R60, R62). */
export const firstSwitches: readonly TransitionSwitch[] = [
  {
    dataSet: 'preferential-applications',
    from: '2024-12-21',
    source: 'Trade Notice 23/2024-25 §4.i: new applications from 21.12.2024 here, none there',
    sure: 'found',
  },
  {
    dataSet: 'non-preferential-applications',
    from: '2024-08-28',
    source: 'Trade Notice 13/2024-25: non-preferential certificates live on 28.08.2024',
    sure: 'found',
  },
  ...(['preferential-certificates', 'non-preferential-certificates', 'wallets'] as const).map(
    (dataSet) => ({
      dataSet,
      from: null,
      source: 'Trade Notice 23/2024-25 §5: the time of migration is notified separately',
      sure: 'found' as const,
    }),
  ),
];

/** From which day each data set is served here. */
export type ServedFrom = Record<DataSet, PlainDate | null>;

/** Which switch decides where an application under a kind of scheme is made. */
export const applicationsOf = (kind: SchemeKind): DataSet => `${kind}-applications`;

/** Whether a data set is served here on a day in India. */
export const isServedHere = (from: PlainDate | null, on: PlainDate): boolean =>
  from !== null && from <= on;
