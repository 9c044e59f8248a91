import { v7 } from 'uuid';
import { findCase, insertDraft } from '../../../db/queries/case/application.ts';
import { findQuotedCase } from '../../../db/queries/case/quoted-case.ts';
import { allow } from '../../authority.ts';
import { caseAnswer } from '../../case-answer.ts';
import { endpoint } from '../../endpoint.ts';
import { problem } from '../../problem/problem.ts';
import { applicationPath } from '../../schemas/addresses.ts';
import { applicationAnswer } from '../../schemas/case/answers.ts';

export const cloneEndpoint = endpoint({
  method: 'post',
  path: '/applications/{id}/clone',
  tag: 'Applications',
  summary: 'Draft another application like this one',
  description:
    'What was applied with is copied, but for the reason of a retrospective certificate: no number, ' +
    'fee, payment, paper, question or decision goes along, and sheets that it names are looked at anew ' +
    'at submission.',
  idempotency: 'record',
  pathSchema: applicationPath,
  answers: { 201: { description: 'The new draft', schema: applicationAnswer } },
  handle: async ({ account, path, database }) => {
    const one = allow(account, 'clone', await findCase(database, path.id));
    const { retrospective: _, ...content } = one.content;
    const draft = { id: v7(), iec: one.iec, officeId: one.officeId, content };
    const by = { accountId: account.accountId, role: account.role };
    await database.transaction((own) => insertDraft(own, draft, by));
    const made = await findQuotedCase(database, draft.id);
    if (!made) throw problem('not-found', 'The draft is gone.');
    const headers = { Location: `/api/v1/applications/${made.id}`, ETag: `"${made.revision}"` };
    return { status: 201, body: caseAnswer(account, made), headers };
  },
});
