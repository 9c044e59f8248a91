import type { OriginTest } from '../origin-rule.ts';
import type { Sureness } from '../sourced.ts';
import { readRule } from './rule-text.ts';

/** A line of a file of product-specific rules, as `docs/origin.md` describes the file. */
export type RuleLine = { hs: string; rule: string; source: string; sure: Sureness };

/** What a file of product-specific rules holds. */
export type RuleFile = { agreement: string; edition: string; rules: readonly RuleLine[] };

/** The rule of a range of tariff codes: `from` and `to` have equal length, both included. */
export type ProductRule = { from: string; to: string; text: string; test: OriginTest };

const rangeForm = /^(\d{2}|\d{4}|\d{6})(?:-(\d{2}|\d{4}|\d{6}))?$/;

function ruleOf({ hs, rule, source, sure }: RuleLine): ProductRule {
  const [, from = '', to = from] = rangeForm.exec(hs) ?? [];
  if (from === '' || from.length !== to.length || from > to) {
    throw new SyntaxError(`"${hs}" is no range of tariff codes, such as "71" or "6101-6117"`);
  }
  return { from, to, text: rule, test: readRule(rule, { source, sure }) };
}

/** Reads a file's rules. Throws a SyntaxError for a line that is no rule, or one given twice. */
export function readProductRules({ agreement, rules }: RuleFile): ProductRule[] {
  const seen = new Set<string>();
  return rules.map((line) => {
    if (seen.has(line.hs)) throw new SyntaxError(`${agreement} has two rules for ${line.hs}`);
    seen.add(line.hs);
    return ruleOf(line);
  });
}

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
