import { addDecimals, formatDecimal } from '../decimal.ts';
import type { ReasoningStep } from '../refusal.ts';
import { splitByOrigin } from './cost-figures.ts';
import type { CostedQuestion, OriginAnswer, OriginFailure } from './item-origin.ts';
import { materialOriginsStep } from './material-origins.ts';
import { originatingCountries, type Sourced, type TariffShiftLevel } from './scheme.ts';
import { tariffShift } from './tariff-shift.ts';

function workStep(question: CostedQuestion, source: string) {
  const { figures, number, scheme } = question;
  const { nonOriginating } = splitByOrigin(figures, originatingCountries(scheme));
  const work = addDecimals(figures.labour, figures.overheads);
  const satisfied = nonOriginating.length === 0 || work.units > 0n;
  const step: ReasoningStep = {
    rule: 'work-in-india',
    source,
    inputs: { 'labour and overheads': formatDecimal(work) },
    result: satisfied
      ? 'The imported inputs, if any, were worked on in India.'
      : 'There are imported inputs, but neither labour nor overheads: nothing was made in India.',
    satisfied,
  };
  const failure: OriginFailure = {
    code: 'indian-processing-missing',
    pointer: '/origin/costSheet/labour',
    message:
      `Item ${number}: it has imported inputs but neither labour nor overheads in India. ` +
      'Complete the cost sheet; goods that were only traded or repacked are not of Indian origin.',
  };
  return { step, failures: satisfied ? [] : [failure] };
}

/**
 * Non-preferential origin of manufactured goods. The law asks that imported inputs undergo more
 * than simple operations (sorting, packing, mixing, simple assembly and the like). A cost sheet
 * cannot show an operation; it shows that work was done here and that no imported input already
 * was the product, classified in its subheading. What is left to judge, the officer judges.
 */
export function indianProcessing(
  question: CostedQuestion,
  rule: { processing: Sourced<TariffShiftLevel>; criterion: Sourced<string> },
): OriginAnswer {
  const work = workStep(question, rule.processing.source);
  const shift = tariffShift(question, rule.processing, 'indian-processing-missing');
  return {
    criterion: rule.criterion.value,
    reasoning: [materialOriginsStep(question), work.step, shift.step],
    failures: [...work.failures, ...shift.failures],
  };
}
