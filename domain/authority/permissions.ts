import type { RegistrationKind } from '../registration/registration.ts';
import type { TokenScope } from './actor.ts';
import type { Role } from './role.ts';
import {
  administrator,
  deciders,
  everybody,
  exporterSide,
  firstUser,
  oneself,
  operations,
  operators,
  readers,
  signers,
  support,
} from './role-sets.ts';

/**
 * How far a role's permission reaches: what is one's own, one's exporter's, office's or agency's; of
 * what an exporter keeps to itself, what it opened to oneself (`shared`) or put to one's agency (`asked`).
 */
export type Scope = 'self' | 'iec' | 'office' | 'agency' | 'shared' | 'asked' | 'everything';

/**
 * Who may do an action. `right` is what users of an IEC, agents and API tokens must have been given
 * for it; what is done `in-person` no API token can do.
 */
export type Permission = {
  right: TokenScope | 'in-person';
  by: Partial<Record<Role, Scope>>;
};

const invitation = {
  view: { right: 'manage', by: { ...firstUser, ...operations, helpdesk: 'everything' } },
  propose: { right: 'in-person', by: firstUser },
  withdraw: { right: 'in-person', by: firstUser },
  resume: { right: 'in-person', by: operations },
} as const;

/** What everybody sees, and two people of DGFT operations change. */
const proposedAndDecided = {
  view: { right: 'view', by: everybody },
  'view-proposals': { right: 'in-person', by: operations },
  propose: { right: 'in-person', by: operations },
  decide: { right: 'in-person', by: operations },
} as const;

/**
 * The one table of authority: resource × action × role. Everything that asks "may this person do
 * this" asks `authorize`, which reads this; `docs/authority.md` is drawn from it. Whether an action
 * is due in a case's stage is the other half: `domain/stage.ts`.
 */
