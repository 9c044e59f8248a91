import { isLimit } from './origin/value-share.ts';
import type { OriginTest, ValueTest } from './origin-rule.ts';

function valueWords({ name, method, base, percent }: ValueTest): string {
  const bound = isLimit(method) ? 'at most' : 'at least';
  return `${name} ${bound} ${percent.value} % of ${base} (${method})`;
}

/** What a test asks, in a line. */
export function ruleWords(test: OriginTest): string {
  switch (test.test) {
    case 'tariff-shift':
      return test.except
        ? `${test.level.value} except ${test.except.join(', ')}`
        : test.level.value;
    case 'value-content':
      return valueWords(test);
    case 'work-in-india':
      return 'work in India';
    case 'originating-materials-only':
      return 'originating materials alone';
    case 'all-of':
      return test.of.map(ruleWords).join(' + ');
    case 'any-of':
      return `(${test.of.map(ruleWords).join(' or ')})`;
  }
}
