import emirates from './inuaecepa.json' with { type: 'json' };
import { type ProductRule, type RuleFile, readProductRules, ruleFor } from './product-rules.ts';

/** The files of product-specific rules that are loaded. A further one is a file in this list. */
export const ruleFiles: readonly RuleFile[] = [emirates as RuleFile];

const loaded = new Map(ruleFiles.map((file) => [file.agreement, readProductRules(file)]));

/** The loaded rule of an agreement for a tariff code; null where none is. */
export function productRule(agreement: string, hs: string): ProductRule | null {
  return ruleFor(loaded.get(agreement) ?? [], hs);
}
