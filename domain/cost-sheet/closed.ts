import type { CooApplication } from '../application/application.ts';
import type { Refusal } from '../refusal.ts';
import { refusal } from '../refusal-codes.ts';
import { namesSheet } from './named-sheets.ts';

/**
 * What a customs agent is told who would apply by a sheet that its exporter has not opened to him: an
 * examination would tell him its figures.
 */
export function sheetsClosed({ items }: Pick<CooApplication, 'items'>): Refusal {
  const index = items.findIndex(({ origin }) => namesSheet(origin));
  const message =
    'A cost sheet is named that the exporter has not opened to you. Ask for it to be opened, or let the exporter send this.';
  return refusal('cost-sheet-not-shared', `/items/${index}/origin/costSheetId`, message);
}
