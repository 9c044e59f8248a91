import { eq } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { application, caseQuery } from '../../db/schema/schema.ts';
import { exampleApplication } from '../records/example-application.ts';
import { type Make, on, type Rule } from './rule.ts';
import type { accessThings } from './things.ts';

/** Who may come through the addresses of queries, answers and withdrawals. */
export function queryRules(
  { database }: { database: Database },
  { caseIn }: ReturnType<typeof accessThings>,
): Record<string, Rule> {
  const asked: Make = async (side) => {
    const made = await caseIn('query-raised')(side);
    const applicationId = made.path?.id ?? '';
    const respondBy = new Date(Date.now() + 86_400_000);
    const content = exampleApplication();
    await database.insert(caseQuery).values({
      applicationId,
      round: 1,
      questions: [{ pointer: '/remarks', documentType: null, reason: 'Say more.' }],
      raisedBy: side.officerId,
      raisedAt: new Date(),
      respondBy,
      before: content,
      answer: content,
    });
    await database.update(application).set({ respondBy }).where(eq(application.id, applicationId));
    return made;
  };
  const version = { expectedRevision: 3 };
  const question = { pointer: '/remarks', documentType: null, reason: 'Say more.' };
  const query = { ...version, questions: [question] };
  const answer = { ...version, answerRevision: 0, note: null };
  const underReview = caseIn('under-review');
  return {
    'get /applications/{id}/queries': on('application', 'view', asked),
    'post /applications/{id}/query': on('application', 'raise-query', underReview, query),
    'get /applications/{id}/answer': on('application', 'prepare-answer', asked),
    'put /applications/{id}/answer': on(
      'application',
      'prepare-answer',
      asked,
      exampleApplication(),
    ),
    'post /applications/{id}/answer': on('application', 'answer-query', asked, answer),
    'post /applications/{id}/withdrawal': on('application', 'withdraw', underReview, {
      ...version,
      reason: 'Not needed any more.',
    }),
  };
}
