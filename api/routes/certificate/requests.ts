import { v7 } from 'uuid';
import type { Transaction } from '../../../db/database.ts';
import { findCase, insertDraft } from '../../../db/queries/case/application.ts';
import { findQuotedCase } from '../../../db/queries/case/quoted-case.ts';
import { findParent, readParentOf } from '../../../db/queries/certificate/parent.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import {
  type GroundCode,
  type Grounds,
  grounds,
  type RequestPurpose,
} from '../../../domain/application/purpose.ts';
import { changesOf, objectionToParent } from '../../../domain/application/request.ts';
import {
  formatCertificateNumber,
  numberFault,
  parseCertificateNumber,
} from '../../../domain/certificate/numbering.ts';
import { standingOn } from '../../../domain/certificate/standing.ts';
import { allow, mayReach } from '../../authority.ts';
import { caseAnswer, todayInIndia } from '../../case-answer.ts';
import { type Answer, type Asked, endpoint, publicEndpoint } from '../../endpoint.ts';
import { isProblemCode } from '../../problem/catalogue.ts';
import { problem, refusalProblem } from '../../problem/problem.ts';
import { applicationPath, numberPath } from '../../schemas/addresses.ts';
import { applicationAnswer } from '../../schemas/case/answers.ts';
import {
  changesAnswer,
  groundsAnswer,
  inLieuBody,
  trueCopyBody,
} from '../../schemas/certificate/request.ts';

const tag = 'Certificates';

/**
 * Drafts a request with what its parent was issued on; its exporter goes on as with any case. All of
 * it asks the transaction of the idempotency key: another connection might have to wait for it.
 */
async function draftRequest(
  { account, path, body, database }: Asked<SignedIn, { number: string }, null, Grounds>,
  purpose: RequestPurpose,
): Promise<Answer> {
  const action = purpose === 'in-lieu' ? 'ask-in-lieu' : 'ask-true-copy';
  const parsed = parseCertificateNumber(path.number);
  const found = await findParent(
    database,
    parsed ? formatCertificateNumber(parsed) : path.number.trim(),
  );
  if (!found && numberFault(path.number) === 'legacy') {
    mayReach(account, action, 'certificate');
    const detail =
      'It was issued by the portal before this one, and has not been brought over yet.';
    throw problem('request-at-legacy', detail);
  }
  const parent = allow(account, action, found && { kind: 'certificate' as const, ...found });
  const objection = objectionToParent(parent, purpose, todayInIndia());
  if (objection && isProblemCode(objection.code)) {
    throw problem(objection.code, objection.message);
  }
  if (objection) throw refusalProblem([objection]);
  const draft = {
    id: v7(),
    iec: parent.iec,
    officeId: parent.officeId,
    content: parent.application,
    request: { purpose, parent: parent.number, grounds: body },
  };
  const by = { accountId: account.accountId, role: account.role };
  const one = await database.transaction(async (own: Transaction) => {
    await insertDraft(own, draft, by);
    return findQuotedCase(own, draft.id);
  });
  if (!one) throw new Error('a draft was inserted and is not there');
  return {
    status: 201,
    body: caseAnswer(account, one),
    headers: { Location: `/api/v1/applications/${one.id}`, ETag: `"${one.revision}"` },
  };
}

export const requestEndpoints = [
  publicEndpoint({
    method: 'get',
    path: '/grounds',
    tag,
    summary: 'Why a certificate may be replaced or copied: the list of reasons',
    answers: { 200: { description: 'All reasons', schema: groundsAnswer } },
    handle: async () => {
      const list = Object.keys(grounds) as GroundCode[];
      return { status: 200, body: { grounds: list.map((code) => ({ code, ...grounds[code] })) } };
    },
  }),
  endpoint({
    method: 'post',
    path: '/certificates/{number}/in-lieu',
    tag,
    summary: 'Draft a request for a certificate in lieu of this one (R2)',
    description:
      'The draft says what this certificate was issued on: change what has to be corrected with ' +
      'PUT /applications/{id}, then submit it as any application. Agency and scheme stay. When it ' +
      'is issued, this certificate is superseded by it in the same moment.',
    idempotency: 'record',
    pathSchema: numberPath,
    bodySchema: inLieuBody,
    answers: { 201: { description: 'The draft', schema: applicationAnswer } },
    problems: ['parent-not-in-force', 'request-at-legacy'],
    handle: (asked) => draftRequest(asked, 'in-lieu'),
  }),
  endpoint({
    method: 'post',
    path: '/certificates/{number}/true-copy',
    tag,
    summary: 'Draft a request for a certified true copy of this certificate',
    description:
      'For an original that was lost, stolen or destroyed. Submit the draft as it is: a copy has ' +
      'the number, the dates and the words of its original, and the day on which it was made.',
    idempotency: 'record',
    pathSchema: numberPath,
    bodySchema: trueCopyBody,
    answers: { 201: { description: 'The draft', schema: applicationAnswer } },
    problems: ['parent-not-in-force', 'true-copy-too-late', 'request-at-legacy'],
    handle: (asked) => draftRequest(asked, 'true-copy'),
  }),
  endpoint({
    method: 'get',
    path: '/applications/{id}/changes',
    tag,
    summary: 'What a request changes against the certificate that it is made against',
    pathSchema: applicationPath,
    answers: { 200: { description: 'The certificate and the differences', schema: changesAnswer } },
    handle: async ({ account, path, api: { database } }) => {
      const one = allow(account, 'view', await findCase(database, path.id));
      const parent = await readParentOf(database, one);
      if (!parent || one.purpose === 'original') {
        throw problem('not-found', 'This application is made against no certificate.');
      }
      const today = todayInIndia();
      const standing = standingOn(parent, today);
      const objection = objectionToParent(parent, one.purpose, today);
      const { number, issuedOn, validUntil } = parent;
      return {
        status: 200,
        body: {
          applicationId: one.id,
          purpose: one.purpose,
          parent: {
            ...{ number, issuedOn, validUntil, status: standing.status },
            successor: standing.status === 'superseded' ? standing.successor : null,
            cancelledOn: standing.status === 'cancelled' ? standing.on : null,
          },
          objection: objection && { code: objection.code, message: objection.message },
          changes: changesOf(parent, one.content),
        },
      };
    },
  }),
];
