import { type Action, actions, isDue, type Stage } from '../stage.ts';
import type { Actor, TokenScope } from './actor.ts';
import { objectionInQueue } from './office-queue.ts';
import {
  type ActionOn,
  type Permission,
  permissionOf,
  type ResourceKind,
  scopeOf,
} from './permissions.ts';

/** What of a thing decides who may touch it; what a kind has not got is left out. */
export type Resource<Kind extends ResourceKind = ResourceKind> = {
  kind: Kind;
  iec?: string | null;
  officeId?: string | null;
  agencyCode?: string | null;
  /** Whose account, token or session it is. */
  accountId?: string | null;
  /** Who made or proposed it: nobody decides on what is his own. */
  createdBy?: string | null;
  /** Of what an exporter keeps to itself: accounts it is opened to, and agencies it was put to. */
  shownTo?: readonly string[] | null;
  /** Of an application. */
  stage?: Stage;
  /** Of an application: the officer who has claimed it. */
  reviewerId?: string | null;
  /** Of an application: IECs under which the agency of its office exports itself. */
  agencyIecs?: readonly string[] | null;
  /** Of an application: who approved it and will sign. */
  signingOfficerId?: string | null;
};

/**
 * `hidden`: it is not theirs to see, so that nothing is told of it (404) · `not-permitted`: their
 * role, rights or token do not reach to it (403) · `not-due`: not in this stage (409) ·
 * `own-work`: somebody else must decide · `not-signing-officer`: who approved signs ·
 * `claimed-by-another`: an officer of the office has it · `own-organisation`: the agency does not
 * decide on what it exports itself · `on-leave`: who is away takes nothing on and signs nothing.
 */
export type Verdict =
  | 'allowed'
  | 'hidden'
  | 'not-permitted'
  | 'not-due'
  | 'own-work'
  | 'not-signing-officer'
  | 'claimed-by-another'
  | 'own-organisation'
  | 'on-leave';

/** What an actor's permission for an action covers; lists of the record are cut down to it. */
export type Reach =
  | { within: 'nothing' }
  | { within: 'everything' }
  | { within: 'self'; accountId: string }
  | { within: 'iec'; iecs: readonly string[] }
  /** What was shown to an account of agents, of these exporters, or to an agency, of any. */
  | { within: 'shown'; to: string; iecs: readonly string[] | null }
  | { within: 'office'; offices: readonly string[] }
  | { within: 'agency'; agencyCode: string };

const nothing: Reach = { within: 'nothing' };

/** Whether an actor's token was made for it; in person everybody's answer is yes. */
export function tokenAllows(actor: Actor, right: Permission['right']): boolean {
  if (actor.scopes === null) return true;
  return right !== 'in-person' && actor.scopes.includes(right);
}

/** In person a first user manages; what an IEC's user does at all needs a right for that IEC. */
function iecsWith(actor: Actor, right: Permission['right']): string[] {
  const needed: TokenScope = right === 'in-person' ? 'manage' : right;
  return actor.iecs
    .filter(({ rights }) => rights.some((one) => one === needed))
    .map(({ iec }) => iec);
}

/** How far this actor's permission for the action reaches. */
export function reachOf<Kind extends ResourceKind>(
  actor: Actor,
  action: ActionOn<Kind>,
  kind: Kind,
): Reach {
  const permission = permissionOf(kind, action);
  if (!permission || !tokenAllows(actor, permission.right)) return nothing;
  const within = scopeOf(permission, actor.role);
  switch (within) {
    case undefined:
      return nothing;
    case 'everything':
      return { within };
    case 'self':
      return { within, accountId: actor.accountId };
    case 'iec': {
      const iecs = iecsWith(actor, permission.right);
      return iecs.length > 0 ? { within, iecs } : nothing;
    }
    case 'shared': {
      const iecs = iecsWith(actor, permission.right);
      return iecs.length > 0 ? { within: 'shown', to: actor.accountId, iecs } : nothing;
    }
    case 'asked':
      return actor.agencyCode ? { within: 'shown', to: actor.agencyCode, iecs: null } : nothing;
    case 'office':
      return actor.offices.length > 0 ? { within, offices: actor.offices } : nothing;
    case 'agency':
      return actor.agencyCode ? { within, agencyCode: actor.agencyCode } : nothing;
    default:
      return within satisfies never;
  }
}

