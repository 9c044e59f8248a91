import { listMandates } from '../../../db/queries/account/mandate.ts';
import { audit } from '../../../db/queries/audit/audit.ts';
import {
  askApproval,
  decideApproval,
  findApprover,
} from '../../../db/queries/cost-sheet/approval.ts';
import { shareCostSheet, unshareCostSheet } from '../../../db/queries/cost-sheet/cost-sheet.ts';
import { endpoint } from '../../endpoint.ts';
import { problem } from '../../problem/problem.ts';
import {
  approvalDecisionBody,
  askApprovalBody,
  costSheetAnswer,
  costSheetPath,
  sharePath,
} from '../../schemas/cost-sheet/cost-sheet.ts';
import { toldBy } from '../../told-by.ts';
import { tag } from './cost-sheets.ts';
import { sheetAnswer, sheetFor } from './readable.ts';

const subjectOf = (id: string) => `cost-sheet/${id}`;

export const costSheetSharingEndpoints = [
  endpoint({
    method: 'put',
    path: '/cost-sheets/{id}/shares/{agent}',
    tag,
    summary: 'Open a cost sheet to a customs agent of yours',
    description:
      'He sees every version and may apply by it. Until then it is secret from him, in cases too.',
    pathSchema: sharePath,
    answers: { 200: { description: 'The sheet', schema: costSheetAnswer } },
    problems: ['agent-without-mandate'],
    handle: async ({ account, path: { id, agent: agentId }, request, api: { database } }) => {
      const row = await sheetFor(database, account, 'share', id);
      const [mandate] = await listMandates(database, [row.iec], agentId);
      if (!mandate) {
        throw problem('agent-without-mandate', 'No customs agent of this firm has that account.');
      }
      await database.transaction(async (own) => {
        const share = { costSheetId: id, agentId, sharedBy: account.accountId };
        if (!(await shareCostSheet(own, share))) return;
        const action = 'cost-sheet-shared';
        const after = { iec: row.iec, agent: agentId };
        await audit(own, { subject: subjectOf(id), action, ...toldBy(account, request), after });
      });
      return { status: 200, body: await sheetAnswer(database, account, row) };
    },
  }),
  endpoint({
    method: 'delete',
    path: '/cost-sheets/{id}/shares/{agent}',
    tag,
    summary: 'Close a cost sheet to a customs agent again',
    pathSchema: sharePath,
    answers: { 200: { description: 'The sheet', schema: costSheetAnswer } },
    handle: async ({ account, path: { id, agent: agentId }, request, api: { database } }) => {
      const row = await sheetFor(database, account, 'share', id);
      await database.transaction(async (own) => {
        if (!(await unshareCostSheet(own, { costSheetId: id, agentId }))) return;
        const action = 'cost-sheet-unshared';
        const before = { iec: row.iec, agent: agentId };
        await audit(own, { subject: subjectOf(id), action, ...toldBy(account, request), before });
      });
      return { status: 200, body: await sheetAnswer(database, account, row) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/cost-sheets/{id}/approvals',
    tag,
    summary: 'Ask an agency to approve the version in use in advance',
    description: 'The agency sees that version from then on. Asking again changes nothing.',
    pathSchema: costSheetPath,
    bodySchema: askApprovalBody,
    answers: { 200: { description: 'The sheet', schema: costSheetAnswer } },
    problems: ['unknown-agency', 'cost-sheet-is-retired'],
    handle: async ({ account, path: { id }, body: { agency }, request, api: { database } }) => {
      const row = await sheetFor(database, account, 'ask-approval', id);
      if (row.retiredAt) throw problem('cost-sheet-is-retired', 'Keep a new sheet instead.');
      if (!(await findApprover(database, agency))) {
        throw problem('unknown-agency', `There is no agency ${agency} here.`);
      }
      await database.transaction(async (own) => {
        const { version } = row;
        const askedBy = account.accountId;
        const asked = { costSheetId: id, version, agencyCode: agency, askedBy };
        if (!(await askApproval(own, asked))) return;
        const action = 'cost-sheet-approval-asked';
        const after = { iec: row.iec, version, agency };
        await audit(own, { subject: subjectOf(id), action, ...toldBy(account, request), after });
      });
      return { status: 200, body: await sheetAnswer(database, account, row) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/cost-sheets/{id}/approvals/decision',
    tag,
    summary: 'Approve a version for your agency, or say why not',
    description:
      'Once for each version. A case shows its officer that the agency approved; origin is determined by the figures all the same.',
    pathSchema: costSheetPath,
    bodySchema: approvalDecisionBody,
    answers: { 200: { description: 'The sheet', schema: costSheetAnswer } },
    problems: ['approval-decided', 'own-organisation'],
    handle: async ({ account, path: { id }, body, request, api: { database } }) => {
      const row = await sheetFor(database, account, 'decide', id);
      const agency = account.agencyCode ?? '';
      const approver = await findApprover(database, agency);
      if (approver?.ownIecs.includes(row.iec)) {
        throw problem('own-organisation', 'The agency does not decide on what it exports itself.');
      }
      const { version, approve: approved } = body;
      const reason = body.approve ? null : body.reason;
      await database.transaction(async (own) => {
        const of = { costSheetId: id, version, agencyCode: agency };
        const decided = { decidedBy: account.accountId, approved, reason };
        if (!(await decideApproval(own, of, decided))) {
          throw problem('approval-decided', `Version ${version} does not wait for your agency.`);
        }
        const action = approved ? 'cost-sheet-approved' : 'cost-sheet-not-approved';
        const after = { iec: row.iec, version, agency, reason };
        await audit(own, { subject: subjectOf(id), action, ...toldBy(account, request), after });
      });
      return { status: 200, body: await sheetAnswer(database, account, row, version) };
    },
  }),
];
