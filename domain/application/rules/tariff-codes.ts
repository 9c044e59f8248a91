import { hsChapter, hsHeading, hsSubheading, isHs, isHs6, isHs8 } from '../../identifier/hs.ts';
import type { Refusal } from '../../refusal.ts';
import { refusal } from '../../refusal-codes.ts';
import type { ApplicationItem } from '../application.ts';
import type { ApplicationRule } from '../question.ts';

/*
 * The importing country may still use HS 2017 (or already 2028). Goods of these headings changed
 * chapter between the editions of 2012, 2017 and 2022 (known from the correlation tables): drones,
 * flat panel modules, LED lamps, electronic cigarettes, tobacco substitutes, placebos, test kits,
 * tripods, unmanned aircraft parts.
 */
const headingsThatChangedChapter = [
  '2404 3002 3006 3822 3824 8524 8525 8529 8531 8539 8541 8543 8802 8803 8806 8807 9013 9405 9620',
]
  .join(' ')
  .split(' ');

/** Importing countries' codes have six digits of the Harmonized System and up to four of their own. */
function isImportCode(code: string): boolean {
  return /^\d{6,10}$/.test(code) && isHs6(hsSubheading(code));
}

function malformed(code: string, pointer: string, form: string): Refusal {
  return refusal('hs-code-malformed', pointer, `"${code}" is not a tariff code; give ${form}.`);
}

function ofItem({ hsExport, hsImport, origin }: ApplicationItem, index: number): Refusal[] {
  const at = `/items/${index}`;
  const refusals: Refusal[] = [];
  if (!isHs8(hsExport)) {
    const form = 'the eight digits of ITC(HS)';
    refusals.push(malformed(hsExport, `${at}/hsExport`, form));
  }
  if (!isImportCode(hsImport)) {
    const form = "six to ten digits of the importing country's tariff";
    refusals.push(malformed(hsImport, `${at}/hsImport`, form));
  }
  const moved = [hsExport, hsImport].some((code) =>
    headingsThatChangedChapter.includes(hsHeading(code)),
  );
  if (refusals.length === 0 && hsChapter(hsExport) !== hsChapter(hsImport) && !moved) {
    const message =
      `Item ${index + 1} has export code ${hsExport} but import code ${hsImport}: different ` +
      'chapters, so different goods. Correct whichever is wrong.';
    refusals.push(refusal('hs-codes-disagree', `${at}/hsImport`, message));
  }
  const materials = 'costSheet' in origin ? origin.costSheet.materials : [];
  materials.forEach(({ hs }, material) => {
    if (isHs(hs)) return;
    const pointer = `${at}/origin/costSheet/materials/${material}/hs`;
    refusals.push(malformed(hs, pointer, 'six or eight digits'));
  });
  return refusals;
}

/** Tariff codes can be ones, and the product's two codes can mean the same goods. */
export const tariffCodesAgree: ApplicationRule = ({ application }) =>
  application.items.flatMap(ofItem);
