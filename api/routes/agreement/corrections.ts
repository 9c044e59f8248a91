import type { Request } from 'express';
import { v7 } from 'uuid';
import type { z } from 'zod';
import type { Transaction } from '../../../db/database.ts';
import {
  approveCorrection,
  type Correction,
  declineCorrection,
  findCorrection,
  insertCorrection,
  listOpenCorrections,
  lockCorrections,
} from '../../../db/queries/agreement/correction.ts';
import {
  readNewestVersions,
  readSchemesToday,
} from '../../../db/queries/agreement/scheme-version.ts';
import { audit } from '../../../db/queries/audit/audit.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import { type CorrectionTerms, objectionsTo } from '../../../domain/agreement/correction.ts';
import { figuresOf } from '../../../domain/agreement/figures.ts';
import type { Scheme } from '../../../domain/agreement/scheme.ts';
import { schemeByCode } from '../../../domain/agreement/schemes.ts';
import { compareDates } from '../../../domain/calendar/plain-date.ts';
import { allow, mayReach } from '../../authority.ts';
import { endpoint } from '../../endpoint.ts';
import { layoutInProgram, readLayouts } from '../../layouts.ts';
import { problem } from '../../problem/problem.ts';
import {
  agreementPath,
  correctionAnswer,
  correctionBody,
  correctionDecisionBody,
  correctionPath,
  correctionsAnswer,
} from '../../schemas/agreement/agreement.ts';
import { figureValue } from '../../schemas/agreement/figure-values.ts';
import { todayInIndia } from '../../today.ts';
import { toldBy } from '../../told-by.ts';
import { agreementResource } from './agreement-resource.ts';

const tag = 'Agreements';

/** A correction as it is answered. */
export function correctionShown({ terms, proposedAt, decidedAt, ...rest }: Correction) {
  const answer: z.output<typeof correctionAnswer> = {
    ...rest,
    ...terms,
    proposedAt: proposedAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
  };
  return answer;
}

/** What does not fit the form of a figure's value, by where it stands in the body. */
function faultsOfValues({ figures }: CorrectionTerms) {
  return figures.flatMap(({ figure, value }, index) => {
    const read = figureValue(figure)?.safeParse(value);
    return (read?.error?.issues ?? []).map(({ path, message }) => ({
      pointer: ['', 'figures', index, 'value', ...path.map(String)].join('/'),
      detail: message,
    }));
  });
}

/** Refuses terms that cannot become a version: now, or no longer. */
function requireFitting(record: Scheme, terms: CorrectionTerms): void {
  const objections = objectionsTo(record, terms, layoutInProgram(record.code));
  const [first] = objections;
  if (first) {
    const errors = objections.map(({ pointer, message: detail }) => ({ pointer, detail }));
    throw problem(first.code, first.message, { errors });
  }
  const errors = faultsOfValues(terms);
  const [fault] = errors;
  if (fault) throw problem('figure-value-refused', fault.detail, { errors });
}

/** The figures that terms correct, as they count today. */
async function before(transaction: Transaction, record: Scheme, { figures }: CorrectionTerms) {
  const [scheme = record] = await readSchemesToday(transaction, [record]);
  const layout = (await readLayouts(transaction)).get(record.code);
  const named = new Set(figures.map(({ figure }) => figure));
  const version = (await readNewestVersions(transaction)).get(record.code) ?? 1;
  const all = layout ? [...figuresOf(scheme), layout] : figuresOf(scheme);
  return { version, figures: all.filter(({ figure }) => named.has(figure)) };
}

const later = (one: string, other: string): string => (compareDates(one, other) < 0 ? other : one);

