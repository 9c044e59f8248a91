import type { Scheme, Sureness } from '../agreement/scheme.ts';
import type { PlainDate } from '../application/application.ts';
import type { CasePurpose } from '../application/purpose.ts';
import { addDays, compareDates } from '../calendar/plain-date.ts';
import { decimal } from '../decimal.ts';

export type SchemeKind = Scheme['kind'];

/** What is charged for: a first certificate, or one in place of another. */
export const feePurposes = ['original', 'in-lieu'] as const;
export type FeePurpose = (typeof feePurposes)[number];

/** A true copy is charged as a certificate in lieu is: no notice names a fee for either. */
export const feePurposeOf = (purpose: CasePurpose): FeePurpose =>
  purpose === 'original' ? 'original' : 'in-lieu';

/** The class that every exporter belongs to; others are data, such as `status-holder`. */
export const anyExporter = 'any';

/** A tax on top of a fee, such as CGST: `percent` is a decimal text above zero. */
export type TaxLine = { name: string; percent: string };

/** What an entry of the fee table says: for what, from which day on, how much. */
export type FeeTerms = {
  kind: SchemeKind;
  /** Code of one scheme of the kind; null: all of them. */
  scheme: string | null;
  /** Code of one agency; null: all of them. */
  agency: string | null;
  exporterClass: string;
  purpose: FeePurpose;
  from: PlainDate;
  /** Before taxes. */
  paise: number;
  taxes: TaxLine[];
  source: string;
  sure: Sureness;
};

/** `sequence` tells two entries for the same from the same day apart: the higher one counts. */
export type FeeEntry = FeeTerms & { id: string; sequence: number };

/** What decides which fee a case is charged. */
export type FeeAsked = {
  scheme: Pick<Scheme, 'code' | 'kind'>;
  agency: string;
  exporterClass: string;
  purpose: FeePurpose;
  on: PlainDate;
};

/** An amount to pay, with the entry that it comes from. */
export type Charge = {
  entry: FeeEntry;
  taxes: (TaxLine & { paise: number })[];
  /** The fee and its taxes. */
  totalPaise: number;
};

/** An entry that is in force on a day, and the last day of it that is known; null: no end is set. */
export type FeeInForce = FeeEntry & { until: PlainDate | null };

type FeeLine = Pick<FeeTerms, 'kind' | 'scheme' | 'agency' | 'exporterClass' | 'purpose'>;

/** What an entry is for: a later entry for the same takes its place. */
const lineOf = ({ kind, scheme, agency, exporterClass, purpose }: FeeLine): string =>
  JSON.stringify([kind, scheme, agency, exporterClass, purpose]);

export const isSameLine = (left: FeeLine, right: FeeLine): boolean =>
  lineOf(left) === lineOf(right);

/** Negative when `left` takes the place of `right`, both being for the same. */
const byNewest = (left: FeeEntry, right: FeeEntry): number =>
  compareDates(right.from, left.from) || right.sequence - left.sequence;

/** The scheme weighs most, then the agency, then the class: so two never weigh the same. */
const weightOf = ({ scheme, agency, exporterClass }: FeeLine): number =>
  (scheme === null ? 0 : 4) + (agency === null ? 0 : 2) + (exporterClass === anyExporter ? 0 : 1);

/** The entries in force on a day, one for each thing that has any, the most specific first. */
export function feesInForce(entries: readonly FeeEntry[], on: PlainDate): FeeInForce[] {
  const lines = Map.groupBy(entries, lineOf);
  return [...lines.values()]
    .flatMap((line) => {
      const [now] = line.filter(({ from }) => compareDates(from, on) <= 0).sort(byNewest);
      if (!now) return [];
      const later = line.map(({ from }) => from).filter((from) => compareDates(from, on) > 0);
      const [next] = later.sort(compareDates);
      return [{ ...now, until: next === undefined ? null : addDays(next, -1) }];
    })
    .sort((left, right) => weightOf(right) - weightOf(left) || left.sequence - right.sequence);
}

/** Whether an entry is for what is asked, whatever the day. */
function fits(entry: FeeEntry, { scheme, agency, exporterClass, purpose }: FeeAsked): boolean {
  return (
    entry.purpose === purpose &&
    entry.kind === scheme.kind &&
    (entry.scheme === null || entry.scheme === scheme.code) &&
    (entry.agency === null || entry.agency === agency) &&
    (entry.exporterClass === anyExporter || entry.exporterClass === exporterClass)
  );
}

/**
 * The one entry that is charged: of those in force on the day the most specific. Throws a RangeError
 * on a day before any, which for what is sold here no entry can bring about.
 */
export function feeEntryFor(entries: readonly FeeEntry[], asked: FeeAsked): FeeInForce {
  const [entry] = feesInForce(
    entries.filter((one) => fits(one, asked)),
    asked.on,
  );
  if (!entry)
    throw new RangeError(`No ${asked.purpose} fee of ${asked.scheme.code} on ${asked.on}`);
  return entry;
}

/** A percentage of whole paise, half a paisa rounded up. */
function taxOf(paise: number, percent: string): number {
  const { units, scale } = decimal(percent);
  const divisor = 100n * 10n ** BigInt(scale);
  return Number((BigInt(paise) * units * 2n + divisor) / (2n * divisor));
}

/** What an entry comes to with its taxes, each rounded by itself to whole paise. */
export function chargeOf(entry: FeeEntry): Charge {
  const taxes = entry.taxes.map((tax) => ({ ...tax, paise: taxOf(entry.paise, tax.percent) }));
  const totalPaise = taxes.reduce((sum, { paise }) => sum + paise, entry.paise);
  return { entry, taxes, totalPaise };
}

/** Why a change of the fees cannot be; null when it can. No fee is changed for a day that has begun. */
export function objectionToTerms(
  terms: Pick<FeeTerms, 'kind' | 'scheme' | 'from' | 'taxes'>,
  known: { scheme: Pick<Scheme, 'kind'> | null; today: PlainDate },
): { code: 'fee-not-in-future' | 'fee-terms-refused'; message: string; pointer: string } | null {
  const refused = (pointer: string, message: string) =>
    ({ code: 'fee-terms-refused', pointer, message }) as const;
  if (terms.scheme !== null && known.scheme?.kind !== terms.kind) {
    return refused('/scheme', `No ${terms.kind} scheme ${terms.scheme} is offered here.`);
  }
  if (new Set(terms.taxes.map(({ name }) => name)).size < terms.taxes.length) {
    return refused('/taxes', 'Each tax stands once.');
  }
  if (compareDates(terms.from, known.today) > 0) return null;
  const message = `A fee is changed from a future day on: after ${known.today}, not ${terms.from}.`;
  return { code: 'fee-not-in-future', pointer: '/from', message };
}
