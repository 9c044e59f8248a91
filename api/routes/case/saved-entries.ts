import { v7 } from 'uuid';
import {
  countSavedEntries,
  deleteSavedEntry,
  findSavedEntry,
  insertSavedEntry,
  listSavedEntries,
  type SavedEntryRow,
} from '../../../db/queries/case/saved-entry.ts';
import { savedAtMost } from '../../../domain/application/saved-entry.ts';
import { allow, mayReach } from '../../authority.ts';
import { endpoint } from '../../endpoint.ts';
import { pageOf } from '../../page.ts';
import { problem } from '../../problem/problem.ts';
import { cursorOf, placeOf } from '../../schemas/case/list.ts';
import {
  savedEntryAnswer,
  savedEntryBody,
  savedEntryPage,
  savedEntryPath,
  savedListQuery,
  savedOwnerQuery,
} from '../../schemas/case/saved-entry.ts';

const tag = 'Saved entries';

const shown = ({ id, iec, kind, name, content, createdAt }: SavedEntryRow) => ({
  id,
  iec,
  kind,
  name,
  content,
  createdAt: createdAt.toISOString(),
});

export const savedEntryEndpoints = [
  endpoint({
    method: 'get',
    path: '/saved-entries',
    tag,
    summary: 'Consignees, products and routes that are kept to be copied into applications',
    querySchema: savedListQuery,
    answers: { 200: { description: 'One page, oldest first', schema: savedEntryPage } },
    problems: ['bad-cursor'],
    handle: async ({ account, query, api }) => {
      const reach = mayReach(account, 'view', 'saved-entry');
      const { kind = null, iec = null, limit } = query;
      const after = placeOf(query.cursor)?.id ?? null;
      const found = await listSavedEntries(api.database, reach, {
        kind,
        iec,
        after,
        limit: limit + 1,
      });
      const { rows, nextCursor } = pageOf(found, limit, ({ id }) => cursorOf({ id }));
      return { status: 200, body: { savedEntries: rows.map(shown), nextCursor } };
    },
  }),
  endpoint({
    method: 'post',
    path: '/saved-entries',
    tag,
    summary: 'Keep a consignee, a product or a route',
    idempotency: 'record',
    querySchema: savedOwnerQuery,
    bodySchema: savedEntryBody,
    answers: { 201: { description: 'The entry', schema: savedEntryAnswer } },
    problems: ['saved-entries-full'],
    handle: async ({ account, query, body, database }) => {
      const iec = query.iec ?? account.iecs[0]?.iec ?? '';
      allow(account, 'create', { kind: 'saved-entry' as const, iec });
      const made = await database.transaction(async (own) => {
        if ((await countSavedEntries(own, iec, body.kind)) >= savedAtMost) {
          throw problem('saved-entries-full', `${savedAtMost} of a kind are kept already.`);
        }
        return insertSavedEntry(own, { id: v7(), iec, ...body, createdBy: account.accountId });
      });
      return { status: 201, body: shown(made) };
    },
  }),
  endpoint({
    method: 'delete',
    path: '/saved-entries/{id}',
    tag,
    summary: 'Keep an entry no longer',
    pathSchema: savedEntryPath,
    answers: {
      204: { description: 'Gone; applications that it was copied into stay as they are' },
    },
    handle: async ({ account, path: { id }, api: { database } }) => {
      allow(account, 'delete', await findSavedEntry(database, id));
      await deleteSavedEntry(database, id);
      return { status: 204 };
    },
  }),
];
