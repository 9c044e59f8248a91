import type { PlainDate } from '../application/application.ts';
import { type Figure, figuresOf, withFigures } from './figures.ts';
import { linesInFile, loadedRules } from './product-rules/loaded.ts';
import { rangeKey, readProductRules, replacedBy } from './product-rules/product-rules.ts';
import type { Scheme } from './scheme.ts';
import type { Sourced, Sureness } from './sourced.ts';

/** What is put right in the record of a scheme, and where that stands. */
export type CorrectionTerms = {
  /** Figures by where they stand in the record, each with its new value, of the figure's own form. */
  figures: { figure: string; value: unknown }[];
  /** Rules of single products, as files of them write them. */
  rules: { hs: string; rule: string }[];
  /** The first day, in India, on which applications are decided under it. */
  from: PlainDate;
  source: string;
  /** Where the source can be read. */
  link: string | null;
  sure: Sureness;
};

/** Why a correction cannot be taken; `pointer` is relative to its terms. */
export type CorrectionObjection = {
  code: 'figure-not-uncertain' | 'figure-value-refused';
  pointer: string;
  message: string;
};

/**
 * Whether a form has the agreement's own layout, or the nearest known: corrected as a figure is, though
 * it stands in no record, since no rule asks it.
 */
export const layoutFigure = 'layout';

/** Where a corrected figure stands, as reasoning names it. */
const whereOf = ({
  source,
  link,
  sure,
}: CorrectionTerms): Pick<Sourced<unknown>, 'source' | 'sure'> => ({
  source: link === null ? source : `${source} (${link})`,
  sure,
});

/**
 * A record with corrections applied in their order: the scheme as one of its versions. None: the
 * record itself. Throws a RangeError for what `objectionsTo` refuses.
 */
export function correctedScheme(record: Scheme, corrections: readonly CorrectionTerms[]): Scheme {
  if (corrections.length === 0) return record;
  const figures = new Map(
    corrections.flatMap((terms) =>
      terms.figures.map(({ figure, value }) => [figure, { value, ...whereOf(terms) }] as const),
    ),
  );
  figures.delete(layoutFigure);
  const scheme = withFigures(record, figures);
  const lines = corrections.flatMap((terms) =>
    terms.rules.map((line) => ({ ...line, ...whereOf(terms) })),
  );
  const { agreement, rule } = scheme;
  if (lines.length === 0) return scheme;
  if (rule.productSpecific === null) throw new RangeError(`${scheme.code} has no product rules`);
  const rules = replacedBy(
    loadedRules(agreement),
    lines.flatMap((line) => readProductRules({ agreement, rules: [line] })),
  );
  const productSpecific = { ...rule.productSpecific, rules };
  return { ...scheme, rule: { ...rule, productSpecific } };
}

/** One figure with corrections applied in their order. */
export function correctedFigure(found: Figure, corrections: readonly CorrectionTerms[]): Figure {
  const { figure } = found;
  return corrections.reduce((last, terms) => {
    const corrected = terms.figures.find((one) => one.figure === figure);
    return corrected ? { ...corrected, ...whereOf(terms) } : last;
  }, found);
}

const refused = (pointer: string, message: string): CorrectionObjection => ({
  code: 'figure-value-refused',
  pointer,
  message,
});

const settled = (pointer: string, message: string): CorrectionObjection => ({
  code: 'figure-not-uncertain',
  pointer,
  message,
});

function objectionsToFigures(
  record: Scheme,
  { figures }: CorrectionTerms,
  layout: Figure | null,
): CorrectionObjection[] {
  const all = layout ? [...figuresOf(record), layout] : figuresOf(record);
  const known = new Map(all.map(({ figure, sure }) => [figure, sure]));
  return figures.flatMap(({ figure, value }, index) => {
    const pointer = `/figures/${index}/figure`;
    const isTwice = figures.findIndex((other) => other.figure === figure) < index;
    if (isTwice) return [refused(pointer, `${figure} stands here twice.`)];
    if (!known.has(figure)) return [settled(pointer, `${record.code} has no figure ${figure}.`)];
    if (known.get(figure) === 'found') {
      return [
        settled(pointer, `${figure} was found in a text: a correction of it takes a release.`),
      ];
    }
    const partners = figure === 'partnersInForce' ? Object.keys(value ?? {}) : [];
    const stranger = partners.find((code) => !record.partners?.includes(code));
    if (stranger === undefined) return [];
    return [refused(`/figures/${index}/value/${stranger}`, `${stranger} is no partner.`)];
  });
}

function objectionsToRules(record: Scheme, { rules }: CorrectionTerms): CorrectionObjection[] {
  if (rules.length > 0 && record.rule.productSpecific === null) {
    return [settled('/rules', `${record.code} has no rules of single products.`)];
  }
  const lines = linesInFile(record.agreement).filter(({ sure }) => sure === 'found');
  const found = new Set(lines.map(({ hs }) => rangeKey(hs)));
  const ranges = rules.map(({ hs }) => rangeKey(hs));
  return rules.flatMap((line, index) => {
    const pointer = `/rules/${index}`;
    const range = rangeKey(line.hs);
    const fault = faultOf(line, record.agreement);
    if (fault !== null) return [refused(pointer, fault)];
    if (ranges.indexOf(range) < index) return [refused(pointer, `${range} has two rules here.`)];
    if (!found.has(range)) return [];
    return [settled(pointer, `The rule of ${range} was found in a text: it takes a release.`)];
  });
}

/** What cannot be read in a line; null when all can. */
function faultOf(line: CorrectionTerms['rules'][number], agreement: string): string | null {
  try {
    readProductRules({ agreement, rules: [{ ...line, source: '', sure: 'found' }] });
    return null;
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
}

/**
 * Why terms cannot become a version of this record and the layout of its form, all reasons at once;
 * none when they can. The form of each value is asked beside.
 */
export const objectionsTo = (
  record: Scheme,
  terms: CorrectionTerms,
  layout: Figure | null = null,
): CorrectionObjection[] =>
  terms.figures.length + terms.rules.length === 0
    ? [refused('/figures', 'Name a figure, or a rule of a product, that is to be corrected.')]
    : [...objectionsToFigures(record, terms, layout), ...objectionsToRules(record, terms)];
