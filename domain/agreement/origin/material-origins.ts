import type { ReasoningStep } from '../../refusal.ts';
import { citation } from '../sourced.ts';
import { roleOf, type ValuedMaterial } from './cost-figures.ts';
import type { CostedQuestion } from './item-origin.ts';

const nameOf = ({ name }: ValuedMaterial) => name;

function listed(materials: readonly ValuedMaterial[]): string {
  return materials.length === 0 ? 'none' : materials.map(nameOf).join('; ');
}

/** What the proof of a partner's material is; the officer asks for one that the sheet does not name. */
function proven(material: ValuedMaterial): string {
  const { evidence } = material;
  const proof = evidence
    ? `by proof ${evidence.number} of ${evidence.date}, ${evidence.issuer}`
    : 'its proof of origin is not named, so the officer asks for it';
  return `${material.name}, ${proof}`;
}

function specialRoles({ figures }: CostedQuestion): string {
  const named = figures.materials.filter((material) => roleOf(material) !== 'input');
  if (named.length === 0) return '';
  const list = named.map((one) => `${one.name} is ${roleOf(one)}`);
  return ` Counted by what they are: ${list.join('; ')}.`;
}

/** The first step of every determination by cost sheet: which materials count as originating. */
export function materialOriginsStep(question: CostedQuestion): ReasoningStep {
  const { figures, originatingIn, split } = question;
  const { cumulation } = question.scheme;
  const cumulated = split.originating.filter(
    ({ origin }) => origin !== 'IN' && origin !== null && originatingIn.includes(origin),
  );
  const byCumulation =
    cumulated.length === 0
      ? ''
      : ` By ${cumulation.value} cumulation originating: ${cumulated.map(proven).join('; ')}.`;
  const inputs: Record<string, string> = { 'originating in': originatingIn.join(', ') };
  for (const { place, name, value, basis } of figures.materials) {
    inputs[place] = `${name}: ${value} ${basis}`;
  }
  return {
    rule: 'origin-of-materials',
    source: citation(cumulation),
    inputs,
    result:
      `Originating: ${listed(split.originating)}. Non-originating: ` +
      `${listed(split.nonOriginating)}.${byCumulation}${specialRoles(question)} ` +
      'A material of undetermined origin counts as non-originating.',
    satisfied: true,
  };
}
