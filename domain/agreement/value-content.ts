import { addDecimals, decimal, formatDecimal, subtractDecimals } from '../decimal.ts';
import type { ReasoningStep } from '../refusal.ts';
import { compareShare, percentText, type Share } from '../share.ts';
import { splitByOrigin, sumOfMaterials, sumOfOtherParts } from './cost-figures.ts';
import type { CostedQuestion, OriginFailure } from './item-origin.ts';
import { originatingCountries, type Sourced } from './scheme.ts';

/**
 * Originating share of FOB by the direct method: (originating material + labour + overheads +
 * other costs + profit) / FOB. The indirect method, non-originating material / FOB, is worked out
 * beside it: on a cost sheet that adds up the two always make 100 %, so either gives one answer.
 */
export function valueContent(
  { scheme, number, figures }: CostedQuestion,
  { contentName, leastPercent }: { contentName: string; leastPercent: Sourced<string> },
): { step: ReasoningStep; share: Share; failures: OriginFailure[] } {
  const { originating, nonOriginating } = splitByOrigin(figures, originatingCountries(scheme));
  const own = sumOfMaterials(originating);
  const other = sumOfOtherParts(figures);
  const foreign = sumOfMaterials(nonOriginating);
  const share: Share = { part: addDecimals(own, other), whole: figures.fob };
  const percent = percentText(share);
  const satisfied = compareShare(share, decimal(leastPercent.value)) >= 0;
  const most = subtractDecimals(decimal('100'), decimal(leastPercent.value));
  const step: ReasoningStep = {
    rule: 'value-content',
    source: leastPercent.source,
    inputs: {
      method: 'direct',
      'originating materials': formatDecimal(own),
      labour: formatDecimal(figures.labour),
      overheads: formatDecimal(figures.overheads),
      'other costs': formatDecimal(figures.otherCosts),
      profit: formatDecimal(figures.profit),
      FOB: formatDecimal(figures.fob),
      'least percent': leastPercent.value,
      'non-originating materials': formatDecimal(foreign),
      'non-originating percent, indirect method': percentText({
        part: foreign,
        whole: figures.fob,
      }),
      'non-originating percent allowed': formatDecimal(most),
    },
    result:
      `${contentName} is ${formatDecimal(share.part)} of ${formatDecimal(figures.fob)}, ` +
      `${percent} % of FOB: ${satisfied ? 'not less' : 'less'} than ${leastPercent.value} %.`,
    satisfied,
  };
  const failure: OriginFailure = {
    code: 'value-content-too-low',
    pointer: '/origin/costSheet',
    message:
      `Item ${number}: its ${contentName} is ${percent} % of the FOB value; at least ` +
      `${leastPercent.value} % is required, and nothing is rounded up. Correct the cost sheet if ` +
      'it is wrong; otherwise the goods do not qualify under this agreement.',
  };
  return { step, share, failures: satisfied ? [] : [failure] };
}
