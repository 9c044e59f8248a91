import type { ReasoningStep } from '../../refusal.ts';
import { citation, type Sourced } from '../sourced.ts';
import type { CostedQuestion, TestAnswer } from './item-origin.ts';

/** Goods made of originating materials alone: no material may be non-originating or undetermined. */
export function originatingMaterialsOnly(
  { number, originatingIn, split: { nonOriginating } }: CostedQuestion,
  rule: Sourced<unknown>,
): TestAnswer {
  const foreign = nonOriginating.map(({ name }) => name);
  const step: ReasoningStep = {
    rule: 'originating-materials-only',
    source: citation(rule),
    inputs: { 'originating in': originatingIn.join(', ') },
    result:
      foreign.length === 0
        ? 'Every material originates: the goods are made of originating materials alone.'
        : `Not originating: ${foreign.join('; ')}.`,
    satisfied: foreign.length === 0,
  };
  return {
    steps: [step],
    failures: nonOriginating.map((material) => ({
      code: 'material-not-originating',
      pointer: `/origin/costSheet/materials/${material.index}/origin`,
      message:
        `Item ${number}: ${material.name} is not originating, and the goods must be made ` +
        'of originating materials alone. Correct its origin if it is wrong, or use other material.',
    })),
  };
}
