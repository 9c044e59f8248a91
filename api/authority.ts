import type { Case } from '../db/queries/application.ts';
import type { SignedIn } from '../db/queries/session.ts';
import type { Actor, Right } from '../domain/authority/actor.ts';
import { authorize, type Reach, type Resource, reachOf } from '../domain/authority/authorize.ts';
import {
  type ActionOn,
  type Permission,
  permissionOf,
  type ResourceKind,
  rolesOf,
  scopeOf,
} from '../domain/authority/permissions.ts';
import { type Action, actions, mayAct, rolesThatMay, stages } from '../domain/stage.ts';
import { type Problem, problem } from './problem/problem.ts';

/** One wording for what is not there and for what is another's: nobody can tell which it was. */
const notFound = () => problem('not-found', 'There is nothing here that is yours to see.');

const rightInWords: Record<Right, string> = {
  view: 'look at what belongs to this exporter',
  prepare: 'prepare applications for this exporter',
  sign: 'sign and submit for this exporter',
  pay: 'pay for this exporter',
  manage: 'manage the users of this exporter',
  decide: 'decide',
};

/** What stands in the way: role, token or right, the first of them that does. */
function notPermitted(actor: Actor, permission: Permission | null): Problem {
  const scope = permission && scopeOf(permission, actor.role);
  if (!permission || !scope) {
    const who = rolesOf(permission).join(', ') || 'nobody';
    return problem('role-may-not', `This is for: ${who}.`);
  }
  const { right } = permission;
  if (actor.scopes && right === 'in-person') {
    return problem('role-may-not', 'This is done in person: no API token can do it.');
  }
  if (actor.scopes && right !== 'in-person' && !actor.scopes.includes(right)) {
    return problem('role-may-not', `This API token was not made to ${right}.`);
  }
  if (scope === 'iec') {
    const words = rightInWords[right === 'in-person' ? 'manage' : right];
    return problem('role-may-not', `You have not been given the right to ${words}.`);
  }
  return problem('role-may-not', 'This lies outside of what you are responsible for.');
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
    case 'own-work':
      throw problem('role-may-not', 'Somebody else must decide on what is your own.');
    default:
      return verdict satisfies never;
  }
}

/** How far this person's lists go: hand it to the query. Throws 403 when it goes nowhere. */
export function mayReach<Kind extends ResourceKind>(
  actor: Actor,
  action: ActionOn<Kind>,
  kind: Kind,
): Reach {
  const reach = reachOf(actor, action, kind);
  if (reach.within === 'nothing') throw notPermitted(actor, permissionOf(kind, action));
  return reach;
}

/** What of a case or certificate decides who may see it. */
type Owned = { iec: string; officeId: string; agencyCode: string };

/**
 * Whether a person sees what belongs to this exporter and office: exporters their own IEC's,
 * officers their offices', administrators their agency's, DGFT operations all.
 */
export function sees(account: SignedIn, owned: Owned): boolean {
  switch (account.role) {
    case 'exporter':
    case 'customs-agent':
      return account.iecs.some(({ iec }) => iec === owned.iec);
    case 'officer':
      return account.offices.includes(owned.officeId);
    case 'agency-administrator':
      return account.agencyCode === owned.agencyCode;
    case 'dgft-operations':
      return true;
    case 'helpdesk':
    case 'migration-operator':
      return false;
    default:
      return account.role satisfies never;
  }
}

/** A draft is its exporter's alone; nobody else learns that it exists. */
function seesCase(account: SignedIn, one: Case): boolean {
  return sees(account, one) && (one.stage !== 'draft' || account.iecs.length > 0);
}

/** Nobody examines what he himself has applied with. */
const isOwnCase = (account: SignedIn, one: Case) => one.createdBy === account.accountId;

const signing: readonly Action[] = ['renew-signing-request', 'attach-signature'];

function isKeptFor(account: SignedIn, action: Action, one: Case): boolean {
  if (signing.includes(action)) return one.signingOfficerId === account.accountId;
  if (action === 'approve' || action === 'reject') return !isOwnCase(account, one);
  return true;
}

/** What this person may do with the case now: the `actions` of every answer that shows a case. */
export function actionsOn(account: SignedIn, one: Case): Action[] {
  if (!seesCase(account, one)) return [];
  return actions.filter(
    (action) => mayAct(account.role, action, one.stage) && isKeptFor(account, action, one),
  );
}

/** The case, when this person may see it. Throws 404 for what is not there and for others' alike. */
export function visibleCase(account: SignedIn, one: Case | null): Case {
  if (!one || !seesCase(account, one)) {
    throw problem('not-found', 'There is no such application, or it is not yours to see.');
  }
  return one;
}

/** Throws 403 unless this person's role may ever do one of `actions`. */
export function authoriseRole(account: SignedIn, ...actions: Action[]): void {
  const mayEver = actions.some((action) =>
    stages.some((stage) => mayAct(account.role, action, stage)),
  );
  if (mayEver) return;
  const roles = new Set(
    actions.flatMap((action) => stages.flatMap((stage) => rolesThatMay(action, stage))),
  );
  throw problem('role-may-not', `This is for: ${[...roles].join(', ')}.`);
}

/** Throws 409 unless the case stands in a stage in which this role may do the action. */
export function authoriseStage(account: SignedIn, action: Action, one: Case): void {
  if (!mayAct(account.role, action, one.stage)) {
    throw problem('stage-forbids-action', `The case is ${one.stage}; "${action}" is not due.`);
  }
}

/**
 * The one answer to "may this person do this with this case now". Throws 404, 403 or 409, in that
 * order, so that nothing is told of a case that is not his to see.
 */
export function authorise(account: SignedIn, action: Action, found: Case | null): Case {
  const one = visibleCase(account, found);
  authoriseRole(account, action);
  authoriseStage(account, action, one);
  if (!isKeptFor(account, action, one)) {
    throw signing.includes(action)
      ? problem('not-signing-officer', 'The officer who approved this case signs it.')
      : problem('role-may-not', 'Somebody else must decide a case that you have made.');
  }
  return one;
}
