import { permissionOf, rolesOf } from './authority/permissions.ts';
import type { Role } from './authority/role.ts';

/** Where a case stands. The words are what exporters, officers and operations read. */
export const stages = [
  'draft',
  'submitted',
  'awaiting-payment',
  'under-review',
  'awaiting-signature',
  'issued',
  'rejected',
  'needs-attention',
] as const;
export type Stage = (typeof stages)[number];

export const actions = [
  'edit',
  'attach-document',
  'submit',
  'pay',
  'approve',
  'reject',
  'renew-signing-request',
  'attach-signature',
  'release',
  'resume',
] as const;
export type Action = (typeof actions)[number];

/** What may be done with a case in each stage; by whom, `domain/authority/permissions.ts` says. */
const due: Record<Stage, readonly Action[]> = {
  draft: ['edit', 'attach-document', 'submit'],
  submitted: [],
  'awaiting-payment': ['pay'],
  'under-review': ['approve', 'reject'],
  'awaiting-signature': ['renew-signing-request', 'attach-signature', 'release'],
  issued: [],
  rejected: [],
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

/** A closed case takes no further message. */
export function isClosed(stage: Stage): boolean {
  return stage === 'issued' || stage === 'rejected';
}
