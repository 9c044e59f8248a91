import { decimal, formatDecimal } from '../../decimal.ts';
import { hsChapter } from '../../identifier/hs.ts';
import type { ReasoningStep } from '../../refusal.ts';
import { compareShare, percentText, type Share } from '../../share.ts';
import type { TariffShiftTest } from '../origin-rule.ts';
import { citation } from '../sourced.ts';
import { roleOf, sumOfMaterials, type ValuedMaterial } from './cost-figures.ts';
import type { CostedQuestion, TestAnswer } from './item-origin.ts';

const levels = {
  CC: { digits: 2, name: 'chapter' },
  CTH: { digits: 4, name: 'heading' },
  CTSH: { digits: 6, name: 'subheading' },
} as const;

/** Whether so little is unchanged that the agreement lets it pass; null where it has no such rule. */
function deMinimisOf({ scheme, item, figures }: CostedQuestion, unchanged: ValuedMaterial[]) {
  const rule = scheme.deMinimis.value;
  const chapter = Number(hsChapter(item.hsImport));
  if (rule === null || unchanged.length === 0) return null;
  if (rule.exceptChapters.some(([first, last]) => chapter >= first && chapter <= last)) return null;
  const share: Share = { part: sumOfMaterials(unchanged), whole: figures.fob };
  return { rule, share, within: compareShare(share, decimal(rule.percent)) <= 0 };
}

/**
 * Tests every non-originating material against the product: it must be classified elsewhere at the
 * asked level. Originating materials are not tested, even in the product's own subheading; nor are
 * packaging and accessories, which are classified with the goods, and articles of a set. Materials
 * may be classified by India's edition of the Harmonized System or the importing country's, so the
 * product's export and import codes both count as its own.
 */
export function tariffShift(
  question: CostedQuestion,
  { level, except = [], refusedAs }: TariffShiftTest,
): TestAnswer {
  const { item, number, scheme, split } = question;
  const { digits, name } = levels[level.value];
  const own = [...new Set([item.hsImport.slice(0, digits), item.hsExport.slice(0, digits)])];
  const product = own.join(' or ');
  const tested = split.nonOriginating.filter((material) => roleOf(material) === 'input');
  const unchanged = tested.filter(
    ({ hs }) =>
      own.includes(hs.slice(0, digits)) || except.some((excluded) => hs.startsWith(excluded)),
  );
  const small = deMinimisOf(question, unchanged);
  const satisfied = unchanged.length === 0 || small?.within === true;
  const names = unchanged.map((material) => material.name).join('; ');
  const tolerated =
    small === null
      ? ''
      : ` Together ${formatDecimal(small.share.part)} of ${formatDecimal(small.share.whole)}, ` +
        `${percentText(small.share)} % of FOB: ${small.within ? 'not more' : 'more'} than the ` +
        `${small.rule.percent} % that need no change (${citation(scheme.deMinimis)}).`;
  const result =
    tested.length === 0
      ? `There are no non-originating materials, so no change of ${name} is needed.`
      : unchanged.length === 0
        ? `Every non-originating material changes ${name} to ${product}.`
        : `Without change of ${name} from ${product}: ${names}.${tolerated}`;
  const inputs: Record<string, string> = { level: level.value, product };
  if (except.length > 0) inputs['except from'] = except.join(', ');
  for (const material of tested) {
    inputs[material.place] = `${material.name}: ${material.hs.slice(0, digits)}`;
  }
  const step: ReasoningStep = {
    rule: 'tariff-shift',
    source: citation(level),
    inputs,
    result,
    satisfied,
  };
  const failures = unchanged.map((material) => ({
    code: refusedAs ?? ('tariff-shift-missing' as const),
    pointer: `/origin/costSheet/materials/${material.index}/hs`,
    message:
      `Item ${number}: ${material.name} is not originating and has the product's own ` +
      `${name} ${product}, so it was not made into a product of another ${name}. ` +
      'Correct its tariff code if it is wrong, or use originating material.',
  }));
  return { steps: [step], failures: satisfied ? [] : failures };
}
