import { type CaseSummary, listOfExporters } from '../../../db/queries/case/application-list.ts';
import { listOfOffices, type QueuePlace } from '../../../db/queries/case/office-queue.ts';
import { mayReach } from '../../authority.ts';
import { summaryAnswer } from '../../case-answer.ts';
import { endpoint } from '../../endpoint.ts';
import { pageOf } from '../../page.ts';
import { problem } from '../../problem/problem.ts';
import { applicationPage } from '../../schemas/case/answers.ts';
import { applicationQuery, cursorOf, type Place, placeOf } from '../../schemas/case/list.ts';
import { todayInIndia } from '../../today.ts';

function placeAfter({ id, submittedAt, perishable }: CaseSummary, isQueue: boolean): Place {
  return isQueue && submittedAt
    ? { id, submittedAt: submittedAt.toISOString(), perishable }
    : { id };
}

function queuePlaceOf(cursor: string | undefined): QueuePlace | null {
  const at = placeOf(cursor);
  if (at && !('submittedAt' in at)) throw problem('bad-cursor', 'The cursor is of another list.');
  return at;
}

export const applicationListEndpoint = endpoint({
  method: 'get',
  path: '/applications',
  tag: 'Applications',
  summary: 'My Applications, or the queue of your offices',
  description:
    "Exporters and their agents see their IECs', newest first; officers their offices': goods that spoil first, then longest waiting first.",
  querySchema: applicationQuery,
  answers: { 200: { description: 'One page', schema: applicationPage } },
  problems: ['bad-cursor'],
  handle: async ({ account, query, api }) => {
    const reach = mayReach(account, 'view', 'application');
    const isQueue = reach.within !== 'iec';
    const { stage = null, office = null, iec = null } = query;
    const asked = { stage, office, iec, limit: query.limit + 1 };
    const found = isQueue
      ? await listOfOffices(api.database, reach, {
          ...asked,
          claim: query.claim === 'mine' ? { by: account.accountId } : (query.claim ?? null),
          dueBefore: query.overdue ? todayInIndia() : null,
          after: queuePlaceOf(query.cursor),
        })
      : await listOfExporters(api.database, reach, {
          ...asked,
          before: placeOf(query.cursor)?.id ?? null,
        });
    const { rows: shown, nextCursor } = pageOf(found, query.limit, (last) =>
      cursorOf(placeAfter(last, isQueue)),
    );
    return {
      status: 200,
      body: { applications: shown.map((one) => summaryAnswer(account, one)), nextCursor },
    };
  },
});
