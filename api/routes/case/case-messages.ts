import { type Case, findCase } from '../../../db/queries/case/application.ts';
import { listHolidays } from '../../../db/queries/dgft/holiday.ts';
import { counterOf, findOfficeById } from '../../../db/queries/office/office.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import { examineApplication } from '../../../domain/application/examine.ts';
import {
  objectionToOffice,
  objectionToPayment,
  type PaymentWay,
} from '../../../domain/office/acceptance.ts';
import type { Action } from '../../../domain/stage.ts';
import { allow } from '../../authority.ts';
import { todayInIndia } from '../../case-answer.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { type Answer, endpoint } from '../../endpoint.ts';
import type { ProblemCode } from '../../problem/catalogue.ts';
import { problem, refusalProblem } from '../../problem/problem.ts';
import { applicationPath } from '../../schemas/addresses.ts';
import { caseState, pendingAnswer } from '../../schemas/case/answers.ts';
import {
  decisionBody,
  payBody,
  resumeBody,
  revisionBody,
  signatureBody,
  submitBody,
} from '../../schemas/case/messages.ts';
import {
  type CaseMessages,
  createCaseMessages,
  type MessageOutcome,
} from '../../temporal/case-messages.ts';

type Sent = {
  account: SignedIn;
  path: { id: string };
  body: { expectedRevision: number };
  idempotencyKey: string | null;
  mayBeRepeat: boolean;
  api: ApiDependencies;
};

/**
 * Sends one message to a case. A request that may be a repeat is not held against the stage it
 * has itself brought about: the process knows its update id and gives the first outcome.
 */
async function send(
  asked: Sent,
  action: Action,
  deliver: (
    messages: CaseMessages,
    one: Case,
    message: { updateId: string; by: Pick<SignedIn, 'accountId' | 'role'> },
  ) => Promise<MessageOutcome>,
): Promise<Answer> {
  const { account, path, body, api, mayBeRepeat } = asked;
  const updateId = asked.idempotencyKey ?? '';
  const found = await findCase(api.database, path.id);
  const one = allow<'application', Case>(account, mayBeRepeat ? 'view' : action, found);
  if (!mayBeRepeat && one.revision !== body.expectedRevision) {
    throw problem('revision-stale', `The case is at revision ${one.revision}.`);
  }
  const by = { accountId: account.accountId, role: account.role };
  const sent = await deliver(createCaseMessages(api.temporal), one, { updateId, by });
  return sent.outcome === 'done'
    ? { status: 200, body: { applicationId: one.id, ...sent.state } }
    : {
        status: 202,
        body: { applicationId: one.id, updateId },
        headers: { Location: `/api/v1/applications/${one.id}`, 'Retry-After': '2' },
      };
}

/** Refuses what the rules or the office refuse before anything is started or charged. */
async function examine({ api }: Sent, one: Case, way: PaymentWay): Promise<void> {
  const office = await findOfficeById(api.database, one.officeId);
  const counter = office && counterOf(office);
  const objection =
    counter && (objectionToOffice(counter, one.scheme) ?? objectionToPayment(counter, way));
  if (objection) throw problem(objection.code, objection.message);
  const { refusals } = examineApplication({
    application: one.content,
    exporter: null,
    today: todayInIndia(),
    holidays: await listHolidays(api.database),
  });
  const [first, ...rest] = refusals;
  if (first) throw refusalProblem([first, ...rest]);
}

const shared = {
  method: 'post',
  tag: 'Case',
  idempotency: 'message',
  pathSchema: applicationPath,
  answers: {
    200: { description: 'Where the case stands now', schema: caseState },
    202: {
      description: 'No answer in time. Repeat with the same key to learn the outcome.',
      schema: pendingAnswer,
    },
  },
} as const;

const common: readonly ProblemCode[] = [
  'not-authorised',
  'stage-forbids-action',
  'revision-stale',
  'case-busy',
  'case-moved-on',
  'needs-attention',
];

export const caseMessageEndpoints = [
  endpoint({
    ...shared,
    path: '/applications/{id}/submit',
    summary: 'Submit a draft and pay its fee',
    description:
      'Refusals by the rules carry the code of the rule and the reasoning. Who names the fee that ' +
      'was shown, as `expectedFeePaise`, is charged that or nothing.',
    bodySchema: submitBody,
    problems: [
      ...common,
      'iec-not-active',
      'office-closed',
      'scheme-not-at-office',
      'gateway-not-offered',
      'wallet-not-offered',
      'fee-changed',
    ],
    handle: (asked) =>
      send(asked, 'submit', async (messages, one, { updateId, by }) => {
        const { expectedRevision, expectedFeePaise, payment } = asked.body;
        if (!asked.mayBeRepeat && payment.method === 'wallet') {
          allow(asked.account, 'use-wallet', one);
        }
        if (!asked.mayBeRepeat) await examine(asked, one, payment.method);
        const paymentMethod = payment.method;
        const input = { by, expectedRevision, expectedFeePaise, paymentMethod };
        return messages.submit(one.id, one, updateId, input);
      }),
  }),
  endpoint({
    ...shared,
    path: '/applications/{id}/payment',
    summary: 'Pay the fee of a case that awaits payment, or try anew',
    bodySchema: payBody,
    problems: [
      ...common,
      'wallet-insufficient',
      'payment-order-open',
      'gateway-not-offered',
      'wallet-not-offered',
    ],
    handle: (asked) =>
      send(asked, 'pay', (messages, one, { updateId, by }) => {
        const { expectedRevision, payment } = asked.body;
        return messages.pay(one.id, updateId, {
          by,
          expectedRevision,
          paymentMethod: payment.method,
        });
      }),
  }),
  endpoint({
    ...shared,
    path: '/applications/{id}/decision',
    summary: 'Approve or reject',
    bodySchema: decisionBody,
    problems: [
      ...common,
      'signing-officer-not-of-office',
      'token-not-registered',
      'issue-window-closed',
    ],
    handle: (asked) => {
      const { expectedRevision, decision } = asked.body;
      return send(asked, decision.approve ? 'approve' : 'reject', (messages, one, message) =>
        messages.decide(one.id, message.updateId, { by: message.by, expectedRevision, decision }),
      );
    },
  }),
  endpoint({
    ...shared,
    path: '/applications/{id}/signing-request',
    summary: 'Ask for a new signing request',
    description: 'Needed on another day than the one printed, and after a change of token.',
    bodySchema: revisionBody,
    problems: [...common, 'not-signing-officer', 'token-not-registered', 'issue-window-closed'],
    handle: (asked) =>
      send(asked, 'renew-signing-request', (messages, one, { updateId, by }) =>
        messages.renewSigningRequest(one.id, updateId, { by, ...asked.body }),
      ),
  }),
  endpoint({
    ...shared,
    path: '/applications/{id}/signature',
    summary: "Hand in the signature of the officer's token",
    bodySchema: signatureBody,
    problems: [...common, 'not-signing-officer', 'signing-request-stale', 'signature-not-accepted'],
    handle: (asked) =>
      send(asked, 'attach-signature', (messages, one, { updateId, by }) =>
        messages.attachSignature(one.id, updateId, { by, ...asked.body }),
      ),
  }),
  endpoint({
    ...shared,
    path: '/applications/{id}/resume',
    summary: 'Let a parked case go on',
    bodySchema: resumeBody,
    problems: common,
    handle: (asked) =>
      send(asked, 'resume', (messages, one, { updateId, by }) =>
        messages.resume(one.id, updateId, { by, ...asked.body }),
      ),
  }),
];
