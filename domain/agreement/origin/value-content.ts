import {
  compareDecimals,
  type Decimal,
  decimal,
  formatDecimal,
  multiplyDecimals,
  subtractDecimals,
} from '../../decimal.ts';
import type { ReasoningStep } from '../../refusal.ts';
import { compareShare, percentText, type Share } from '../../share.ts';
import type { ValueTest } from '../origin-rule.ts';
import { citation } from '../sourced.ts';
import type { CostedQuestion, OriginFailure, TestAnswer } from './item-origin.ts';
import {
  isLimit,
  nonOriginatingShare,
  originatingShare,
  shareBy,
  type ValueSums,
  valueSums,
} from './value-share.ts';

const hundred = decimal('100');
const zero = decimal('0');

/** The figures that the method looks at, by name. */
function inputsOf({ figures }: CostedQuestion, test: ValueTest, sums: ValueSums) {
  const { method, base, percent } = test;
  const parts = {
    'originating materials': formatDecimal(sums.originating),
    labour: formatDecimal(figures.labour),
    overheads: formatDecimal(figures.overheads),
    'other costs': formatDecimal(figures.otherCosts),
    profit: formatDecimal(figures.profit),
  };
  const foreign = { 'non-originating materials': formatDecimal(sums.nonOriginating) };
  const value = { [base]: formatDecimal(sums.base) };
  const limit = {
    [isLimit(method) ? 'most percent' : 'least percent']: percent.value,
  };
  switch (method) {
    case 'direct':
      return {
        method,
        ...parts,
        ...value,
        ...limit,
        ...foreign,
        'non-originating percent, indirect method': percentText(nonOriginatingShare(sums)),
        'non-originating percent allowed': formatDecimal(
          subtractDecimals(hundred, decimal(percent.value)),
        ),
      };
    case 'build-up':
      return { method, ...parts, ...value, ...limit };
    case 'build-up-materials':
      return {
        method,
        'originating materials': parts['originating materials'],
        ...value,
        ...limit,
      };
    case 'net-cost':
      return { method, ...foreign, profit: parts.profit, ...value, ...limit };
    case 'india-alone':
      return {
        method,
        ...foreign,
        "partners' materials": formatDecimal(sums.cumulated),
        ...value,
        ...limit,
      };
    case 'build-down':
    case 'indirect':
    case 'max-non-originating':
      return { method, ...foreign, ...value, ...limit };
  }
}

/** What is lacking, or too much, exactly: the asked percentage of the whole against the part. */
function gap({ percent }: ValueTest, { part, whole }: Share): string {
  const { units, scale } = multiplyDecimals(whole, decimal(percent.value));
  const asked: Decimal = { units, scale: scale + 2 };
  const { units: difference, scale: places } = subtractDecimals(asked, part);
  const text = formatDecimal({ units: difference < 0n ? -difference : difference, scale: places });
  return text.replace(/(\.\d\d\d*?)0+$/, '$1');
}

/** The rule measures by the ex-works price, which the sheet does not name. */
function exWorksMissing({ number }: CostedQuestion, { name, percent }: ValueTest): TestAnswer {
  const result = `${name} is a share of the ex-works price, which the cost sheet does not name.`;
  return {
    steps: [
      { rule: 'value-content', source: citation(percent), inputs: {}, result, satisfied: false },
    ],
    failures: [
      {
        code: 'ex-works-missing',
        pointer: '/origin/costSheet/exWorks',
        message: `Item ${number}: ${result} Add exWorks to the cost sheet.`,
      },
    ],
  };
}

function isSatisfied({ method, percent }: ValueTest, share: Share): boolean {
  if (compareDecimals(share.whole, zero) <= 0) return false;
  const compared = compareShare(share, decimal(percent.value));
  return isLimit(method) ? compared <= 0 : compared >= 0;
}

/**
 * A share of the value against the agreement's figure, by the test's own method, compared without
 * dividing or rounding. `share` is the originating one, whichever the method limits.
 */
export function valueContent(question: CostedQuestion, test: ValueTest): TestAnswer {
  const { name, method, base, percent } = test;
  const sums = valueSums(question, base);
  if (sums === null) return exWorksMissing(question, test);
  const share = shareBy(method, sums);
  const satisfied = isSatisfied(test, share);
  const shown = compareDecimals(share.whole, zero) > 0 ? percentText(share) : '0';
  const of = method === 'net-cost' ? 'net cost' : base;
  const verdict = isLimit(method)
    ? `${satisfied ? 'not more' : 'more'} than ${percent.value} %`
    : `${satisfied ? 'not less' : 'less'} than ${percent.value} %`;
  const step: ReasoningStep = {
    rule: 'value-content',
    source: citation(percent),
    inputs: inputsOf(question, test, sums),
    result:
      `${name} is ${formatDecimal(share.part)} of ${formatDecimal(share.whole)}, ` +
      `${shown} % of ${of}: ${verdict}.`,
    satisfied,
  };
  const asked = isLimit(method)
    ? `at most ${percent.value} % is allowed`
    : `at least ${percent.value} % is required`;
  const failure = (): OriginFailure => ({
    code: 'value-content-too-low',
    pointer: '/origin/costSheet',
    message:
      `Item ${question.number}: its ${name} is ${shown} % of the ${of === 'FOB' ? 'FOB value' : of}; ` +
      `${asked}, and nothing is rounded up. ` +
      `${gap(test, share)} ${isLimit(method) ? 'is too much' : 'is missing'}. Correct the cost ` +
      'sheet if it is wrong; otherwise the goods do not qualify under this agreement.',
  });
  return {
    steps: [step],
    failures: satisfied ? [] : [failure()],
    share: isLimit(method) ? originatingShare(sums) : share,
  };
}
