import { readNewestVersions, readScheme } from '../../../db/queries/agreement/scheme-version.ts';
import type { Case } from '../../../db/queries/case/application.ts';
import { readParentOf } from '../../../db/queries/certificate/parent.ts';
import { areOpenTo, quoteCostSheets } from '../../../db/queries/cost-sheet/quoted.ts';
import { listHolidays } from '../../../db/queries/dgft/holiday.ts';
import { counterOf, findOfficeById } from '../../../db/queries/office/office.ts';
import { findUnlisted } from '../../../db/queries/reference/lists.ts';
import { readServedFrom } from '../../../db/queries/transition/transition.ts';
import { examineCase, schemeVersionFor } from '../../../domain/application/request.ts';
import { sheetsClosed } from '../../../domain/cost-sheet/closed.ts';
import {
  objectionToOffice,
  objectionToPayment,
  type PaymentWay,
} from '../../../domain/office/acceptance.ts';
import { signingActions } from '../../../domain/stage.ts';
import { allow } from '../../authority.ts';
import { requireDeclaration } from '../../declaration/prove-declaration.ts';
import { endpoint } from '../../endpoint.ts';
import { proofProblems } from '../../problem/area/certificate-problems.ts';
import { isProblemCode } from '../../problem/catalogue.ts';
import { problem, refusalProblem } from '../../problem/problem.ts';
import {
  decisionBody,
  payBody,
  resumeBody,
  revisionBody,
  signatureBody,
  submitBody,
  withdrawalBody,
} from '../../schemas/case/messages.ts';
import { todayInIndia } from '../../today.ts';
import { type MessageAsked, messageEndpoint, messageProblems, sendToCase } from './send-to-case.ts';

/** Refuses what the rules or the office refuse before anything is started or charged. */
async function examine(
  { api, account }: MessageAsked,
  one: Case,
  way: PaymentWay | undefined,
): Promise<void> {
  const isAgent = account.role === 'customs-agent';
  if (isAgent && !(await areOpenTo(api.database, one.content, account.accountId))) {
    throw refusalProblem([sheetsClosed(one.content)]);
  }
  const [office, holidays, servedFrom, parent, costSheets, newest] = await Promise.all([
    findOfficeById(api.database, one.officeId),
    listHolidays(api.database),
    readServedFrom(api.database),
    readParentOf(api.database, one),
    quoteCostSheets(api.database, one),
    readNewestVersions(api.database),
  ]);
  const counter = office && counterOf(office);
  const objection =
    counter && (objectionToOffice(counter, one) ?? (way ? objectionToPayment(counter, way) : null));
  if (objection) throw problem(objection.code, objection.message);
  const today = todayInIndia();
  const version = schemeVersionFor(parent, newest.get(one.scheme) ?? 1);
  const asked = {
    application: one.content,
    scheme: await readScheme(api.database, one.scheme, version),
    exporter: null,
    today,
    holidays,
    servedFrom,
    costSheets,
    unlisted: await findUnlisted(api.database, one.content, { costSheets, today }),
  };
  const { refusals } = examineCase(asked, { purpose: one.purpose, parent });
  const [first, ...rest] = refusals;
  if (first && isProblemCode(first.code)) throw problem(first.code, first.message);
  if (first) throw refusalProblem([first, ...rest]);
}

