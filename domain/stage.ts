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

export const roles = [
  'exporter',
  'officer',
  'agency-administrator',
  'dgft-operations',
  'helpdesk',
  'migration-operator',
] as const;
export type Role = (typeof roles)[number];

export const actions = [
  'edit',
  'attach-document',
  'submit',
  'pay',
  'approve',
  'reject',
  'renew-signing-request',
  'attach-signature',
  'resume',
] as const;
export type Action = (typeof actions)[number];

type Permission = Partial<Record<Action, readonly Role[]>>;

/** The one answer to "may this happen now": stage × action × role. API, workflow and pages ask it. */
const permissions = {
  draft: { edit: ['exporter'], 'attach-document': ['exporter'], submit: ['exporter'] },
  submitted: {},
  'awaiting-payment': { pay: ['exporter'] },
  'under-review': {
    approve: ['officer', 'dgft-operations'],
    reject: ['officer', 'dgft-operations'],
  },
  'awaiting-signature': { 'renew-signing-request': ['officer'], 'attach-signature': ['officer'] },
  issued: {},
  rejected: {},
  'needs-attention': { resume: ['dgft-operations'] },
} as const satisfies Record<Stage, Permission>;

/** Roles that may do `action` in `stage`; empty when nobody may. */
export function rolesThatMay(action: Action, stage: Stage): readonly Role[] {
  const permission: Permission = permissions[stage];
  return permission[action] ?? [];
}

/** Whether a person of `role` may do `action` while the case stands in `stage`. */
export function mayAct(role: Role, action: Action, stage: Stage): boolean {
  return rolesThatMay(action, stage).includes(role);
}

/** What a person of `role` may do next: drives buttons and the API's `actions` field. */
export function actionsFor(role: Role, stage: Stage): Action[] {
  return actions.filter((action) => mayAct(role, action, stage));
}

/** A closed case takes no further message. */
export function isClosed(stage: Stage): boolean {
  return stage === 'issued' || stage === 'rejected';
}
