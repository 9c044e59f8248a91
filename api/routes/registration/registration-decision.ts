import { listAuditOf } from '../../../db/queries/audit/audit.ts';
import {
  findRegistration,
  type RegistrationRow,
} from '../../../db/queries/registration/registration.ts';
import {
  listRegistrations,
  type RegistrationReach,
} from '../../../db/queries/registration/registration-list.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import { reachOf } from '../../../domain/authority/authorize.ts';
import type { ActionOn } from '../../../domain/authority/permissions.ts';
import { registrationResource } from '../../../domain/authority/registration-resource.ts';
import { registrationKinds } from '../../../domain/registration/registration.ts';
import * as contract from '../../../workflows/user-registration/contract.ts';
import { allow } from '../../authority.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { applicantOrSignedInEndpoint, endpoint } from '../../endpoint.ts';
import { pageOf } from '../../page.ts';
import { problem } from '../../problem/problem.ts';
import { registrationWithTimeline, type Viewer } from '../../registration/registration-answer.ts';
import {
  messageAnswers,
  messageProblems,
  tellRegistration,
} from '../../registration/registration-message.ts';
import { resumeBody } from '../../schemas/case/messages.ts';
import { cursorAt, placeAt } from '../../schemas/keyset.ts';
import {
  registrationAnswer,
  registrationDecisionBody,
  registrationPage,
  registrationPath,
  registrationQuery,
} from '../../schemas/registration/registration.ts';

const tag = 'Registration';

/** The registration, when this person may do this with it. Throws 404 and 403 as `allow` does. */
async function allowed(
  api: ApiDependencies,
  account: SignedIn,
  action: ActionOn<'staff-registration'>,
  id: string,
): Promise<RegistrationRow> {
  const row = await findRegistration(api.database, id);
  allow(account, action, row && registrationResource(row));
  if (!row) throw problem('not-found', 'There is nothing here that is yours to see.');
  return row;
}

function viewerOf({ role }: SignedIn): Viewer {
  if (role === 'helpdesk') return 'support';
  return role === 'exporter' || role === 'customs-agent' ? 'proposer' : 'decider';
}

/** How far this person's view reaches, for each kind that it reaches to at all. */
function reachesOf(account: SignedIn): RegistrationReach[] {
  return registrationKinds.flatMap((kind) => {
    const reach = reachOf(account, 'view', `${kind}-registration`);
    return reach.within === 'nothing' ? [] : [{ kind, reach }];
  });
}

const message = {
  method: 'post',
  tag,
  idempotency: 'message',
  pathSchema: registrationPath,
  answers: messageAnswers,
} as const;

export const registrationDecisionEndpoints = [
  endpoint({
    method: 'get',
    path: '/registrations',
    tag,
    summary: 'Registrations that are yours to see, newest first',
    description:
      "Administrators see their agency's officers, DGFT operations all, exporters whom they have " +
      'proposed. Others get an empty list.',
    querySchema: registrationQuery,
    answers: { 200: { description: 'One page', schema: registrationPage } },
    problems: ['bad-cursor'],
    handle: async ({ account, query, api }) => {
      const { kind, stage, cursor, limit } = query;
      const reaches = reachesOf(account).filter((one) => !kind || one.kind === kind);
      const found = await listRegistrations(api.database, {
        reaches,
        stage: stage ?? null,
        after: placeAt(cursor),
        limit: limit + 1,
      });
      const { rows, nextCursor } = pageOf(found, limit, ({ createdAt, id }) =>
        cursorAt(createdAt.toISOString(), id),
      );
      const registrations = rows.map(({ agencyCode, officeId, createdAt, dueAt, ...rest }) => ({
        ...rest,
        agency: agencyCode,
        office: officeId,
        createdAt: createdAt.toISOString(),
        dueAt: dueAt.toISOString(),
      }));
      return { status: 200, body: { registrations, nextCursor } };
    },
  }),
  applicantOrSignedInEndpoint({
    method: 'get',
    path: '/registrations/{id}',
    tag,
    summary: 'A registration with its timeline',
    description: "Contact details of DGFT's record are masked.",
    pathSchema: registrationPath,
    answers: { 200: { description: 'It', schema: registrationAnswer } },
    handle: async ({ account, path, api }) => {
      const isApplicant = 'registration' in account;
      const row = isApplicant ? account.registration : await allowed(api, account, 'view', path.id);
      const viewer = isApplicant ? 'applicant' : viewerOf(account);
      const events = await listAuditOf(api.database, `registration/${row.id}`);
      return { status: 200, body: registrationWithTimeline(row, viewer, events) };
    },
  }),
  endpoint({
    method: 'get',
    path: '/registrations/{id}/letter',
    tag,
    summary: 'The letter of authorisation, byte for byte',
    pathSchema: registrationPath,
    answers: { 200: { description: 'The PDF, as attachment', mediaType: 'application/pdf' } },
    handle: async ({ account, path, api }) => {
      const { number, letterKey } = await allowed(api, account, 'decide', path.id);
      const stored = letterKey === null ? null : await api.storage.get(letterKey);
      if (stored?.outcome !== 'found') throw problem('not-found', 'There is no letter yet.');
      const name = `authorisation-${number.replaceAll('/', '-')}.pdf`;
      return { status: 200, file: { type: 'application/pdf', bytes: stored.bytes, name } };
    },
  }),
  endpoint({
    ...message,
    path: '/registrations/{id}/decision',
    summary: 'Approve or reject',
    description:
      'DGFT operations decide on administrators, an agency’s administrator on its officers, and ' +
      'for rights of DGFT operations a second person of theirs than the one who proposed.',
    bodySchema: registrationDecisionBody,
    problems: [...messageProblems, 'revision-stale', 'not-authorised', 'own-proposal'],
    handle: async (asked) => {
      const { account, path, body, api, mayBeRepeat } = asked;
      const row = await allowed(api, account, mayBeRepeat ? 'view' : 'decide', path.id);
      const { approve, expectedRevision } = body;
      const reason = body.approve ? null : body.reason;
      const by = { accountId: account.accountId, role: account.role };
      return tellRegistration(asked, row, contract.decide, {
        by,
        expectedRevision,
        approve,
        reason,
      });
    },
  }),
  endpoint({
    ...message,
    path: '/registrations/{id}/resume',
    summary: 'Let a parked registration go on',
    bodySchema: resumeBody,
    problems: [...messageProblems, 'revision-stale', 'not-authorised'],
    handle: async (asked) => {
      const { account, path, body, api, mayBeRepeat } = asked;
      const row = await allowed(api, account, mayBeRepeat ? 'view' : 'resume', path.id);
      const by = { accountId: account.accountId, role: account.role };
      return tellRegistration(asked, row, contract.resume, { by, ...body });
    },
  }),
];
