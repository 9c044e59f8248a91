import type { Actor, TokenScope } from '../domain/authority/actor.ts';
import {
  authorize,
  type Reach,
  type Resource,
  reachOf,
  tokenAllows,
} from '../domain/authority/authorize.ts';
import {
  type ActionOn,
  type Permission,
  permissionOf,
  type ResourceKind,
  rolesOf,
  scopeOf,
} from '../domain/authority/permissions.ts';
import { type Problem, problem } from './problem/problem.ts';

/** One wording for what is not there and for what is another's: nobody can tell which it was. */
const notFound = () => problem('not-found', 'There is nothing here that is yours to see.');

const rightInWords: Record<TokenScope, string> = {
  view: 'look at what belongs to this exporter',
  prepare: 'prepare applications for this exporter',
  sign: 'sign and submit for this exporter',
  pay: 'pay for this exporter',
  manage: 'manage the users of this exporter',
  decide: 'decide',
  verify: 'verify certificates',
};

/** What stands in the way: role, token or right, the first of them that does. */
function notPermitted(actor: Actor, permission: Permission | null): Problem {
  const scope = permission && scopeOf(permission, actor.role);
  if (!permission || !scope) {
    const who = rolesOf(permission).join(', ') || 'nobody';
    return problem('role-may-not', `This is for: ${who}.`);
  }
  const { right } = permission;
  if (!tokenAllows(actor, right)) {
    const words =
      right === 'in-person'
        ? 'This is done in person: no API token can do it.'
        : `This API token was not made to ${right}.`;
    return problem('role-may-not', words);
  }
  if (scope === 'iec') {
    const words = rightInWords[right === 'in-person' ? 'manage' : right];
    return problem('role-may-not', `You have not been given the right to ${words}.`);
  }
  return problem('role-may-not', 'This lies outside of what you are responsible for.');
}

type Claimed = { reviewerName?: string | null; claimedAt?: Date | null };

/** Told to officers of the office alone: nobody else could take the case. */
function claimInWords(resource: object): string {
  const { reviewerName, claimedAt }: Claimed = resource;
  const since = claimedAt ? ` since ${claimedAt.toISOString()}` : '';
  return `${reviewerName ?? 'An officer'}, an officer of the office, has this case${since}.`;
}

/**
 * The one gate of every route that touches a thing: gives the thing back when this person may do
 * this with it now. Throws 404 for null and for what is not theirs to see, alike; 403 where role,
 * right or token do not reach, 409 where the case stands in another stage.
 */
export function allow<Kind extends ResourceKind, Found>(
  actor: Actor,
  action: ActionOn<Kind>,
  resource: (Found & Resource<Kind>) | null | undefined,
): Found & Resource<Kind> {
  if (!resource) throw notFound();
  const verdict = authorize<Kind>(actor, action, resource);
  switch (verdict) {
    case 'allowed':
      return resource;
    case 'hidden':
      throw notFound();
    case 'not-permitted':
      throw notPermitted(actor, permissionOf(resource.kind, action));
    case 'not-due':
      throw problem(
        'stage-forbids-action',
        `The case is ${resource.stage}; "${action}" is not due.`,
      );
    case 'not-signing-officer':
      throw problem('not-signing-officer', 'The officer who approved this case signs it.');
    case 'claimed-by-another':
      throw problem(verdict, claimInWords(resource));
    case 'own-organisation':
      throw problem(verdict, 'The agency does not decide on what it exports itself.');
    case 'on-leave':
      throw problem(verdict, 'You are on leave.');
    case 'own-work':
      throw problem('role-may-not', 'Somebody else must decide on what is your own.');
    default:
      return verdict satisfies never;
  }
}

/**
 * How far this person's lists go: hand it to the query. Throws 403 where role or token have no
 * part in it; who has, but acts for nobody just now, gets the reach of nothing and an empty list.
 */
export function mayReach<Kind extends ResourceKind>(
  actor: Actor,
  action: ActionOn<Kind>,
  kind: Kind,
): Reach {
  const permission = permissionOf(kind, action);
  const isOfRole = permission && scopeOf(permission, actor.role);
  if (!isOfRole || !tokenAllows(actor, permission.right)) throw notPermitted(actor, permission);
  return reachOf(actor, action, kind);
}
