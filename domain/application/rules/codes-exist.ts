import { hsSubheading } from '../../identifier/hs.ts';
import { refusal } from '../../refusal-codes.ts';
import type { ApplicationRule } from '../question.ts';

/** Chapters 98 and 99 are India's own: no edition of the Harmonized System has them. */
const isNational = (code: string) => code.startsWith('98') || code.startsWith('99');

type Coded = { hsExport: string; origin: object };
type Material = { hs: string };

const materialsOf = (origin: object): readonly Material[] =>
  'costSheet' in origin ? (origin.costSheet as { materials: Material[] }).materials : [];

function codesOf(items: readonly Coded[]): { code: string; pointer: string }[] {
  const all = items.flatMap(({ hsExport, origin }, index) => [
    { code: hsExport, pointer: `/items/${index}/hsExport` },
    ...materialsOf(origin).map(({ hs }, material) => ({
      code: hs,
      pointer: `/items/${index}/origin/costSheet/materials/${material}/hs`,
    })),
  ]);
  return all.filter(({ code }) => /^\d{6,8}$/.test(code) && !isNational(code));
}

/** The six-digit codes of items that an edition of the Harmonized System must have, each once. */
export const codesToLookUp = (items: readonly Coded[]): string[] => [
  ...new Set(codesOf(items).map(({ code }) => hsSubheading(code))),
];

/**
 * Codes of goods and materials are in the loaded edition of the Harmonized System, where one is. The
 * importing country's code is not asked: it may count by another edition.
 */
export const codesExist: ApplicationRule = ({ application, unlisted }) =>
  codesOf(application.items)
    .filter(({ code }) => unlisted?.hs.includes(hsSubheading(code)))
    .map(({ code, pointer }) => {
      const message = `The Harmonized System has no subheading ${hsSubheading(code)}; correct "${code}".`;
      return refusal('hs-code-not-in-edition', pointer, message);
    });