/** A draft is its exporter's alone; nobody else learns that it exists. */
const showsDrafts = (reach: Reach): boolean => reach.within === 'iec';

/** Whether a thing lies within a reach. */
export function covers(reach: Reach, resource: Resource): boolean {
  if (resource.stage === 'draft' && !showsDrafts(reach)) return false;
  switch (reach.within) {
    case 'nothing':
      return false;
    case 'everything':
      return true;
    case 'self':
      return resource.accountId === reach.accountId;
    case 'iec':
      return resource.iec != null && reach.iecs.includes(resource.iec);
    case 'shown': {
      const { iec, shownTo } = resource;
      const isOfTheirs = reach.iecs === null || (iec != null && reach.iecs.includes(iec));
      return isOfTheirs && (shownTo ?? []).includes(reach.to);
    }
    case 'office':
      return resource.officeId != null && reach.offices.includes(resource.officeId);
    case 'agency':
      return resource.agencyCode != null && resource.agencyCode === reach.agencyCode;
    default:
      return reach satisfies never;
  }
}

/** Judging what somebody made or proposed: not by who made it, nor by whom it is about. */
const decisions: readonly string[] = ['approve', 'reject', 'raise-query', 'decide'];
/** Changing what a person may do: not by the person. */
const changesOfPower: readonly string[] = [
  'activate',
  'deactivate',
  'set-rights',
  'map-offices',
  'unlock',
  'reset-authenticator',
];
const signing: readonly string[] = ['renew-signing-request', 'attach-signature'];

function isOwnWork(actor: Actor, action: string, { createdBy, accountId }: Resource): boolean {
  const isAboutActor = accountId === actor.accountId;
  if (changesOfPower.includes(action)) return isAboutActor;
  return decisions.includes(action) && (isAboutActor || createdBy === actor.accountId);
}

/** Things that are made with the action, so that there is nothing yet to be seen. */
const makesOne = (action: string) => action === 'create' || action === 'propose';

/** What does not hang on an application's stage; all else does. */
const atAnyStage: readonly string[] = ['view', 'create', 'clone', 'use-wallet', 'view-run'];

const isStaged = (kind: ResourceKind, action: string): action is Action =>
  kind === 'application' && !atAnyStage.includes(action);

/**
 * The one answer to "may this person do this with this now": every route and every check within a
 * workflow's activity asks here. Fails closed: what is not in the table is not allowed.
 */
export function authorize<Kind extends ResourceKind>(
  actor: Actor,
  action: ActionOn<Kind>,
  resource: Resource<Kind>,
): Verdict {
  const { kind, stage } = resource;
  const seen = makesOne(action) || covers(reachOf<ResourceKind>(actor, 'view', kind), resource);
  if (!seen) return 'hidden';
  if (!covers(reachOf(actor, action, kind), resource)) return 'not-permitted';
  if (isStaged(kind, action) && !(stage && isDue(action, stage))) return 'not-due';
  if (signing.includes(action) && resource.signingOfficerId !== actor.accountId) {
    return 'not-signing-officer';
  }
  if (isOwnWork(actor, action, resource)) return 'own-work';
  return (kind === 'application' && objectionInQueue(actor, action, resource)) || 'allowed';
}

/** What this person may do with a case now: buttons and the API's `actions` field. */
export const actionsOpen = (actor: Actor, application: Resource<'application'>): Action[] =>
  actions.filter(
    (action) =>
      authorize(actor, action, application) === 'allowed' &&
      // To claim once more what one has is no error, and nothing to be offered.
      !(action === 'claim' && application.reviewerId === actor.accountId),
  );
