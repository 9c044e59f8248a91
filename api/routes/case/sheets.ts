import { findCase, replaceDraft } from '../../../db/queries/case/application.ts';
import { findQuotedCase } from '../../../db/queries/case/quoted-case.ts';
import { itemRefusals } from '../../../domain/application/item-refusals.ts';
import { isHs } from '../../../domain/identifier/hs.ts';
import { allow, mayReach } from '../../authority.ts';
import { caseAnswer } from '../../case-answer.ts';
import { endpoint, publicEndpoint } from '../../endpoint.ts';
import { problem } from '../../problem/problem.ts';
import { applicationPath } from '../../schemas/addresses.ts';
import { applicationAnswer } from '../../schemas/case/answers.ts';
import { item } from '../../schemas/case/application.ts';
import {
  keptMaterial,
  materialListAnswer,
  templatePath,
} from '../../schemas/cost-sheet/cost-sheet.ts';
import { ifMatchHeader, revisionOfIfMatch } from '../../schemas/if-match.ts';
import { cellError, cellsRefused, placeColumns, readRows } from '../../sheets/columns.ts';
import { itemColumns, itemOf } from '../../sheets/item-columns.ts';
import { materialColumns, materialOf } from '../../sheets/material-columns.ts';
import { readTable } from '../../sheets/read-table.ts';
import { csvTemplate, xlsxTemplate } from '../../sheets/template.ts';
import { todayInIndia } from '../../today.ts';

const itemsAtMost = 500;
const materialsAtMost = 200;
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const sheetEndpoints = [
  endpoint({
    method: 'put',
    path: '/applications/{id}/items',
    tag: 'Applications',
    summary: 'Replace the items of a draft by those of a sheet',
    description:
      'CSV or XLSX in the field `file`, as the templates have it, with up to 500 items. Every cell that ' +
      'is not as it should be is named, and then nothing is changed. Origin is WO or the id of a cost ' +
      'sheet. Formulas are not worked out: what the spreadsheet last showed counts.',
    pathSchema: applicationPath,
    headers: ifMatchHeader,
    bodyKind: 'file',
    answers: { 200: { description: 'The draft with its new items', schema: applicationAnswer } },
    problems: [
      'bad-file-upload',
      'sheet-refused',
      'sheet-cells-refused',
      'if-match-missing',
      'stage-forbids-action',
      'revision-stale',
    ],
    handle: async ({ account, path, request, file, api: { database } }) => {
      const one = allow(account, 'edit', await findCase(database, path.id));
      const expectedRevision = revisionOfIfMatch(request);
      if (one.purpose === 'true-copy') {
        throw problem('stage-forbids-action', 'A true copy says what the original says.');
      }
      const placed = placeColumns(await readTable(await file(), itemsAtMost), itemColumns);
      const content = { ...one.content, items: readRows(placed, item, itemOf) };
      const errors = itemRefusals(content, todayInIndia()).map(({ pointer, message }) => {
        const [, , index = '0', ...place] = (pointer ?? '').split('/');
        return cellError(placed, Number(index), place.join('/'), message);
      });
      if (errors.length > 0) throw cellsRefused(errors);
      const draft = { id: one.id, officeId: one.officeId, content, expectedRevision };
      const by = { accountId: account.accountId, role: account.role };
      const row = await database.transaction((own) => replaceDraft(own, draft, by));
      if (!row) {
        throw problem('revision-stale', `The draft is not at revision ${expectedRevision}.`);
      }
      const shown = await findQuotedCase(database, one.id);
      if (!shown) throw problem('not-found', 'The draft is gone.');
      const headers = { ETag: `"${shown.revision}"` };
      return { status: 200, body: caseAnswer(account, shown), headers };
    },
  }),
  endpoint({
    method: 'post',
    path: '/material-lists',
    tag: 'Cost sheets',
    summary: 'Read the materials of a cost sheet from a sheet',
    description: 'CSV or XLSX in the field `file`, up to 200 materials. Nothing is kept.',
    bodyKind: 'file',
    answers: { 200: { description: 'The materials', schema: materialListAnswer } },
    problems: ['bad-file-upload', 'sheet-refused', 'sheet-cells-refused'],
    handle: async ({ account, file }) => {
      mayReach(account, 'calculate', 'cost-sheet');
      const placed = placeColumns(await readTable(await file(), materialsAtMost), materialColumns);
      const materials = readRows(placed, keptMaterial, materialOf);
      const errors = materials.flatMap(({ hs }, index) =>
        isHs(hs)
          ? []
          : [cellError(placed, index, 'hs', 'is not a tariff code of six or eight digits.')],
      );
      if (errors.length > 0) throw cellsRefused(errors);
      return { status: 200, body: { materials } };
    },
  }),
  publicEndpoint({
    method: 'get',
    path: '/templates/{name}',
    tag: 'Applications',
    summary: 'A sheet to fill in: its columns and an example',
    pathSchema: templatePath,
    answers: { 200: { description: 'The sheet, as attachment', mediaType: '*/*' } },
    handle: async ({ path: { name } }) => {
      const columns = name.startsWith('items') ? itemColumns : materialColumns;
      const isCsv = name.endsWith('.csv');
      const bytes = isCsv ? csvTemplate(columns) : xlsxTemplate(columns);
      return { status: 200, file: { type: isCsv ? 'text/csv' : xlsx, bytes, name } };
    },
  }),
];