export const caseMessageEndpoints = [
  endpoint({
    ...messageEndpoint,
    path: '/applications/{id}/submit',
    summary: 'Submit a draft and pay its fee',
    description:
      'Refusals by the rules carry the code of the rule and the reasoning. Who names the fee that ' +
      'was shown, as `expectedFeePaise`, is charged that or nothing. Who names no way to pay is ' +
      'asked for it where the fee is not nothing. Under agreements whose certificates exporters ' +
      'issue themselves the signature over GET …/declaration is needed.',
    bodySchema: submitBody,
    problems: [
      ...messageProblems,
      'iec-not-active',
      'office-closed',
      'scheme-not-at-office',
      'gateway-not-offered',
      'wallet-not-offered',
      'fee-changed',
      'token-not-registered',
      'declaration-not-signed',
      'declaration-not-accepted',
      ...proofProblems,
    ],
    handle: (asked) =>
      sendToCase(asked, 'submit', async (messages, one, { updateId, by }) => {
        const { expectedRevision, expectedFeePaise, payment, declaration } = asked.body;
        const paymentMethod = payment?.method;
        if (!asked.mayBeRepeat) {
          if (paymentMethod === 'wallet') allow(asked.account, 'use-wallet', one);
          await examine(asked, one, paymentMethod);
          await requireDeclaration(asked.api, asked.account, one, declaration);
        }
        const input = { by, expectedRevision, expectedFeePaise, paymentMethod, declaration };
        return messages.submit(one.id, one, updateId, input);
      }),
  }),
  endpoint({
    ...messageEndpoint,
    path: '/applications/{id}/payment',
    summary: 'Pay the fee of a case that awaits payment, or try anew',
    bodySchema: payBody,
    problems: [
      ...messageProblems,
      'wallet-insufficient',
      'payment-order-open',
      'gateway-not-offered',
      'wallet-not-offered',
    ],
    handle: (asked) =>
      sendToCase(asked, 'pay', (messages, one, { updateId, by }) => {
        const { expectedRevision, payment } = asked.body;
        return messages.pay(one.id, updateId, {
          by,
          expectedRevision,
          paymentMethod: payment.method,
        });
      }),
  }),
  endpoint({
    ...messageEndpoint,
    path: '/applications/{id}/decision',
    summary: 'Approve or reject',
    bodySchema: decisionBody,
    problems: [
      ...messageProblems,
      'signing-officer-not-of-office',
      'token-not-registered',
      'issue-window-closed',
    ],
    handle: (asked) => {
      const { expectedRevision, decision } = asked.body;
      return sendToCase(asked, decision.approve ? 'approve' : 'reject', (messages, one, message) =>
        messages.decide(one.id, message.updateId, { by: message.by, expectedRevision, decision }),
      );
    },
  }),
  endpoint({
    ...messageEndpoint,
    path: '/applications/{id}/signing-request',
    summary: 'Ask for a new signing request',
    description:
      'Needed on another day than the one printed, and after a change of token; by the exporter of ' +
      'a self-declared certificate also the first time.',
    bodySchema: revisionBody,
    problems: [
      ...messageProblems,
      'not-signing-officer',
      'token-not-registered',
      'issue-window-closed',
      'signature-image-missing',
    ],
    handle: (asked) =>
      sendToCase(
        asked,
        ({ stage }) => signingActions(stage).prepare,
        (messages, one, { updateId, by }) =>
          messages.renewSigningRequest(one.id, updateId, { by, ...asked.body }),
      ),
  }),
  endpoint({
    ...messageEndpoint,
    path: '/applications/{id}/signature',
    summary: "Hand in the signature of the officer's token, or of the exporter's own",
    bodySchema: signatureBody,
    problems: [
      ...messageProblems,
      'not-signing-officer',
      'signing-request-stale',
      'signature-not-accepted',
    ],
    handle: (asked) =>
      sendToCase(
        asked,
        ({ stage }) => signingActions(stage).sign,
        (messages, one, { updateId, by }) =>
          messages.attachSignature(one.id, updateId, { by, ...asked.body }),
      ),
  }),
  endpoint({
    ...messageEndpoint,
    path: '/applications/{id}/withdrawal',
    summary: 'Take the case back',
    description:
      'GET /api/v1/fees/outcomes says what becomes of the fee. A case that is signed already stays.',
    bodySchema: withdrawalBody,
    problems: messageProblems,
    handle: (asked) =>
      sendToCase(asked, 'withdraw', (messages, one, { updateId, by }) =>
        messages.withdraw(one.id, updateId, { by, ...asked.body }),
      ),
  }),
  endpoint({
    ...messageEndpoint,
    path: '/applications/{id}/resume',
    summary: 'Let a parked case go on',
    bodySchema: resumeBody,
    problems: messageProblems,
    handle: (asked) =>
      sendToCase(asked, 'resume', (messages, one, { updateId, by }) =>
        messages.resume(one.id, updateId, { by, ...asked.body }),
      ),
  }),
];
