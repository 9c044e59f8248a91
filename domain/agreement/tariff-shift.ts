import type { ReasoningStep } from '../refusal.ts';
import { splitByOrigin } from './cost-figures.ts';
import type { CostedQuestion, TestAnswer } from './item-origin.ts';
import { nameOfMaterial } from './material-origins.ts';
import type { TariffShiftTest } from './origin-rule.ts';
import { citation } from './sourced.ts';

const levels = {
  CC: { digits: 2, name: 'chapter' },
  CTH: { digits: 4, name: 'heading' },
  CTSH: { digits: 6, name: 'subheading' },
} as const;

/**
 * Tests every non-originating material against the product: it must be classified elsewhere at the
 * asked level. Originating materials are not tested, even in the product's own subheading. Materials
 * may be classified by India's edition of the Harmonized System or the importing country's, so the
 * product's export and import codes both count as its own.
 */
export function tariffShift(
  { item, number, figures, originatingIn }: CostedQuestion,
  { level, refusedAs }: TariffShiftTest,
): TestAnswer {
  const { digits, name } = levels[level.value];
  const own = [...new Set([item.hsImport.slice(0, digits), item.hsExport.slice(0, digits)])];
  const product = own.join(' or ');
  const { nonOriginating } = splitByOrigin(figures, originatingIn);
  const unchanged = nonOriginating.filter((material) => own.includes(material.hs.slice(0, digits)));
  const tested = nonOriginating.map((material): [string, string] => [
    `material ${material.index + 1}`,
    `${nameOfMaterial(material)}: ${material.hs.slice(0, digits)}`,
  ]);
  const result =
    nonOriginating.length === 0
      ? `There are no non-originating materials, so no change of ${name} is needed.`
      : unchanged.length === 0
        ? `Every non-originating material changes ${name} to ${product}.`
        : `Without change of ${name} from ${product}: ${unchanged.map(nameOfMaterial).join('; ')}.`;
  const step: ReasoningStep = {
    rule: 'tariff-shift',
    source: citation(level),
    inputs: { level: level.value, product, ...Object.fromEntries(tested) },
    result,
    satisfied: unchanged.length === 0,
  };
  return {
    steps: [step],
    failures: unchanged.map((material) => ({
      code: refusedAs ?? 'tariff-shift-missing',
      pointer: `/origin/costSheet/materials/${material.index}/hs`,
      message:
        `Item ${number}: ${nameOfMaterial(material)} is not originating and has the product's own ` +
        `${name} ${product}, so it was not made into a product of another ${name}. ` +
        'Correct its tariff code if it is wrong, or use originating material.',
    })),
  };
}
