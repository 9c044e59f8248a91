import { v7 } from 'uuid';
import type { Transaction } from '../../../db/database.ts';
import { insertDraft } from '../../../db/queries/case/application.ts';
import { findQuotedCase } from '../../../db/queries/case/quoted-case.ts';
import { asParent, findParent } from '../../../db/queries/certificate/parent.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import type { CooApplication } from '../../../domain/application/application.ts';
import type { Grounds, RequestPurpose } from '../../../domain/application/purpose.ts';
import {
  objectionsToChanges,
  objectionToParent,
  type Parent,
} from '../../../domain/application/request.ts';
import { typedOwnNumber } from '../../../domain/certificate/numbering.ts';
import { allow } from '../../authority.ts';
import { caseAnswer } from '../../case-answer.ts';
import type { Answer, Asked } from '../../endpoint.ts';
import { isProblemCode } from '../../problem/catalogue.ts';
import { problem, refusalProblem } from '../../problem/problem.ts';
import { todayInIndia } from '../../today.ts';
import { officeOf } from '../case/applications.ts';
import { legacyToAct } from './legacy-resource.ts';

type Brought = { application?: CooApplication | undefined };
type RequestAsked = Asked<SignedIn, { number: string }, null, Grounds & Brought>;

/** The certificate that is to be replaced or copied, and what a request against it is drafted from. */
type Against = { parent: Parent; iec: string; officeId: string; content: CooApplication };

const actionOf = (purpose: RequestPurpose) =>
  purpose === 'in-lieu' ? 'ask-in-lieu' : 'ask-true-copy';

/** Throws what stands in the way of replacing or copying it today. */
function refuseWhereGone(parent: Parent, purpose: RequestPurpose): void {
  const objection = objectionToParent(parent, purpose, todayInIndia());
  if (objection && isProblemCode(objection.code)) {
    throw problem(objection.code, objection.message);
  }
  if (objection) throw refusalProblem([objection]);
}

async function againstOwn(
  { account, body, database }: RequestAsked,
  number: string,
  purpose: RequestPurpose,
): Promise<Against> {
  const found = await findParent(database, number);
  const resource = found && { kind: 'certificate' as const, ...found };
  const parent = allow(account, actionOf(purpose), resource);
  refuseWhereGone(parent, purpose);
  if (body.application) {
    const detail = 'Leave it out: the draft says what this certificate was issued on.';
    const errors = [{ pointer: '/application', detail }];
    throw problem('invalid-request', 'The draft is made from the certificate.', { errors });
  }
  return { parent, iec: parent.iec, officeId: parent.officeId, content: parent.application };
}

/** One of the earlier portal: what is applied for comes along, since not all of it came over. */
async function againstTakenOver(
  { account, path, body, database }: RequestAsked,
  purpose: RequestPurpose,
): Promise<Against> {
  const certificate = await legacyToAct(database, account, 'ask-in-lieu', path.number);
  const { iec } = certificate;
  const parent = await asParent(database, certificate);
  refuseWhereGone(parent, purpose);
  if (!body.application) {
    throw problem('in-lieu-needs-application', 'It was issued by the portal before this one.');
  }
  const [first, ...rest] = objectionsToChanges(parent, purpose, body.application);
  if (first) throw refusalProblem([first, ...rest]);
  const office = await officeOf(database, iec, body.application);
  return { parent, iec, officeId: office.id, content: body.application };
}

/**
 * Drafts a request with what its parent was issued on; its exporter goes on as with any case. All of
 * it asks the transaction of the idempotency key: another connection might have to wait for it.
 */
export async function draftRequest(asked: RequestAsked, purpose: RequestPurpose): Promise<Answer> {
  const { account, path, body, database } = asked;
  const { application: _, ...grounds } = body;
  const number = typedOwnNumber(path.number);
  const { parent, ...drafted } = number
    ? await againstOwn(asked, number, purpose)
    : await againstTakenOver(asked, purpose);
  const id = v7();
  const draft = { id, ...drafted, request: { purpose, parent: parent.number, grounds } };
  const by = { accountId: account.accountId, role: account.role };
  const one = await database.transaction(async (own: Transaction) => {
    await insertDraft(own, draft, by);
    return findQuotedCase(own, id);
  });
  if (!one) throw new Error('a draft was inserted and is not there');
  return {
    status: 201,
    body: caseAnswer(account, one),
    headers: { Location: `/api/v1/applications/${one.id}`, ETag: `"${one.revision}"` },
  };
}
