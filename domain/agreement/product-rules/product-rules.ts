import type { ProductRule } from '../origin-rule.ts';
import type { Sureness } from '../sourced.ts';
import { readRule } from './rule-text.ts';

/** A line of a file of product-specific rules, as `docs/origin.md` describes the file. */
export type RuleLine = { hs: string; rule: string; source: string; sure: Sureness };

/** What a file of product-specific rules holds. */
export type RuleFile = { agreement: string; edition: string; rules: readonly RuleLine[] };

const rangeForm = /^(\d{2}|\d{4}|\d{6})(?:-(\d{2}|\d{4}|\d{6}))?$/;

type Range = Pick<ProductRule, 'from' | 'to'>;

function rangeOf(hs: string): Range | null {
  const [, from = '', to = from] = rangeForm.exec(hs) ?? [];
  return from === '' || from.length !== to.length || from > to ? null : { from, to };
}

function ruleOf({ hs, rule, source, sure }: RuleLine): ProductRule {
  const range = rangeOf(hs);
  if (range === null) {
    throw new SyntaxError(`"${hs}" is no range of tariff codes, such as "71" or "6101-6117"`);
  }
  return { ...range, text: rule, test: readRule(rule, { source, sure }) };
}

/** Reads a file's rules. Throws a SyntaxError for a line that is no rule, or one given twice. */
export function readProductRules({
  agreement,
  rules,
}: Pick<RuleFile, 'agreement' | 'rules'>): ProductRule[] {
  const seen = new Set<string>();
  return rules.map((line) => {
    if (seen.has(line.hs)) throw new SyntaxError(`${agreement} has two rules for ${line.hs}`);
    seen.add(line.hs);
    return ruleOf(line);
  });
}

const keyOf = ({ from, to }: Range): string => `${from}-${to}`;

/** The range of tariff codes that a line names, as `6101-6117`; null when it names none. */
export function rangeKey(hs: string): string | null {
  const range = rangeOf(hs);
  return range && keyOf(range);
}

/** Rules together with later ones, each in the place of that of the same range. */
export const replacedBy = (
  rules: readonly ProductRule[],
  later: readonly ProductRule[],
): ProductRule[] => [...new Map([...rules, ...later].map((rule) => [keyOf(rule), rule])).values()];

const covers = ({ from, to }: ProductRule, hs: string): boolean => {
  const head = hs.slice(0, from.length);
  return head >= from && head <= to;
};

/** The width of a range, at six digits: the narrower is the more specific. */
const widthOf = ({ from, to }: ProductRule): number =>
  (Number(to) - Number(from) + 1) * 10 ** (6 - from.length);

/** The rule for a tariff code: that of the narrowest range that it lies in; null when none is loaded. */
export function ruleFor(rules: readonly ProductRule[], hs: string): ProductRule | null {
  const [narrowest] = rules
    .filter((rule) => covers(rule, hs))
    .toSorted((left, right) => widthOf(left) - widthOf(right));
  return narrowest ?? null;
}
