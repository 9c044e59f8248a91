import type { z } from 'zod';
import {
  type CaseSummary,
  listOfExporter,
  listOfOffices,
} from '../../db/queries/application-list.ts';
import { listOfficeIds } from '../../db/queries/office.ts';
import type { SignedIn } from '../../db/queries/session.ts';
import { stages } from '../../domain/stage.ts';
import { summaryAnswer } from '../case-answer.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { endpoint } from '../endpoint.ts';
import { problem } from '../problem/problem.ts';
import { applicationPage } from '../schemas/answers.ts';
import { applicationQuery, cursorOf, type Place, placeOf } from '../schemas/list.ts';

type Asked = z.output<typeof applicationQuery>;

async function officesOf(account: SignedIn, api: ApiDependencies): Promise<string[]> {
  switch (account.role) {
    case 'officer':
      return [...account.offices];
    case 'agency-administrator':
      return listOfficeIds(api.database, account.agencyCode);
    case 'dgft-operations':
      return listOfficeIds(api.database, null);
    default:
      return [];
  }
}

async function pageOf(
  account: SignedIn,
  asked: Asked,
  api: ApiDependencies,
): Promise<CaseSummary[]> {
  const at = placeOf(asked.cursor);
  const limit = asked.limit + 1;
  const wanted = asked.stage ? [asked.stage] : null;
  if (account.iec !== null) {
    const own = { iec: account.iec, stages: wanted, office: asked.office ?? null };
    return listOfExporter(api.database, { ...own, before: at?.id ?? null, limit });
  }
  if (at && !('submittedAt' in at)) throw problem('bad-cursor', 'The cursor is of another list.');
  const own = await officesOf(account, api);
  return listOfOffices(api.database, {
    offices: asked.office ? own.filter((office) => office === asked.office) : own,
    stages: (wanted ?? stages).filter((stage) => stage !== 'draft'),
    after: at,
    limit,
  });
}

function placeAfter(last: CaseSummary, account: SignedIn): Place {
  return account.iec !== null || !last.submittedAt
    ? { id: last.id }
    : { id: last.id, submittedAt: last.submittedAt.toISOString() };
}

export const applicationListEndpoint = endpoint({
  method: 'get',
  path: '/applications',
  tag: 'Applications',
  summary: 'My Applications, or the queue of your offices',
  description:
    "Exporters see their own IEC's, newest first; officers their offices', longest waiting first.",
  querySchema: applicationQuery,
  answers: { 200: { description: 'One page', schema: applicationPage } },
  problems: ['bad-cursor'],
  handle: async ({ account, query, api }) => {
    const found = await pageOf(account, query, api);
    const shown = found.slice(0, query.limit);
    const last = shown.at(-1);
    const nextCursor =
      found.length > query.limit && last ? cursorOf(placeAfter(last, account)) : null;
    return { status: 200, body: { applications: shown.map(summaryAnswer), nextCursor } };
  },
});
