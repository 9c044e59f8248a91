import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Action, actions, followers, isClosed, type Stage, waitsFor } from '../stage.ts';
import type { Actor } from './actor.ts';
import { authorize, type Resource } from './authorize.ts';

/** What an action that is allowed may make of a case; those not named leave its stage. */
const effects: Partial<Record<Action, readonly Stage[]>> = {
  submit: [
    'draft',
    'awaiting-payment',
    'under-review',
    'auto-approved-pending-issuance',
    'needs-attention',
  ],
  pay: ['awaiting-payment', 'under-review', 'auto-approved-pending-issuance', 'needs-attention'],
  approve: ['awaiting-signature', 'needs-attention'],
  reject: ['rejected'],
  'raise-query': ['query-raised'],
  'answer-query': ['under-review', 'query-raised'],
  withdraw: ['withdrawn'],
  'attach-signature': ['issued', 'awaiting-signature', 'needs-attention'],
  'prepare-issue': ['auto-approved-pending-issuance', 'needs-attention'],
  issue: ['issued', 'auto-approved-pending-issuance', 'needs-attention'],
};

const person = (accountId: string, role: Actor['role'], more: Partial<Actor> = {}): Actor => ({
  accountId,
  role,
  iecs: [],
  agencyCode: null,
  offices: [],
  scopes: null,
  ...more,
});
const ofEic = { agencyCode: 'EIC', offices: ['EIC-MUMBAI'] };
const all = ['view', 'prepare', 'sign', 'pay', 'manage'] as const;
const ours = [
  person('exporter', 'exporter', { iecs: [{ iec: 'OURS', rights: all }] }),
  person('agent', 'customs-agent', { iecs: [{ iec: 'OURS', rights: ['view', 'prepare'] }] }),
  person('officer', 'officer', ofEic),
  person('second', 'officer', ofEic),
  person('away', 'officer', { ...ofEic, absent: true }),
  person('administrator', 'agency-administrator', { agencyCode: 'EIC' }),
  person('operations', 'dgft-operations'),
];
const strangers = [
  person('other-exporter', 'exporter', { iecs: [{ iec: 'THEIRS', rights: all }] }),
  person('other-agent', 'customs-agent', { iecs: [{ iec: 'THEIRS', rights: all }] }),
  person('other-officer', 'officer', { agencyCode: 'IMC', offices: ['IMC-MUMBAI'] }),
  person('neighbour', 'officer', { agencyCode: 'EIC', offices: ['EIC-DELHI'] }),
  person('other-administrator', 'agency-administrator', { agencyCode: 'IMC' }),
  person('helpdesk', 'helpdesk'),
  person('migration', 'migration-operator'),
];
const people = [...ours, ...strangers];
const deciding: readonly Action[] = ['approve', 'reject', 'raise-query'];

type Kase = Resource<'application'> & { stage: Stage };
type Step = { who: number; action: number; pick: number };

/** Follows an allowed action; who claims, approves and is released is kept as the record keeps it. */
function follow(kase: Kase, actor: Actor, action: Action, pick: number): Kase {
  const reached = effects[action] ?? [kase.stage];
  const stage = reached[pick % reached.length] ?? kase.stage;
  const next = { ...kase, stage };
  if (action === 'claim') return { ...next, reviewerId: actor.accountId };
  if (action === 'unclaim') return { ...next, reviewerId: null };
  if (action === 'reassign') return { ...next, reviewerId: 'second' };
  if (action === 'approve') return { ...next, signingOfficerId: actor.accountId };
  return stage === 'needs-attention' ? { ...next, stage: kase.stage } : next;
}

function tryOne(kase: Kase, { who, action: at, pick }: Step): Kase {
  const actor = people[who % people.length] as Actor;
  const action = actions[at % actions.length] as Action;
  if (authorize(actor, action, kase) !== 'allowed') return kase;
  const what = `${actor.accountId} ${action} in ${kase.stage}`;
  expect(strangers, what).not.toContain(actor);
  expect(isClosed(kase.stage), what).toBe(false);
  if (deciding.includes(action)) {
    expect(['officer', 'dgft-operations'], what).toContain(actor.role);
    expect(actor.absent ?? false, what).toBe(false);
    if (actor.role === 'officer') expect([null, actor.accountId], what).toContain(kase.reviewerId);
  }
  if (action === 'attach-signature') expect(actor.accountId, what).toBe(kase.signingOfficerId);
  if (action === 'prepare-issue' || action === 'issue') {
    expect([actor.accountId, kase.reviewerId, kase.signingOfficerId], what).toEqual([
      ...['exporter', null, null],
    ]);
  }
  const next = follow(kase, actor, action, pick);
  const step = [kase.stage, ...followers[kase.stage]];
  const passed = action === 'submit' ? step.flatMap((one) => [one, ...followers[one]]) : step;
  expect(passed, what).toContain(next.stage);
  expect(waitsFor(next.stage) === null, what).toBe(isClosed(next.stage));
  return next;
}

test('R50 three hundred thousand tries by fourteen people: none but those concerned, never what is not due', () => {
  const step = fc.record({ who: fc.nat(999), action: fc.nat(999), pick: fc.nat(999) });
  const walks = fc.array(step, { minLength: 300, maxLength: 300, size: 'max' });
  const ended = new Set<Stage>();
  fc.assert(
    fc.property(walks, (steps) => {
      let kase: Kase = {
        kind: 'application',
        iec: 'OURS',
        officeId: 'EIC-MUMBAI',
        agencyCode: 'EIC',
        createdBy: 'exporter',
        stage: 'draft',
        reviewerId: null,
        signingOfficerId: null,
        agencyIecs: [],
      };
      for (const one of steps) kase = tryOne(kase, one);
      ended.add(kase.stage);
    }),
    { numRuns: 1_000 },
  );
  // The walks get everywhere: a table that lets nobody act would pass all of the above.
  expect([...ended]).toEqual(expect.arrayContaining(['issued', 'rejected', 'withdrawn']));
});
