import { v7 } from 'uuid';
import type { Database, Transaction } from '../../../db/database.ts';
import {
  type Case,
  type Drafter,
  findCase,
  insertDraft,
  replaceDraft,
} from '../../../db/queries/case/application.ts';
import { listCaseEvents } from '../../../db/queries/case/case-event.ts';
import { findQuotedCase, type QuotedCase } from '../../../db/queries/case/quoted-case.ts';
import { readParentOf } from '../../../db/queries/certificate/parent.ts';
import { readFeeGrounds } from '../../../db/queries/money/fee.ts';
import { counterOf, findOffice, type OfficeOfAgency } from '../../../db/queries/office/office.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import type { CooApplication } from '../../../domain/application/application.ts';
import { objectionsToChanges } from '../../../domain/application/request.ts';
import { objectionToOffice } from '../../../domain/office/acceptance.ts';
import { allow, mayReach } from '../../authority.ts';
import { caseAnswer, caseFee } from '../../case-answer.ts';
import { endpoint } from '../../endpoint.ts';
import { problem, refusalProblem } from '../../problem/problem.ts';
import { applicationPath } from '../../schemas/addresses.ts';
import { applicationAnswer } from '../../schemas/case/answers.ts';
import { applicationContent } from '../../schemas/case/application.ts';
import { draftQuery } from '../../schemas/case/list.ts';
import { timelineAnswer } from '../../schemas/case/record-answers.ts';
import { ifMatchHeader, revisionOfIfMatch } from '../../schemas/if-match.ts';
import { caseFeeAnswer } from '../../schemas/money/fee.ts';

const drafter = ({ accountId, role }: SignedIn): Drafter => ({ accountId, role });

/** Whom a draft is for: the exporter named, or the only one that this person prepares for. */
function exporterFor(account: SignedIn, named: string | undefined): string {
  const reach = mayReach(account, 'create', 'application');
  const [only, ...others] = reach.within === 'iec' ? reach.iecs : [];
  const iec = named ?? (others.length === 0 ? (only ?? null) : undefined);
  if (iec !== undefined) {
    return allow(account, 'create', { kind: 'application' as const, iec: iec ?? '' }).iec;
  }
  throw problem('exporter-not-named', 'You prepare applications for more than one exporter.', {
    errors: [{ pointer: '#query/iec', detail: 'Name the IEC that the draft is for.' }],
  });
}

/** The office that an application names, when it takes it. Throws a problem that says what to do. */
export async function officeOf(
  database: Database | Transaction,
  iec: string,
  { agency, office, scheme }: CooApplication,
): Promise<OfficeOfAgency> {
  const found = await findOffice(database, agency, office);
  const objection = found && objectionToOffice(counterOf(found), { scheme, iec });
  if (objection) {
    const errors = [{ pointer: '/office', detail: objection.message }];
    throw problem(objection.code, objection.message, { errors });
  }
  if (found) return found;
  throw problem('unknown-office', `The agency ${agency} has no office ${office} here.`, {
    errors: [{ pointer: '/office', detail: 'Name an office of the agency.' }],
  });
}

async function readVisible(database: Database, account: SignedIn, id: string): Promise<Case> {
  return allow(account, 'view', await findCase(database, id));
}

async function readQuoted(database: Database, account: SignedIn, id: string): Promise<QuotedCase> {
  return allow<'application', QuotedCase>(account, 'view', await findQuotedCase(database, id));
}

/** The office that a draft names and what its fee hangs on, both in one round trip. */
async function groundsOf(
  database: Database | Transaction,
  { iec, purpose }: Pick<Case, 'iec' | 'purpose'>,
  content: CooApplication,
) {
  const [office, fee] = await Promise.all([
    officeOf(database, iec, content),
    readFeeGrounds(database, { ...content, iec, purpose }),
  ]);
  return {
    office,
    quoted: {
      kind: 'application' as const,
      agencyCode: office.agencyCode,
      agencyIecs: office.agencyIecs,
      reviewerName: null,
      ...fee,
    },
  };
}

