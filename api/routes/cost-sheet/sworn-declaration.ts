import { readExporter } from '../../../db/queries/dgft/exporter.ts';
import { swornDeclarationPdf } from '../../../document/sworn-declaration/pdf.ts';
import { swornDeclaration } from '../../../domain/cost-sheet/sworn-declaration.ts';
import { endpoint } from '../../endpoint.ts';
import { problem } from '../../problem/problem.ts';
import { costSheetPath, versionQuery } from '../../schemas/cost-sheet/cost-sheet.ts';
import { todayInIndia } from '../../today.ts';
import { tag } from './cost-sheets.ts';
import { sheetAnswer, sheetFor } from './readable.ts';

export const swornDeclarationEndpoint = endpoint({
  method: 'get',
  path: '/cost-sheets/{id}/sworn-declaration.pdf',
  tag,
  summary: 'The sworn declaration of the India-MERCOSUR agreement, to be signed',
  description:
    'Inputs by origin with tariff code, CIF value in US dollars and share, by the figures of the sheet: ' +
    'it must be in dollars, or in rupees with the notified rate of the dollar.',
  pathSchema: costSheetPath,
  querySchema: versionQuery,
  answers: { 200: { description: 'PDF, as attachment', mediaType: 'application/pdf' } },
  problems: ['declaration-needs-dollars'],
  handle: async ({ account, path, query, api: { database } }) => {
    const row = await sheetFor(database, account, 'view', path.id);
    const shown = await sheetAnswer(database, account, row, query.version);
    const record = (await readExporter(database, row.iec))?.record;
    const { name = '', address = [] } = record ?? {};
    const of = { ...shown, version: shown.shownVersion };
    const declaration = swornDeclaration(of, { name, address, iec: row.iec }, todayInIndia());
    if (!declaration) {
      throw problem('declaration-needs-dollars', `The sheet is in ${shown.sheet.currency}.`);
    }
    const bytes = await swornDeclarationPdf(declaration);
    return { status: 200, file: { type: 'application/pdf', bytes, name: 'sworn-declaration.pdf' } };
  },
});
