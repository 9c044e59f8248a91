import type { ReasoningStep } from '../refusal.ts';
import { splitByOrigin, type ValuedMaterial } from './cost-figures.ts';
import type { CostedQuestion } from './item-origin.ts';
import { citation } from './sourced.ts';

/** How a material is named in reasoning and messages. */
export function nameOfMaterial({ description, hs, origin }: ValuedMaterial): string {
  return `${description} (${hs}, ${origin ?? 'origin undetermined'})`;
}

function listed(materials: readonly ValuedMaterial[]): string {
  return materials.length === 0 ? 'none' : materials.map(nameOfMaterial).join('; ');
}

/** The first step of every determination by cost sheet: which materials count as originating. */
export function materialOriginsStep({
  scheme: { cumulation },
  figures,
  originatingIn,
}: CostedQuestion): ReasoningStep {
  const { originating, nonOriginating } = splitByOrigin(figures, originatingIn);
  const cumulated = originating.filter(({ origin }) => origin !== 'IN');
  const byCumulation =
    cumulated.length === 0
      ? ''
      : ` By ${cumulation.value} cumulation originating: ${listed(cumulated)}.`;
  const values = figures.materials.map((material): [string, string] => [
    `material ${material.index + 1}`,
    `${nameOfMaterial(material)}: ${material.value} ${material.basis}`,
  ]);
  return {
    rule: 'origin-of-materials',
    source: citation(cumulation),
    inputs: { 'originating in': originatingIn.join(', '), ...Object.fromEntries(values) },
    result:
      `Originating: ${listed(originating)}. Non-originating: ${listed(nonOriginating)}.` +
      `${byCumulation} A material of undetermined origin counts as non-originating.`,
    satisfied: true,
  };
}
