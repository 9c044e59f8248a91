import { addDecimals, formatDecimal } from '../../decimal.ts';
import type { ReasoningStep } from '../../refusal.ts';
import { citation, type Sourced } from '../sourced.ts';
import type { CostedQuestion, OriginFailure, TestAnswer } from './item-origin.ts';

/**
 * Non-preferential origin of manufactured goods. The law asks that imported inputs undergo more
 * than simple operations (sorting, packing, mixing, simple assembly and the like). A cost sheet
 * cannot show an operation; it shows that work was done here. Beside this stands a test that no
 * imported input already was the product. What is left to judge, the officer judges.
 */
export function workInIndia(
  { figures, number, split: { nonOriginating } }: CostedQuestion,
  rule: Sourced<unknown>,
): TestAnswer {
  const work = addDecimals(figures.labour, figures.overheads);
  const satisfied = nonOriginating.length === 0 || work.units > 0n;
  const step: ReasoningStep = {
    rule: 'work-in-india',
    source: citation(rule),
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
  return { steps: [step], failures: satisfied ? [] : [failure] };
}
