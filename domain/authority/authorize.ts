import { type Action, isDue, type Stage } from '../stage.ts';
import type { Actor, Right } from './actor.ts';
import { type ActionOn, type Permission, permissionOf, type ResourceKind } from './permissions.ts';

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
  /** Of an application. */
  stage?: Stage;
  /** Of an application: who approved it and will sign. */
  signingOfficerId?: string | null;
};

/**
 * `hidden`: it is not theirs to see, so that nothing is told of it (404) · `not-permitted`: their
 * role, rights or token do not reach to it (403) · `not-due`: not in this stage (409) ·
 * `own-work`: somebody else must decide · `not-signing-officer`: who approved signs.
 */
export type Verdict =
  | 'allowed'
  | 'hidden'
  | 'not-permitted'
  | 'not-due'
  | 'own-work'
  | 'not-signing-officer';

/** What an actor's permission for an action covers; lists of the record are cut down to it. */
export type Reach =
  | { within: 'nothing' }
  | { within: 'everything' }
  | { within: 'self'; accountId: string }
  | { within: 'iec'; iecs: readonly string[] }
  | { within: 'office'; offices: readonly string[] }
  | { within: 'agency'; agencyCode: string };

const nothing: Reach = { within: 'nothing' };

function tokenAllows(actor: Actor, right: Permission['right']): boolean {
  if (actor.scopes === null) return true;
  return right !== 'in-person' && actor.scopes.includes(right);
}

/** In person a first user manages; what an IEC's user does at all needs a right for that IEC. */
function iecsWith(actor: Actor, right: Permission['right']): string[] {
  const needed: Right = right === 'in-person' ? 'manage' : right;
  return actor.iecs.filter(({ rights }) => rights.includes(needed)).map(({ iec }) => iec);
}

/** How far this actor's permission for the action reaches. */
export function reachOf<Kind extends ResourceKind>(
  actor: Actor,
  action: ActionOn<Kind>,
  kind: Kind,
): Reach {
  const { right, by } = permissionOf(kind, action);
  const within = by[actor.role];
  if (within === undefined || !tokenAllows(actor, right)) return nothing;
  switch (within) {
    case 'everything':
      return { within };
    case 'self':
      return { within, accountId: actor.accountId };
    case 'iec': {
      const iecs = iecsWith(actor, right);
      return iecs.length > 0 ? { within, iecs } : nothing;
    }
    case 'office':
      return actor.offices.length > 0 ? { within, offices: actor.offices } : nothing;
    case 'agency':
      return actor.agencyCode ? { within, agencyCode: actor.agencyCode } : nothing;
  }
}

/** Whether a thing lies within a reach. */
export function covers(reach: Reach, resource: Resource): boolean {
  switch (reach.within) {
    case 'nothing':
      return false;
    case 'everything':
      return true;
    case 'self':
      return resource.accountId === reach.accountId;
    case 'iec':
      return resource.iec != null && reach.iecs.includes(resource.iec);
    case 'office':
      return resource.officeId != null && reach.offices.includes(resource.officeId);
    case 'agency':
      return resource.agencyCode != null && resource.agencyCode === reach.agencyCode;
  }
}

/** A draft is its exporter's alone; nobody else learns that it exists. */
const isPrivateDraft = (actor: Actor, { kind, stage }: Resource) =>
  kind === 'application' &&
  stage === 'draft' &&
  actor.role !== 'exporter' &&
  actor.role !== 'customs-agent';

function sees<Kind extends ResourceKind>(actor: Actor, resource: Resource<Kind>): boolean {
  const reach = reachOf(actor, 'view' as ActionOn<Kind>, resource.kind);
  return covers(reach, resource) && !isPrivateDraft(actor, resource);
}

const decisions: readonly string[] = ['approve', 'reject', 'decide', 'activate', 'deactivate'];
const signing: readonly string[] = ['renew-signing-request', 'attach-signature'];

/** Actions on an application that hang on its stage; making one and looking at its run do not. */
const isStaged = (kind: ResourceKind, action: string): action is Action =>
  kind === 'application' && !['view', 'create', 'view-run'].includes(action);

/**
 * The one answer to "may this person do this with this now": every route and every check within a
 * workflow's activity asks here. Fails closed: what is not in the table is not allowed.
 */
export function authorize<Kind extends ResourceKind>(
  actor: Actor,
  action: ActionOn<Kind>,
  resource: Resource<Kind>,
): Verdict {
  const { kind, stage, createdBy, signingOfficerId, accountId } = resource;
  const makesOne = action === 'create' || action === 'propose';
  if (!makesOne && !sees(actor, resource)) return 'hidden';
  if (!covers(reachOf(actor, action, kind), resource)) return 'not-permitted';
  if (isStaged(kind, action) && !(stage && isDue(action, stage))) return 'not-due';
  if (signing.includes(action) && signingOfficerId !== actor.accountId) {
    return 'not-signing-officer';
  }
  const isOwn = createdBy === actor.accountId || accountId === actor.accountId;
  return decisions.includes(action) && isOwn ? 'own-work' : 'allowed';
}