export const permissions = {
  application: {
    view: { right: 'view', by: readers },
    create: { right: 'prepare', by: exporterSide },
    /** Into a new draft, from a case at any stage. */
    clone: { right: 'prepare', by: exporterSide },
    edit: { right: 'prepare', by: exporterSide },
    'attach-document': { right: 'prepare', by: exporterSide },
    submit: { right: 'sign', by: exporterSide },
    pay: { right: 'pay', by: exporterSide },
    /** Submitting takes the fee from the wallet, where the exporter so chooses. */
    'use-wallet': { right: 'pay', by: exporterSide },
    /** Takes the case off the office's queue, for oneself. */
    claim: { right: 'decide', by: signers },
    unclaim: { right: 'decide', by: { ...signers, ...administrator, ...operations } },
    reassign: { right: 'in-person', by: { ...administrator, ...operations } },
    approve: { right: 'decide', by: deciders },
    reject: { right: 'decide', by: deciders },
    'raise-query': { right: 'decide', by: deciders },
    'prepare-answer': { right: 'prepare', by: exporterSide },
    'answer-query': { right: 'sign', by: exporterSide },
    withdraw: { right: 'sign', by: exporterSide },
    'renew-signing-request': { right: 'decide', by: signers },
    'attach-signature': { right: 'decide', by: signers },
    /** Of a self-declared certificate: by people of the exporter alone, with their own token. */
    'prepare-issue': { right: 'sign', by: { exporter: 'iec' } },
    issue: { right: 'sign', by: { exporter: 'iec' } },
    /** Back to the office's queue: the service does it when the signing officer may sign no more. */
    release: { right: 'in-person', by: {} },
    resume: { right: 'in-person', by: operations },
    'view-run': { right: 'in-person', by: operations },
  },
  /** What an exporter's product costs: secret, until it is opened to an agent or put to an agency. */
  'cost-sheet': {
    view: {
      right: 'prepare',
      by: { exporter: 'iec', 'customs-agent': 'shared', officer: 'asked' },
    },
    /** By figures that are not kept: whether a product would originate. */
    calculate: { right: 'prepare', by: exporterSide },
    create: { right: 'prepare', by: { exporter: 'iec' } },
    edit: { right: 'prepare', by: { exporter: 'iec' } },
    'ask-approval': { right: 'prepare', by: { exporter: 'iec' } },
    /** Opens it to a customs agent, or closes it again. */
    share: { right: 'manage', by: firstUser },
    decide: { right: 'decide', by: { officer: 'asked' } },
  },
  /** Consignees, products and routes that an exporter keeps, to copy them into applications. */
  'saved-entry': {
    view: { right: 'prepare', by: exporterSide },
    create: { right: 'prepare', by: exporterSide },
    delete: { right: 'prepare', by: exporterSide },
  },
  certificate: {
    view: { right: 'view', by: readers },
    /** Drafts a request against it. */
    'ask-in-lieu': { right: 'prepare', by: exporterSide },
    'ask-true-copy': { right: 'prepare', by: exporterSide },
    cancel: { right: 'in-person', by: { ...signers, ...administrator } },
    /** Of one that its exporter declared himself. */
    'cancel-self-declared': { right: 'sign', by: { exporter: 'iec', ...operations } },
  },
  /** A certificate that came over from the earlier platform, with its papers. */
  'legacy-certificate': {
    view: {
      right: 'view',
      by: { ...readers, officer: 'agency', 'migration-operator': 'everything' },
    },
    'ask-in-lieu': { right: 'prepare', by: exporterSide },
    cancel: { right: 'in-person', by: { ...signers, ...administrator } },
  },
  /** Asking after many certificates at once; after one, anybody may, signed in or not. */
  verification: {
    view: { right: 'verify', by: everybody },
    create: { right: 'verify', by: everybody },
  },
  /** What an exporter has paid in advance at one office. */
  wallet: {
    view: { right: 'view', by: { ...exporterSide, ...administrator, ...operations } },
    'top-up': { right: 'pay', by: exporterSide },
    /** Back to where the money came from; agents bring money in, they take none out. */
    refund: { right: 'pay', by: { exporter: 'iec' } },
    'set-notice': { right: 'pay', by: exporterSide },
  },
  exporter: {
    view: { right: 'view', by: { ...exporterSide, ...operations, helpdesk: 'everything' } },
    edit: { right: 'manage', by: firstUser },
  },
  agency: {
    view: { right: 'view', by: everybody },
    'set-fee-policy': { right: 'in-person', by: administrator },
  },
  /** What is charged; a change is proposed by one person and decided on by a second. */
  fee: proposedAndDecided,
  /** What is not certain of an agreement, and corrections of it: as changes of fees. */
  agreement: proposedAndDecided,
  /** What the ledger comes to: of one's own agency, or of all of them. */
  report: {
    view: { right: 'view', by: { ...administrator, ...operations } },
  },
  /** The gateway's settlement files, and what they and the books disagree on. */
  settlement: {
    view: { right: 'view', by: { ...administrator, ...operations } },
    'propose-outcome': { right: 'in-person', by: { ...administrator, ...operations } },
    decide: { right: 'in-person', by: { ...administrator, ...operations } },
  },
  /** From which day a data set of the earlier platform is served here. */
  transition: {
    view: { right: 'in-person', by: { ...operations, helpdesk: 'everything' } },
    set: { right: 'in-person', by: operations },
  },
  /** Bringing the earlier platform's certificates and wallets over, batch by batch. */
  migration: {
    view: { right: 'view', by: { ...operators, ...operations } },
    create: { right: 'in-person', by: operators },
    /** Pause, resume, set the pace, give up. */
    steer: { right: 'in-person', by: operators },
    /** Puts right what was rejected, and has it tried again. */
    correct: { right: 'in-person', by: operators },
    /** Takes two of them. */
    accept: { right: 'in-person', by: operators },
    undo: { right: 'in-person', by: operators },
  },
  office: {
    view: { right: 'view', by: everybody },
    'view-settings': { right: 'in-person', by: { ...administrator, ...operations } },
    'view-collections': { right: 'view', by: { ...administrator, ...operations } },
    'view-turnaround': { right: 'view', by: { ...deciders, ...administrator } },
    create: { right: 'in-person', by: administrator },
    edit: { right: 'in-person', by: administrator },
    'set-merchant': { right: 'in-person', by: administrator },
    'set-stamp': { right: 'in-person', by: administrator },
  },
  /** One's own: password, authenticator, e-mail, sessions, tokens. */
  'own-account': {
    view: { right: 'view', by: oneself },
    secure: { right: 'in-person', by: oneself },
    'register-signing-token': { right: 'in-person', by: { officer: 'self', exporter: 'self' } },
    /** An officer's is set by the agency's administrator. */
    'set-signature-image': { right: 'in-person', by: { exporter: 'self' } },
    'set-absence': { right: 'in-person', by: { officer: 'self' } },
  },
  /** Accounts of an agency's officers. */
  officer: {
    view: { right: 'in-person', by: { ...administrator, ...operations, helpdesk: 'everything' } },
    activate: { right: 'in-person', by: administrator },
    deactivate: { right: 'in-person', by: administrator },
    'map-offices': { right: 'in-person', by: administrator },
    'set-signature-image': { right: 'in-person', by: administrator },
    'set-absence': { right: 'in-person', by: administrator },
    unlock: { right: 'in-person', by: { ...administrator, helpdesk: 'everything' } },
    'reset-authenticator': { right: 'in-person', by: support },
  },
  /** Accounts of an exporter's further users. */
  'exporter-user': {
    view: { right: 'manage', by: { ...firstUser, ...operations, helpdesk: 'everything' } },
    'set-rights': { right: 'in-person', by: firstUser },
    activate: { right: 'in-person', by: firstUser },
    deactivate: { right: 'in-person', by: firstUser },
    unlock: { right: 'in-person', by: { helpdesk: 'everything' } },
    'reset-authenticator': { right: 'in-person', by: support },
  },
  /** Accounts of administrators, customs agents and DGFT's own staff. */
  'other-account': {
    view: { right: 'in-person', by: { ...operations, helpdesk: 'everything' } },
    activate: { right: 'in-person', by: operations },
    deactivate: { right: 'in-person', by: operations },
    unlock: { right: 'in-person', by: support },
    'reset-authenticator': { right: 'in-person', by: support },
  },
  /** Where an exporter's own systems are told of events. */
  webhook: {
    view: { right: 'manage', by: { ...firstUser, ...operations, helpdesk: 'everything' } },
    create: { right: 'in-person', by: firstUser },
    edit: { right: 'in-person', by: firstUser },
    resend: { right: 'manage', by: firstUser },
  },
  mandate: {
    view: { right: 'view', by: exporterSide },
    'set-rights': { right: 'in-person', by: firstUser },
    revoke: { right: 'in-person', by: firstUser },
  },
  'exporter-registration': {
    view: { right: 'in-person', by: { ...operations, helpdesk: 'everything' } },
    resume: { right: 'in-person', by: operations },
  },
  'exporter-user-registration': invitation,
  'customs-agent-registration': invitation,
  'agency-administrator-registration': {
    view: { right: 'in-person', by: { ...operations, helpdesk: 'everything' } },
    decide: { right: 'in-person', by: operations },
    resume: { right: 'in-person', by: operations },
  },
  'officer-registration': {
    view: { right: 'in-person', by: { ...administrator, ...operations, helpdesk: 'everything' } },
    decide: { right: 'in-person', by: administrator },
    resume: { right: 'in-person', by: operations },
  },
  'staff-registration': {
    view: { right: 'in-person', by: operations },
    propose: { right: 'in-person', by: operations },
    decide: { right: 'in-person', by: operations },
    withdraw: { right: 'in-person', by: operations },
    resume: { right: 'in-person', by: operations },
  },
  audit: {
    view: { right: 'in-person', by: operations },
  },
} as const satisfies Record<string, { view: Permission } & Record<string, Permission>> &
  Record<`${RegistrationKind}-registration`, Record<string, Permission>>;

export type ResourceKind = keyof typeof permissions;
export type ActionOn<Kind extends ResourceKind> = keyof (typeof permissions)[Kind] & string;

/** The permission of one action; null for one that is not in the table, so that nobody may do it. */
export function permissionOf<Kind extends ResourceKind>(
  kind: Kind,
  action: ActionOn<Kind>,
): Permission | null {
  if (!Object.hasOwn(permissions, kind) || !Object.hasOwn(permissions[kind], action)) return null;
  return permissions[kind][action] as Permission;
}

/** How far a permission reaches for a role; undefined where it does not. */
export const scopeOf = ({ by }: Permission, role: Role): Scope | undefined =>
  Object.hasOwn(by, role) ? by[role] : undefined;

/** Roles that a permission names, as the table orders them. */
export const rolesOf = (permission: Permission | null): Role[] =>
  permission ? (Object.keys(permission.by) as Role[]) : [];
