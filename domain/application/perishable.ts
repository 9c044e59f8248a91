import type { Sourced } from '../agreement/scheme.ts';
import { hsChapter, hsHeading } from '../identifier/hs.ts';
import type { CooApplication } from './application.ts';

/**
 * Goods that rapidly decay without the right storage, as WTO Trade Facilitation Agreement, Article
 * 7.9, defines perishable goods: chapters and headings of the Harmonized System. Frozen, dried and
 * preserved goods are not among them. No list of the DGFT is known; this one is read out of the
 * nomenclature's own words "live", "fresh" and "chilled".
 */
export const perishableGoods: Sourced<{
  chapters: readonly string[];
  headings: readonly string[];
}> = {
  value: {
    /** Live animals; live trees, plants and cut flowers. */
    chapters: ['01', '06'],
    headings: [
      // Meat and offal, fresh or chilled (0207 and 0206 hold frozen ones too).
      ...['0201', '0203', '0204', '0205', '0206', '0207', '0208'],
      // Fish and crustaceans, live, fresh or chilled.
      ...['0301', '0302', '0304', '0306', '0307', '0308'],
      // Milk, cream, butter milk, fresh cheese, eggs in shell.
      ...['0401', '0403', '0406', '0407'],
      // Vegetables, fresh or chilled.
      ...['0701', '0702', '0703', '0704', '0705', '0706', '0707', '0708', '0709'],
      // Fruit and nuts, fresh; ginger and turmeric, fresh ones too.
      ...['0803', '0804', '0805', '0806', '0807', '0808', '0809', '0810', '0910'],
    ],
  },
  source: 'WTO TFA Article 7.9 with the headings of the Harmonized System 2022',
  sure: 'inferred',
};

const { chapters, headings } = perishableGoods.value;

const spoils = (hs: string) => chapters.includes(hsChapter(hs)) || headings.includes(hsHeading(hs));

/** Whether any of the goods spoil, by the code that they are exported under. */
export const isPerishable = ({ items }: Pick<CooApplication, 'items'>): boolean =>
  items.some(({ hsExport }) => spoils(hsExport));
