import { permissionOf, rolesOf } from './authority/permissions.ts';
import type { Role } from './authority/role.ts';

/** Where a case stands. The words are what exporters, officers and operations read. */
export const stages = [
  'draft',
  'submitted',
  'awaiting-payment',
  'under-review',
  'query-raised',
  'awaiting-signature',
  'auto-approved-pending-issuance',
  'issued',
  'rejected',
  'withdrawn',
  'lapsed',
  'needs-attention',
] as const;
export type Stage = (typeof stages)[number];

export const actions = [
  'edit',
  'attach-document',
  'submit',
  'pay',
  'claim',
  'unclaim',
  'reassign',
  'approve',
  'reject',
  'raise-query',
  'prepare-answer',
  'answer-query',
  'withdraw',
  'renew-signing-request',
  'attach-signature',
  'prepare-issue',
  'issue',
  'release',
  'resume',
] as const;
export type Action = (typeof actions)[number];

/** What may be done with a case in each stage; by whom, `domain/authority/permissions.ts` says. */
const due: Record<Stage, readonly Action[]> = {
  draft: ['edit', 'attach-document', 'submit'],
  submitted: [],
  'awaiting-payment': ['pay', 'withdraw'],
  'under-review': ['claim', 'unclaim', 'reassign', 'approve', 'reject', 'raise-query', 'withdraw'],
  'query-raised': ['prepare-answer', 'attach-document', 'answer-query', 'withdraw'],
  'awaiting-signature': ['renew-signing-request', 'attach-signature', 'release', 'withdraw'],
  /** Of a self-declared certificate: nobody reviews it, its exporter issues it. */
  'auto-approved-pending-issuance': ['prepare-issue', 'issue', 'withdraw'],
  issued: [],
  rejected: [],
  withdrawn: [],
  lapsed: [],
  'needs-attention': ['resume'],
};

/** Whether `action` may be done in `stage` by anybody. */
export function isDue(action: Action, stage: Stage): boolean {
  return due[stage].includes(action);
}

/** Roles that may do `action` in `stage`; empty when nobody may. */
export function rolesThatMay(action: Action, stage: Stage): readonly Role[] {
  return isDue(action, stage) ? rolesOf(permissionOf('application', action)) : [];
}

/** Whether a person of `role` may do `action` while the case stands in `stage`. */
export function mayAct(role: Role, action: Action, stage: Stage): boolean {
  return rolesThatMay(action, stage).includes(role);
}

/** Where a case may go from each stage. */
export const followers: Readonly<Record<Stage, readonly Stage[]>> = {
  draft: ['submitted'],
  submitted: [
    'draft',
    'awaiting-payment',
    'under-review',
    'auto-approved-pending-issuance',
    'needs-attention',
  ],
  'awaiting-payment': [
    'under-review',
    'auto-approved-pending-issuance',
    'withdrawn',
    'lapsed',
    'needs-attention',
  ],
  'under-review': [
    'query-raised',
    'awaiting-signature',
    'rejected',
    'withdrawn',
    'needs-attention',
  ],
  'query-raised': ['under-review', 'withdrawn', 'lapsed', 'needs-attention'],
  'awaiting-signature': ['issued', 'under-review', 'withdrawn', 'needs-attention'],
  'auto-approved-pending-issuance': ['issued', 'withdrawn', 'lapsed', 'needs-attention'],
  issued: [],
  rejected: [],
  withdrawn: [],
  lapsed: [],
  'needs-attention': [
    'submitted',
    'awaiting-payment',
    'under-review',
    'query-raised',
    'awaiting-signature',
    'auto-approved-pending-issuance',
  ],
};

/**
 * Whether a step may bring a case from one stage to another, or leave it where it stands. Of closed
 * cases an issued one alone is told more: what becomes of its certificate.
 */
export const mayFollow = (from: Stage, to: Stage): boolean =>
  followers[from].includes(to) || (from === to && (from === 'issued' || !isClosed(from)));

/** A closed case takes no further message. */
export const isClosed = (stage: Stage): boolean => followers[stage].length === 0;

/**
 * What asking for a signing request and handing the signature in are called in a stage: issuing is
 * the officer's after an approval, the exporter's own where nobody reviews.
 */
export const signingActions = (stage: Stage) =>
  stage === 'auto-approved-pending-issuance'
    ? ({ prepare: 'prepare-issue', sign: 'issue' } as const)
    : ({ prepare: 'renew-signing-request', sign: 'attach-signature' } as const);

/** Whoever a case waits for. */
export const parties = [
  'exporter',
  'dgft',
  'office',
  'signing-officer',
  'dgft-operations',
] as const;
export type Party = (typeof parties)[number];

const waitedFor: Record<Stage, Party | null> = {
  draft: 'exporter',
  submitted: 'dgft',
  'awaiting-payment': 'exporter',
  'under-review': 'office',
  'query-raised': 'exporter',
  'awaiting-signature': 'signing-officer',
  'auto-approved-pending-issuance': 'exporter',
  issued: null,
  rejected: null,
  withdrawn: null,
  lapsed: null,
  'needs-attention': 'dgft-operations',
};

/** Who must act next in a stage; null when the case is closed. */
export const waitsFor = (stage: Stage): Party | null => waitedFor[stage];
