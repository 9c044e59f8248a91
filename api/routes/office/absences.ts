import { findAbsence } from '../../../db/queries/account/absence.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import { allow } from '../../authority.ts';
import { endpoint } from '../../endpoint.ts';
import { absenceShown, endAbsence, setAbsence } from '../../people/officer-absence.ts';
import type { ProblemCode } from '../../problem/catalogue.ts';
import { personPath } from '../../schemas/account/people.ts';
import { absenceAnswer, absenceBody } from '../../schemas/office/absence.ts';
import { officerFor } from './officers.ts';

const tag = 'Office queue';
const own = '/account/absence';
const ofOfficer = '/officers/{id}/absence';

const description =
  'From its first day on claimed cases go to the stand-in, where he is of their office, or back to ' +
  'the queue; approved ones that wait for the signature go back to the queue.';
const problems: readonly ProblemCode[] = ['absence-over', 'stand-in-not-available'];
const answers = { 200: { description: 'The leave that is noted', schema: absenceAnswer } };

const officerHimself = (account: SignedIn) =>
  allow(account, 'set-absence', { kind: 'own-account', accountId: account.accountId }).accountId;

export const absenceEndpoints = [
  endpoint({
    method: 'get',
    path: own,
    tag,
    summary: 'Your present or next leave',
    answers,
    handle: async ({ account, api }) => {
      const found = await findAbsence(api.database, officerHimself(account));
      return { status: 200, body: absenceShown(found) };
    },
  }),
  endpoint({
    method: 'put',
    path: own,
    tag,
    summary: 'Say when you are on leave, and who stands in',
    description,
    bodySchema: absenceBody,
    answers,
    problems,
    handle: async ({ account, body, request, api }) => {
      const set = await setAbsence(api, officerHimself(account), body, { account, request });
      return { status: 200, body: absenceShown(set) };
    },
  }),
  endpoint({
    method: 'delete',
    path: own,
    tag,
    summary: 'End your leave, or give it up',
    answers: { 204: { description: 'No leave is noted' } },
    handle: async ({ account, request, api }) => {
      await endAbsence(api, officerHimself(account), { account, request });
      return { status: 204 };
    },
  }),
  endpoint({
    method: 'get',
    path: ofOfficer,
    tag,
    summary: "An officer's present or next leave",
    pathSchema: personPath,
    answers,
    handle: async ({ account, path, api }) => {
      const { id } = await officerFor(api, account, 'view', path.id);
      return { status: 200, body: absenceShown(await findAbsence(api.database, id)) };
    },
  }),
  endpoint({
    method: 'put',
    path: ofOfficer,
    tag,
    summary: 'Say when an officer is on leave, and who stands in',
    description,
    pathSchema: personPath,
    bodySchema: absenceBody,
    answers,
    problems,
    handle: async ({ account, path, body, request, api }) => {
      const { id } = await officerFor(api, account, 'set-absence', path.id);
      const set = await setAbsence(api, id, body, { account, request });
      return { status: 200, body: absenceShown(set) };
    },
  }),
  endpoint({
    method: 'delete',
    path: ofOfficer,
    tag,
    summary: "End an officer's leave, or give it up",
    pathSchema: personPath,
    answers: { 204: { description: 'No leave is noted' } },
    handle: async ({ account, path, request, api }) => {
      const { id } = await officerFor(api, account, 'set-absence', path.id);
      await endAbsence(api, id, { account, request });
      return { status: 204 };
    },
  }),
];
