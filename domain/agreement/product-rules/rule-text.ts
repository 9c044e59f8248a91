import { compareDecimals, decimal, parseDecimal } from '../../decimal.ts';
import type { OriginTest, TariffShiftLevel, ValueMethod } from '../origin-rule.ts';
import type { Sourced } from '../sourced.ts';

/** Where a rule of the file stands and how sure it is. */
export type RuleSource = Pick<Sourced<unknown>, 'source' | 'sure'>;

/** Methods by the words that the file has for them. `VA` leaves the method to the maker: the best. */
const methods: Readonly<Record<string, ValueMethod>> = {
  VA: 'build-down',
  'build-down': 'build-down',
  'build-up': 'build-up',
  'build-up-materials': 'build-up-materials',
  direct: 'direct',
  'net-cost': 'net-cost',
  max: 'max-non-originating',
};

const whole = decimal('100');
const shifts: readonly TariffShiftLevel[] = ['CC', 'CTH', 'CTSH'];
const tokenForm = /\s*(\(|\)|\+|or\b|of ex-works\b|except\b|[A-Za-z][A-Za-z-]*|\d+(?:\.\d+)?|,)/y;

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  const form = new RegExp(tokenForm);
  for (let at = 0; at < text.trimEnd().length; at = form.lastIndex) {
    form.lastIndex = at;
    const found = form.exec(text);
    if (!found?.[1]) throw new SyntaxError(`Not a rule of origin from here: "${text.slice(at)}"`);
    tokens.push(found[1]);
  }
  return tokens;
}

/**
 * Reads a rule as the files write it: `CC`, `CTH`, `CTSH` with or without `except 5208, 5209`,
 * `VA 40`, `build-up 35`, `max 60`, `PE` (originating materials alone), `of ex-works` after a figure,
 * joined by `+` (both) and `or` (either), `+` binding closer, with parentheses. Throws a SyntaxError.
 */
export function readRule(text: string, where: RuleSource): OriginTest {
  const tokens = tokensOf(text);
  let next = 0;
  const take = (): string => tokens[next++] ?? '';
  const taken = (token: string): boolean => {
    if (tokens[next] !== token) return false;
    next += 1;
    return true;
  };

  function list(joint: string, part: () => OriginTest, test: 'all-of' | 'any-of'): OriginTest {
    const parts = [part()];
    while (taken(joint)) parts.push(part());
    const [only] = parts;
    return parts.length === 1 && only ? only : { test, of: parts };
  }
  const either = (): OriginTest => list('or', both, 'any-of');
  function both(): OriginTest {
    return list('+', factor, 'all-of');
  }

  function exceptions(): readonly string[] {
    const codes: string[] = [];
    if (!taken('except')) return codes;
    do {
      const code = take();
      if (!/^(?:\d{2}|\d{4}|\d{6})$/.test(code))
        throw new SyntaxError(`"${code}" is no tariff code in "${text}"`);
      codes.push(code);
    } while (taken(','));
    return codes;
  }

  function factor(): OriginTest {
    if (taken('(')) {
      const inner = either();
      if (!taken(')')) throw new SyntaxError(`A parenthesis is open in "${text}"`);
      return inner;
    }
    const word = take();
    if (word === 'PE') {
      return { test: 'originating-materials-only', rule: { value: true, ...where } };
    }
    const level = shifts.find((one) => one === word);
    if (level !== undefined) {
      const except = exceptions();
      const shift = { test: 'tariff-shift', level: { value: level, ...where } } as const;
      return except.length === 0 ? shift : { ...shift, except };
    }
    const method = Object.hasOwn(methods, word) ? methods[word] : undefined;
    const percent = take();
    const figure = parseDecimal(percent);
    const isShare = figure !== null && figure.units >= 0n && compareDecimals(figure, whole) <= 0;
    if (method === undefined || !isShare) {
      throw new SyntaxError(`"${word} ${percent}" is no test of origin in "${text}"`);
    }
    const base = taken('of ex-works') ? 'ex-works' : 'FOB';
    const name = method === 'max-non-originating' ? 'Non-originating material' : 'Value content';
    return { test: 'value-content', name, method, base, percent: { value: percent, ...where } };
  }

  const rule = either();
  if (next < tokens.length) throw new SyntaxError(`"${tokens[next]}" is too much in "${text}"`);
  return rule;
}
