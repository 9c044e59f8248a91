import type { Database, Transaction } from '../../../db/database.ts';
import { readOfficerOf } from '../../../db/queries/account/authority.ts';
import { type Case, lockCase } from '../../../db/queries/case/application.ts';
import { handCase } from '../../../db/queries/case/claim.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import { allow } from '../../authority.ts';
import { type Answer, endpoint } from '../../endpoint.ts';
import { problem } from '../../problem/problem.ts';
import { claimAnswer } from '../../queue-answer.ts';
import { applicationPath } from '../../schemas/addresses.ts';
import { claimState, reassignBody } from '../../schemas/case/queue.ts';

type Asked = { account: SignedIn; path: { id: string }; database: Database | Transaction };
type Taker = { accountId: string; name: string };

/** Holds the case while it is looked at and handed on: of two who ask at once, one finds it taken. */
function handOn(
  { account, path, database }: Asked,
  action: 'claim' | 'unclaim' | 'reassign',
  takerOf: (one: Case, transaction: Transaction) => Promise<Taker | null>,
): Promise<Answer> {
  return database.transaction(async (own) => {
    const one = allow<'application', Case>(account, action, await lockCase(own, path.id));
    const taker = await takerOf(one, own);
    const at = new Date();
    const isHis = taker !== null && taker.accountId === one.reviewerId;
    const reviewerId = taker?.accountId ?? null;
    if (!isHis) await handCase(own, one, { reviewerId, by: account, action, at });
    const claimedAt = isHis ? one.claimedAt : at;
    const claim = claimAnswer({ reviewerId, reviewerName: taker?.name ?? null, claimedAt });
    const { id: applicationId, stage, revision } = one;
    return { status: 200, body: { applicationId, stage, revision, claim } };
  });
}

const shared = {
  method: 'post',
  tag: 'Office queue',
  idempotency: 'record',
  pathSchema: applicationPath,
  answers: { 200: { description: 'Who has the case now', schema: claimState } },
} as const;

export const claimEndpoints = [
  endpoint({
    ...shared,
    path: '/applications/{id}/claim',
    summary: "Take a case off the office's queue",
    description:
      'From then on no other officer of the office decides it. To decide an unclaimed case claims it too.',
    problems: ['claimed-by-another', 'own-organisation', 'on-leave', 'stage-forbids-action'],
    handle: (asked) => handOn(asked, 'claim', async () => asked.account),
  }),
  endpoint({
    ...shared,
    path: '/applications/{id}/unclaim',
    summary: "Give a claimed case back to the office's queue",
    problems: ['claimed-by-another', 'stage-forbids-action'],
    handle: (asked) => handOn(asked, 'unclaim', async () => null),
  }),
  endpoint({
    ...shared,
    path: '/applications/{id}/reassign',
    summary: 'Hand a case to an officer of its office',
    bodySchema: reassignBody,
    problems: ['officer-not-available', 'own-organisation', 'stage-forbids-action'],
    handle: (asked) =>
      handOn(asked, 'reassign', async ({ officeId }, own) => {
        const officer = await readOfficerOf(own, officeId, asked.body.officer);
        if (officer) return officer;
        throw problem(
          'officer-not-available',
          'The officer is not active, not mapped to the office of this case, or on leave.',
        );
      }),
  }),
];
