import { v7 } from 'uuid';
import { audit } from '../../../db/queries/audit/audit.ts';
import {
  insertCostSheet,
  listCostSheets,
  type NewVersion,
  retireCostSheet,
  reviseCostSheet,
} from '../../../db/queries/cost-sheet/cost-sheet.ts';
import { compareDates } from '../../../domain/calendar/plain-date.ts';
import { soundnessOf } from '../../../domain/cost-sheet/sound.ts';
import { allow, mayReach } from '../../authority.ts';
import { endpoint } from '../../endpoint.ts';
import { pageOf } from '../../page.ts';
import { problem, refusalProblem } from '../../problem/problem.ts';
import { cursorOf, placeOf } from '../../schemas/case/list.ts';
import {
  costSheetAnswer,
  costSheetListQuery,
  costSheetOwnerQuery,
  costSheetPage,
  costSheetPath,
  newCostSheetBody,
  revisedCostSheetBody,
  versionQuery,
} from '../../schemas/cost-sheet/cost-sheet.ts';
import { ifMatchHeader, revisionOfIfMatch } from '../../schemas/if-match.ts';
import { toldBy } from '../../told-by.ts';
import { sheetAnswer, sheetFor, summaryOf } from './readable.ts';

export const tag = 'Cost sheets';

/** Throws what cannot be kept: unsound figures, or a period that ends before it begins. */
function refuseUnsound({ sheet, validFrom, validUntil }: NewVersion, hsExport: string): void {
  const [first, ...rest] = soundnessOf(sheet, hsExport);
  if (first) throw refusalProblem([first, ...rest]);
  if (compareDates(validFrom, validUntil) <= 0) return;
  const errors = [{ pointer: '/validUntil', detail: `Is before ${validFrom}.` }];
  throw problem('invalid-request', 'The sheet ends before it begins.', { errors });
}

const withVersion = (version: number) => ({ headers: { ETag: `"${version}"` } });

export const costSheetEndpoints = [
  endpoint({
    method: 'get',
    path: '/cost-sheets',
    tag,
    summary: 'Cost sheets, newest first',
    description:
      'Of an exporter all of its own, of a customs agent those that were opened to him, of an officer ' +
      'those that his agency was asked to approve.',
    querySchema: costSheetListQuery,
    answers: { 200: { description: 'One page, without figures', schema: costSheetPage } },
    problems: ['bad-cursor'],
    handle: async ({ account, query, api }) => {
      const found = await listCostSheets(api.database, mayReach(account, 'view', 'cost-sheet'), {
        hsExport: query.hsExport ?? null,
        retired: query.retired === 'true',
        before: placeOf(query.cursor)?.id ?? null,
        limit: query.limit + 1,
      });
      const { rows, nextCursor } = pageOf(found, query.limit, ({ id }) => cursorOf({ id }));
      return { status: 200, body: { costSheets: rows.map(summaryOf), nextCursor } };
    },
  }),
  endpoint({
    method: 'post',
    path: '/cost-sheets',
    tag,
    summary: 'Keep what a product costs',
    description:
      'Figures that add up, for a shipment or for one unit; an application names the sheet by its id ' +
      'as `origin: { costSheetId }`.',
    idempotency: 'record',
    querySchema: costSheetOwnerQuery,
    bodySchema: newCostSheetBody,
    answers: { 201: { description: 'The sheet in its first version', schema: costSheetAnswer } },
    handle: async ({ account, query, body: { name, hsExport, ...figures }, database }) => {
      const iec = query.iec ?? account.iecs[0]?.iec ?? '';
      allow(account, 'create', { kind: 'cost-sheet' as const, iec });
      refuseUnsound(figures, hsExport);
      const made = { id: v7(), iec, name, hsExport };
      await database.transaction((own) => insertCostSheet(own, made, figures, account.accountId));
      const row = await sheetFor(database, account, 'view', made.id);
      return {
        status: 201,
        body: await sheetAnswer(database, account, row),
        headers: { Location: `/api/v1/cost-sheets/${made.id}`, ETag: '"1"' },
      };
    },
  }),
  endpoint({
    method: 'get',
    path: '/cost-sheets/{id}',
    tag,
    summary: 'One cost sheet, with its figures',
    pathSchema: costSheetPath,
    querySchema: versionQuery,
    answers: { 200: { description: 'The sheet', schema: costSheetAnswer } },
    handle: async ({ account, path, query, api: { database } }) => {
      const row = await sheetFor(database, account, 'view', path.id);
      const body = await sheetAnswer(database, account, row, query.version);
      return { status: 200, body, ...withVersion(row.version) };
    },
  }),
  endpoint({
    method: 'put',
    path: '/cost-sheets/{id}',
    tag,
    summary: 'Revise a cost sheet: other figures are another version',
    description: 'Cases that were submitted keep the version that they were examined by.',
    pathSchema: costSheetPath,
    headers: ifMatchHeader,
    bodySchema: revisedCostSheetBody,
    answers: { 200: { description: 'The sheet in its new version', schema: costSheetAnswer } },
    problems: ['if-match-missing', 'revision-stale', 'cost-sheet-is-retired'],
    handle: async ({ account, path: { id }, body: { name, ...figures }, request, api }) => {
      const { database } = api;
      const row = await sheetFor(database, account, 'edit', id);
      const expected = revisionOfIfMatch(request);
      if (row.retiredAt) throw problem('cost-sheet-is-retired', 'Keep a new sheet instead.');
      refuseUnsound(figures, row.hsExport);
      const revised = await database.transaction((own) =>
        reviseCostSheet(own, { id, expected, name }, figures, account.accountId),
      );
      if (!revised) throw problem('revision-stale', `The sheet is not at version ${expected}.`);
      const now = await sheetFor(database, account, 'view', id);
      const body = await sheetAnswer(database, account, now);
      return { status: 200, body, ...withVersion(now.version) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/cost-sheets/{id}/retire',
    tag,
    summary: 'Retire a cost sheet for good',
    description: 'Nothing new can be applied for by it. Retiring it again changes nothing.',
    pathSchema: costSheetPath,
    answers: { 200: { description: 'The sheet, retired', schema: costSheetAnswer } },
    handle: async ({ account, path: { id }, request, api: { database } }) => {
      const row = await sheetFor(database, account, 'edit', id);
      await database.transaction(async (own) => {
        if (!(await retireCostSheet(own, id))) return;
        const subject = `cost-sheet/${id}`;
        const after = { iec: row.iec, version: row.version };
        const action = 'cost-sheet-retired';
        await audit(own, { subject, action, ...toldBy(account, request), after });
      });
      const now = await sheetFor(database, account, 'view', id);
      return { status: 200, body: await sheetAnswer(database, account, now) };
    },
  }),
];
