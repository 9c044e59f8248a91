import { csvText } from '../csv.ts';

type Sides = { debitPaise: number; creditPaise: number; balancePaise: number };
type TrialBalance = {
  classes: readonly (Sides & { class: string; name: string; accounts: number })[];
  total: Sides;
};

const sidesOf = ({ debitPaise, creditPaise, balancePaise }: Sides) =>
  [debitPaise, creditPaise, balancePaise].map((paise) => ({ paise }));

/** A trial balance as CSV: a class of accounts to a row, the sums in the last. */
export const trialBalanceCsv = ({ classes, total }: TrialBalance): string =>
  csvText(
    ['class', 'name', 'accounts', 'debit_inr', 'credit_inr', 'balance_inr'],
    [
      ...classes.map((one) => [one.class, one.name, one.accounts, ...sidesOf(one)]),
      ['total', '', '', ...sidesOf(total)],
    ],
  );

type Outstanding = {
  items: readonly {
    kind: string;
    id: string;
    iec: string;
    office: string;
    state: string;
    since: string;
    paise: number;
  }[];
};

/** What is outstanding as CSV: one fee, order or refund to a row. */
export const outstandingCsv = ({ items }: Outstanding): string =>
  csvText(
    ['kind', 'id', 'iec', 'office', 'state', 'since', 'amount_inr'],
    items.map((one) => [
      ...[one.kind, one.id, one.iec, one.office, one.state, one.since],
      { paise: one.paise },
    ]),
  );

type Moved = { gatewayPaise: number; heldPaise: number; earnedPaise: number };

/** What an office collected as CSV: one day to a row. */
export const collectionsCsv = ({ days }: { days: readonly (Moved & { date: string })[] }): string =>
  csvText(
    ['date', 'gateway_inr', 'held_inr', 'earned_inr'],
    days.map((day) => [
      day.date,
      ...[day.gatewayPaise, day.heldPaise, day.earnedPaise].map((paise) => ({ paise })),
    ]),
  );
