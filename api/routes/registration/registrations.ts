import { v7 } from 'uuid';
import type { z } from 'zod';
import { findRegistration } from '../../../db/queries/registration/registration.ts';
import type { Registrant } from '../../../workflows/user-registration/contract.ts';
import { allow } from '../../authority.ts';
import { requireCaptcha } from '../../captcha/require-captcha.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { type Answer, endpoint, publicEndpoint } from '../../endpoint.ts';
import { limited } from '../../limits/limit.ts';
import { networkOf } from '../../limits/network.ts';
import { keyedRequest, onceAsMessage } from '../../middleware/idempotency.ts';
import { problem } from '../../problem/problem.ts';
import { registrationSeen, type Viewer } from '../../registration/registration-answer.ts';
import { pendingHeaders } from '../../registration/registration-message.ts';
import {
  hashOfSecret,
  newRegistrationSecret,
  registrationIdOf,
  registrationSecret,
} from '../../registration/registration-secret.ts';
import {
  begunRegistration,
  pendingRegistration,
  proposalBody,
  proposedRegistration,
  registrationBody,
} from '../../schemas/registration/registration.ts';
import { beginRegistration } from '../../temporal/registration-messages.ts';

type Wanted = z.output<typeof registrationBody> | z.output<typeof proposalBody>;

function registrantOf(body: Wanted): Registrant {
  if (body.kind === 'exporter') return { kind: body.kind, iec: body.iec };
  const { name, email, mobile, designation } = body;
  const person = { name, email, mobile, designation };
  switch (body.kind) {
    case 'agency-administrator':
      return { kind: body.kind, agencyCode: body.agency, person };
    case 'officer':
      return { kind: body.kind, agencyCode: body.agency, officeId: body.office, person };
    case 'exporter-user':
      return { kind: body.kind, iec: body.iec, person, rights: body.rights };
    case 'customs-agent': {
      const { kind, iec, rights, brokerFirm, brokerLicence } = body;
      return { kind, iec, person, rights, brokerFirm, brokerLicence };
    }
    case 'staff':
      return { kind: body.kind, role: body.role, person };
    default:
      return body satisfies never;
  }
}

/** Begins a registration under an id, or finds it begun: the answer is the same. */
async function begun(
  api: ApiDependencies,
  id: string,
  updateId: string,
  input: Omit<Parameters<typeof beginRegistration>[3], 'secretHash'>,
  viewer: Viewer,
): Promise<Answer> {
  const secretHash = hashOfSecret(newRegistrationSecret(api.masterKeys, id));
  const known = await findRegistration(api.database, id);
  if (!known) {
    const message = { ...input, secretHash };
    const sent = await beginRegistration(api.temporal, id, updateId, message);
    if (sent.outcome === 'unknown') {
      return { status: 202, body: { id }, headers: pendingHeaders(id) };
    }
  }
  const row = known ?? (await findRegistration(api.database, id));
  if (!row) throw new Error('a registration that has begun is not on record');
  const headers = { Location: `/api/v1/registrations/${id}` };
  return { status: 201, body: registrationSeen(row, viewer), headers };
}

const pending = {
  description: 'No answer in time. Repeat with the same key to learn the outcome.',
  schema: pendingRegistration,
};

export const beginEndpoints = [
  publicEndpoint({
    method: 'post',
    path: '/registrations',
    tag: 'Registration',
    summary: 'Register as an exporter, an agency administrator or an officer',
    description:
      'The answer is the same whether or not there is an account already. `secret` is what the ' +
      'applicant comes back with; a repeat with the same key and body gives the same one.',
    idempotency: 'message',
    bodySchema: registrationBody,
    answers: {
      201: { description: 'Begun: bring what is `missing`', schema: begunRegistration },
      202: pending,
    },
    problems: [
      'captcha-refused',
      'too-many-requests',
      'iec-unknown',
      'iec-not-active',
      'iec-contact-missing',
      'unknown-agency',
      'unknown-office',
      'email-not-official',
      'email-not-of-agency',
      'stage-forbids-action',
    ],
    handle: async ({ body, api, request, idempotencyKey }) => {
      if (idempotencyKey === null) {
        throw problem('idempotency-key-missing', 'This request needs an Idempotency-Key.');
      }
      const id = await registrationIdOf(api, request, idempotencyKey);
      const network = networkOf(request);
      const keyed = keyedRequest(request, id, idempotencyKey);
      const answer = await onceAsMessage(api.database, keyed, request, async (mayBeRepeat) => {
        if (!mayBeRepeat) {
          await limited(api, 'registration', network);
          await requireCaptcha(api, body.captcha);
        }
        const input = { registrant: registrantOf(body), proposedBy: null, network };
        return begun(api, id, idempotencyKey, input, 'applicant');
      });
      // Put in after the answer was stored for repeats: secrets are not.
      const row = answer.status === 201 ? await findRegistration(api.database, id) : null;
      if (!row) return answer;
      const secret = registrationSecret(api.masterKeys, row);
      return { ...answer, body: { ...Object(answer.body), secret } };
    },
  }),
  endpoint({
    method: 'post',
    path: '/invitations',
    tag: 'Registration',
    summary: "Propose a further user of your IEC, a customs agent, or one of DGFT's staff",
    description:
      'The person gets a link by mail and goes on from there. Whether he has an account already ' +
      'is not told.',
    idempotency: 'message',
    bodySchema: proposalBody,
    answers: {
      201: { description: 'Proposed', schema: proposedRegistration },
      202: pending,
    },
    problems: ['not-authorised', 'too-many-requests', 'stage-forbids-action'],
    handle: async ({ body, account, api, request, idempotencyKey, mayBeRepeat }) => {
      const iec = 'iec' in body ? body.iec : null;
      const kind = `${body.kind}-registration` as const;
      allow(account, 'propose', { kind, iec });
      if (!mayBeRepeat) await limited(api, 'proposals', account.accountId);
      const key = idempotencyKey ?? v7();
      const id = await registrationIdOf(api, request, `${account.accountId}/${key}`);
      const proposedBy = { accountId: account.accountId, role: account.role };
      const input = { registrant: registrantOf(body), proposedBy, network: networkOf(request) };
      return begun(api, id, key, input, 'proposer');
    },
  }),
];