/** Decides on a correction and, where it is approved, makes it the next version. */
async function decide(
  transaction: Transaction,
  { id, scheme: code, terms }: Correction,
  decision: z.output<typeof correctionDecisionBody>,
  { account, request }: { account: SignedIn; request: Request },
): Promise<Correction> {
  await lockCorrections(transaction);
  const record = schemeByCode(code);
  if (!record) throw new Error(`there is no scheme ${code}`);
  const told = toldBy(account, request);
  const decided = { decidedBy: account.accountId, decidedAt: told.at };
  const was = await before(transaction, record, terms);
  if (decision.approve) requireFitting(record, terms);
  const kept = decision.approve
    ? await approveCorrection(
        transaction,
        { id, scheme: code },
        { ...decided, countsFrom: later(terms.from, todayInIndia()) },
      )
    : await declineCorrection(transaction, { id }, { ...decided, reason: decision.reason });
  if (!kept) throw problem('correction-decided', 'Somebody has decided on it already.');
  const { version, countsFrom } = kept;
  await audit(transaction, {
    ...told,
    subject: `agreement/${code}`,
    action: decision.approve ? 'agreement-correction-approved' : 'agreement-correction-declined',
    before: was,
    after: decision.approve
      ? { id, version, countsFrom, ...terms }
      : { id, reason: decision.reason },
  });
  return kept;
}

export const correctionEndpoints = [
  endpoint({
    method: 'get',
    path: '/agreements/corrections',
    tag,
    summary: 'Corrections of agreements that wait for a second person',
    answers: { 200: { description: 'Oldest first', schema: correctionsAnswer } },
    handle: async ({ account, api }) => {
      mayReach(account, 'view-proposals', 'agreement');
      const corrections = await listOpenCorrections(api.database);
      return { status: 200, body: { corrections: corrections.map(correctionShown) } };
    },
  }),
  endpoint({
    method: 'post',
    path: '/agreements/{code}/corrections',
    tag,
    summary: 'Propose to correct what is not certain of an agreement',
    description:
      'Nothing changes until a second person of DGFT operations approves. From its day on new ' +
      'applications are decided under it; those that were submitted keep their version.',
    idempotency: 'record',
    pathSchema: agreementPath,
    bodySchema: correctionBody,
    answers: { 201: { description: 'The proposal', schema: correctionAnswer } },
    problems: ['figure-not-uncertain', 'figure-value-refused', 'correction-backdated'],
    handle: async ({ account, path, body: terms, request, database }) => {
      const resource = agreementResource(schemeByCode(path.code));
      const { scheme: record } = allow(account, 'propose', resource);
      requireFitting(record, terms);
      const today = todayInIndia();
      if (compareDates(terms.from, today) < 0) {
        const errors = [{ pointer: '/from', detail: `Is before ${today}.` }];
        throw problem('correction-backdated', `It is ${today} in India.`, { errors });
      }
      return database.transaction(async (own) => {
        const told = toldBy(account, request);
        const proposed = { proposedBy: account.accountId, proposedAt: told.at };
        const row = await insertCorrection(own, {
          ...{ id: v7(), scheme: record.code, terms },
          ...proposed,
        });
        await audit(own, {
          ...told,
          subject: `agreement/${record.code}`,
          action: 'agreement-correction-proposed',
          before: await before(own, record, terms),
          after: { id: row.id, ...terms },
        });
        return { status: 201, body: correctionShown(row) };
      });
    },
  }),
  endpoint({
    method: 'post',
    path: '/agreements/corrections/{id}/decision',
    tag,
    summary: "Approve or decline somebody else's correction",
    description: 'Approved, it is a version of the agreement that nothing changes any more.',
    idempotency: 'record',
    pathSchema: correctionPath,
    bodySchema: correctionDecisionBody,
    answers: { 200: { description: 'The correction as decided', schema: correctionAnswer } },
    problems: ['figure-not-uncertain', 'figure-value-refused', 'correction-decided'],
    handle: async ({ account, path, body, request, database }) => {
      const found = await findCorrection(database, path.id);
      const resource = found && {
        ...found,
        kind: 'agreement' as const,
        createdBy: found.proposedBy,
      };
      const correction = allow<'agreement', Correction>(account, 'decide', resource);
      return database.transaction(async (own) => {
        const decided = await decide(own, correction, body, { account, request });
        return { status: 200, body: correctionShown(decided) };
      });
    },
  }),
];