export const applicationEndpoints = [
  endpoint({
    method: 'post',
    path: '/applications',
    tag: 'Applications',
    summary: 'Draft an application',
    description:
      'The body is checked for its shape; the rules of origin are asked at submission. Who prepares for several exporters, as customs agents do, names the IEC.',
    idempotency: 'record',
    querySchema: draftQuery,
    bodySchema: applicationContent,
    answers: { 201: { description: 'The draft', schema: applicationAnswer } },
    problems: [
      'exporter-not-named',
      'unknown-office',
      'office-closed',
      'scheme-not-at-office',
      'agency-of-applicant',
    ],
    handle: async ({ account, query, body, database }) => {
      const iec = exporterFor(account, query.iec);
      const { office, quoted } = await groundsOf(database, { iec, purpose: 'original' }, body);
      const draft = { id: v7(), iec, officeId: office.id, content: body };
      const row = await database.transaction((own) => insertDraft(own, draft, drafter(account)));
      const answer = caseAnswer(account, { ...row, ...quoted });
      return {
        status: 201,
        body: answer,
        headers: { Location: `/api/v1/applications/${row.id}`, ETag: `"${row.revision}"` },
      };
    },
  }),
  endpoint({
    method: 'put',
    path: '/applications/{id}',
    tag: 'Applications',
    summary: 'Replace a draft',
    pathSchema: applicationPath,
    headers: ifMatchHeader,
    bodySchema: applicationContent,
    answers: { 200: { description: 'The draft', schema: applicationAnswer } },
    problems: [
      'unknown-office',
      'office-closed',
      'scheme-not-at-office',
      'agency-of-applicant',
      'if-match-missing',
      'stage-forbids-action',
      'revision-stale',
    ],
    handle: async ({ account, path, body, request, api: { database } }) => {
      const one = allow(account, 'edit', await findCase(database, path.id));
      const expectedRevision = revisionOfIfMatch(request);
      const { office, quoted } = await groundsOf(database, one, body);
      if (one.purpose !== 'original') {
        const parent = await readParentOf(database, one);
        const [first, ...rest] = parent ? objectionsToChanges(parent, one.purpose, body) : [];
        if (first) throw refusalProblem([first, ...rest]);
      }
      const draft = { id: one.id, officeId: office.id, content: body, expectedRevision };
      const row = await database.transaction((own) => replaceDraft(own, draft, drafter(account)));
      if (!row)
        throw problem('revision-stale', `The draft is not at revision ${expectedRevision}.`);
      return {
        status: 200,
        body: caseAnswer(account, { ...row, ...quoted }),
        headers: { ETag: `"${row.revision}"` },
      };
    },
  }),
  endpoint({
    method: 'get',
    path: '/applications/{id}',
    tag: 'Applications',
    summary: 'One application',
    pathSchema: applicationPath,
    answers: { 200: { description: 'The case as it stands', schema: applicationAnswer } },
    handle: async ({ account, path, api }) => {
      const one = await readQuoted(api.database, account, path.id);
      return {
        status: 200,
        body: caseAnswer(account, one),
        headers: { ETag: `"${one.revision}"` },
      };
    },
  }),
  endpoint({
    method: 'get',
    path: '/applications/{id}/fee',
    tag: 'Applications',
    summary: 'What the application costs',
    description:
      'Before submission the fee of today: named at submission as `expectedFeePaise`, it is that ' +
      'or nothing that is charged. From submission on what was charged.',
    pathSchema: applicationPath,
    answers: {
      200: { description: 'The fee, its taxes and where it stands', schema: caseFeeAnswer },
    },
    handle: async ({ account, path, api }) => {
      const one = await readQuoted(api.database, account, path.id);
      const charged = one.feePaise !== null;
      return { status: 200, body: { applicationId: one.id, charged, fee: caseFee(one) } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/applications/{id}/timeline',
    tag: 'Applications',
    summary: 'What happened to the case, first event first',
    pathSchema: applicationPath,
    answers: { 200: { description: 'Hash-chained events', schema: timelineAnswer } },
    handle: async ({ account, path, api }) => {
      const one = await readVisible(api.database, account, path.id);
      const events = await listCaseEvents(api.database, one.id);
      return {
        status: 200,
        body: {
          applicationId: one.id,
          stage: one.stage,
          events: events.map(({ applicationId: _, step: __, actorId: ___, at, ...event }) => ({
            ...event,
            at: at.toISOString(),
          })),
        },
      };
    },
  }),
];
