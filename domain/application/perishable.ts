import type { Sourced } from '../agreement/scheme.ts';
import type { CooApplication } from './application.ts';

/**
 * Goods that rapidly decay without the right storage, as WTO Trade Facilitation Agreement, Article
 * 7.9, defines perishable goods: the codes of the Harmonized System that they begin with. Frozen,
 * dried and preserved goods are not among them. No list of the DGFT is known; this one is read out of
 * the nomenclature's own words "live", "fresh" and "chilled".
 */
export const perishableGoods: Sourced<readonly string[]> = {
  value: [
    // Live animals; live trees and plants, cut flowers.
    ...['01', '06'],
    // Meat, fresh or chilled: bovine, swine, sheep and goats, horses; edible offal; poultry.
    ...['0201', '020311', '020312', '020319', '020410', '020421', '020422', '020423'],
    ...['020610', '020630', '020680', '020711', '020713', '020724', '020726'],
    ...['020741', '020743', '020744', '020751', '020753', '020754'],
    // Fish: live, fresh or chilled, fillets of it; crustaceans and molluscs, live, fresh or chilled.
    ...['0301', '0302', '03043', '03044', '03045', '03063'],
    ...['030711', '030721', '030731', '030742', '030771', '030781', '030782', '030791'],
    // Milk and cream; fresh cheese; eggs in shell.
    ...['0401', '040610', '0407'],
    // Vegetables, fresh or chilled.
    ...['0701', '0702', '0703', '0704', '0705', '0706', '0707', '0708', '0709'],
    // Fruit that is exported fresh.
    ...['0803', '080430', '080440', '080450', '0805', '080610', '0807', '0808', '0809', '0810'],
  ],
  source: 'WTO TFA Article 7.9 with the headings of the Harmonized System 2022',
  sure: 'inferred',
};

const spoils = (hs: string) => perishableGoods.value.some((code) => hs.startsWith(code));

/** Whether any of the goods spoil, by the code that they are exported under. */
export const isPerishable = ({ items }: Pick<CooApplication, 'items'>): boolean =>
  items.some(({ hsExport }) => spoils(hsExport));
