import type { Database } from '../../../db/database.ts';
import { type Case, findCase } from '../../../db/queries/case/application.ts';
import {
  type CaseQuery,
  findOpenQuery,
  listCaseQueries,
  replacePreparedAnswer,
} from '../../../db/queries/case/case-query.ts';
import { type DocumentRow, listDocuments } from '../../../db/queries/case/document.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import { differences } from '../../../domain/application/difference.ts';
import { unaskedChanges } from '../../../domain/application/query.ts';
import { allow } from '../../authority.ts';
import { endpoint } from '../../endpoint.ts';
import { problem } from '../../problem/problem.ts';
import { applicationPath } from '../../schemas/addresses.ts';
import { applicationContent } from '../../schemas/case/application.ts';
import { answerBody, queryBody } from '../../schemas/case/messages.ts';
import { caseQueriesAnswer, preparedAnswer } from '../../schemas/case/query.ts';
import { ifMatchHeader, revisionOfIfMatch } from '../../schemas/if-match.ts';
import { messageEndpoint, messageProblems, sendToCase } from './send-to-case.ts';

/** Papers that came after a round was raised, and before the next. */
const documentsOf = (rounds: CaseQuery[], index: number, documents: DocumentRow[]): string[] => {
  const from = rounds[index]?.raisedAt;
  const until = rounds[index + 1]?.raisedAt;
  const within = documents.filter(
    ({ createdAt }) => from && createdAt >= from && (!until || createdAt < until),
  );
  return within.map(({ id }) => id);
};

/** An answer is its exporter's alone until it is sent. */
function shownRounds(account: SignedIn, one: Case, rounds: CaseQuery[], documents: DocumentRow[]) {
  const isOwn = account.iecs.some(({ iec }) => iec === one.iec);
  return rounds.map((query, index) => {
    const isSent = query.answeredAt !== null;
    return {
      round: query.round,
      questions: query.questions,
      raisedAt: query.raisedAt.toISOString(),
      respondBy: query.respondBy.toISOString(),
      answeredAt: query.answeredAt?.toISOString() ?? null,
      note: query.note,
      changes: isSent || isOwn ? differences(query.before, query.answer) : null,
      documents: isSent || isOwn ? documentsOf(rounds, index, documents) : [],
    };
  });
}

const shownAnswer = ({
  round,
  answerRevision,
  before,
  answer,
  questions,
  respondBy,
}: CaseQuery) => ({
  status: 200 as const,
  body: {
    round,
    answerRevision,
    application: answer,
    changes: differences(before, answer),
    questions,
    respondBy: respondBy.toISOString(),
  },
  headers: { ETag: `"${answerRevision}"` },
});

async function openQueryOf(database: Database, one: Case): Promise<CaseQuery> {
  const query = await findOpenQuery(database, one.id);
  if (query) return query;
  throw problem('stage-forbids-action', 'No query waits for an answer in this case.');
}

export const queryEndpoints = [
  endpoint({
    method: 'get',
    path: '/applications/{id}/queries',
    tag: 'Queries',
    summary: 'What officers asked and exporters answered, first round first',
    description:
      'Each round shows what its answer changed; an answer not yet sent is its exporter’s alone.',
    pathSchema: applicationPath,
    answers: { 200: { description: 'All rounds', schema: caseQueriesAnswer } },
    handle: async ({ account, path, api: { database } }) => {
      const one = allow(account, 'view', await findCase(database, path.id));
      const [rounds, documents] = await Promise.all([
        listCaseQueries(database, one.id),
        listDocuments(database, one.id),
      ]);
      return { status: 200, body: { rounds: shownRounds(account, one, rounds, documents) } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/applications/{id}/answer',
    tag: 'Queries',
    summary: 'The answer as it is being prepared',
    pathSchema: applicationPath,
    answers: { 200: { description: 'Application and questions', schema: preparedAnswer } },
    problems: ['stage-forbids-action'],
    handle: async ({ account, path, api: { database } }) => {
      const one = allow(account, 'prepare-answer', await findCase(database, path.id));
      return shownAnswer(await openQueryOf(database, one));
    },
  }),
  endpoint({
    method: 'put',
    path: '/applications/{id}/answer',
    tag: 'Queries',
    summary: 'Prepare the answer: the application with what was asked put right',
    description:
      'Only what the questions point at may change. Nothing is sent before `POST …/answer`.',
    pathSchema: applicationPath,
    headers: ifMatchHeader,
    bodySchema: applicationContent,
    answers: { 200: { description: 'As kept', schema: preparedAnswer } },
    problems: ['stage-forbids-action', 'if-match-missing', 'answer-stale', 'change-not-asked'],
    handle: async ({ account, path, body, request, api: { database } }) => {
      const one = allow(account, 'prepare-answer', await findCase(database, path.id));
      const revision = revisionOfIfMatch(request);
      const query = await openQueryOf(database, one);
      const unasked = unaskedChanges(query.before, body, query.questions);
      if (unasked.length > 0) {
        const errors = unasked.map(({ pointer }) => ({
          pointer,
          detail: 'The officer did not ask for a change here. Put it back as it was.',
        }));
        throw problem('change-not-asked', 'The answer changes more than was asked.', { errors });
      }
      const { applicationId, round } = query;
      const kept = await replacePreparedAnswer(database, {
        applicationId,
        round,
        answer: body,
        revision,
      });
      if (!kept) throw problem('answer-stale', `The answer is not at revision ${revision}.`);
      return shownAnswer(kept);
    },
  }),
  endpoint({
    ...messageEndpoint,
    path: '/applications/{id}/query',
    tag: 'Queries',
    summary: 'Ask the exporter to put something right',
    description: 'The case goes back to the exporter, who may change what the questions point at.',
    bodySchema: queryBody,
    problems: messageProblems,
    handle: (asked) =>
      sendToCase(asked, 'raise-query', (messages, one, { updateId, by }) =>
        messages.raiseQuery(one.id, updateId, { by, ...asked.body }),
      ),
  }),
  endpoint({
    ...messageEndpoint,
    path: '/applications/{id}/answer',
    tag: 'Queries',
    summary: 'Send the prepared answer',
    description: 'Every rule is asked anew, as at submission; a refusal leaves the query open.',
    bodySchema: answerBody,
    problems: [...messageProblems, 'answer-stale', 'change-not-asked'],
    handle: (asked) =>
      sendToCase(asked, 'answer-query', (messages, one, { updateId, by }) =>
        messages.answerQuery(one.id, updateId, { by, ...asked.body }),
      ),
  }),
];
