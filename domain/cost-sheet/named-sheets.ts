import type { ApplicationItem, BroughtItem, CooApplication } from '../application/application.ts';

/** Whether an item names a cost sheet that is kept here instead of bringing one along. */
export const namesSheet = (
  origin: BroughtItem['origin'],
): origin is Exclude<BroughtItem['origin'], ApplicationItem['origin']> => 'costSheetId' in origin;

/** The ids of all cost sheets that an application names, each once. */
export const namedSheets = ({ items }: Pick<CooApplication, 'items'>): string[] => [
  ...new Set(items.flatMap(({ origin }) => (namesSheet(origin) ? [origin.costSheetId] : []))),
];
