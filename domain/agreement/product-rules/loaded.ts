import type { ProductRule } from '../origin-rule.ts';
import emirates from './inuaecepa.json' with { type: 'json' };
import { type RuleFile, type RuleLine, readProductRules } from './product-rules.ts';

/** The files of product-specific rules that are loaded. A further one is a file in this list. */
export const ruleFiles: readonly RuleFile[] = [emirates as RuleFile];

const loaded = new Map(ruleFiles.map((file) => [file.agreement, readProductRules(file)]));

/** The lines of an agreement's file, as they stand there; none without a file. */
export const linesInFile = (agreement: string): readonly RuleLine[] =>
  ruleFiles.find((file) => file.agreement === agreement)?.rules ?? [];

/** The same, read. */
export const loadedRules = (agreement: string): readonly ProductRule[] =>
  loaded.get(agreement) ?? [];
