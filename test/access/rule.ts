import type { Actor } from '../../domain/authority/actor.ts';
import {
  authorize,
  type Resource,
  reachOf,
  tokenAllows,
  type Verdict,
} from '../../domain/authority/authorize.ts';
import {
  type ActionOn,
  permissionOf,
  type ResourceKind,
  scopeOf,
} from '../../domain/authority/permissions.ts';

/** Whose a thing is: the first exporter's, handed in at EIC Mumbai, or another's at IMC Mumbai. */
export type Side = {
  iec: string;
  agencyCode: string;
  officeId: string;
  exporterId: string;
  agentId: string;
  officerId: string;
};

/** A thing to be asked for: where it is, and what of it decides who may touch it. */
export type Thing = {
  /** What stands in the address for `{name}`. */
  path?: Record<string, string>;
  /** The address of one that does not exist, where a random UUID would not do. */
  missing?: Record<string, string>;
  /** Behind the `?`. */
  query?: string;
  facts: Omit<Resource, 'kind'>;
};

/** Makes a thing of a side. */
export type Make = (side: Side) => Promise<Thing> | Thing;
/** What is an asker's own, as it stands when they ask. */
export type Own = (asker: { accountId: string }) => Promise<Thing> | Thing;

/**
 * Who may come through a door: `public` anybody, `signed-in` whoever has signed in since it is
 * about nobody's thing, `ends-session` the same, asked last; a list, cut down to what is theirs; or
 * an action on a thing, or on what is one's own, as the matrix says.
 */
export type Rule =
  | 'public'
  | 'signed-in'
  | 'ends-session'
  | { list: (actor: Actor) => boolean }
  | ({ verdict: (actor: Actor, facts: Thing['facts']) => Verdict; body: unknown } & (
      | { make: Make }
      | { own: Own }
    ));

/** The rule of a route that acts on one thing; `body` must be of the agreed form. */
export const on = <Kind extends ResourceKind>(
  kind: Kind,
  action: ActionOn<Kind>,
  make: Make,
  body?: unknown,
): Rule => ({
  verdict: (actor, facts) => authorize<Kind>(actor, action, { kind, ...facts }),
  make,
  body,
});

/** The rule of a route that acts on the asker's own account. */
export const onOwn = (
  action: ActionOn<'own-account'>,
  body?: unknown,
  own: Own = ({ accountId }) => ({ facts: { accountId } }),
): Rule => ({
  verdict: (actor, facts) => authorize(actor, action, { kind: 'own-account', ...facts }),
  own,
  body,
});

/** The rule of a route that lists what one may view of a kind. */
export const listOf = <Kind extends ResourceKind>(
  kind: Kind,
  action: ActionOn<Kind> = 'view' as ActionOn<Kind>,
): { list: (actor: Actor) => boolean } => ({
  list(actor) {
    const permission = permissionOf(kind, action);
    const ofRole = permission && scopeOf(permission, actor.role);
    const open = Boolean(ofRole && permission && tokenAllows(actor, permission.right));
    return open || reachOf(actor, action, kind).within !== 'nothing';
  },
});

/** What the matrix's verdict is answered with; null for the answer to what is allowed. */
export const statusOf: Record<Verdict, number | null> = {
  allowed: null,
  hidden: 404,
  'not-permitted': 403,
  'not-due': 409,
  'not-signing-officer': 403,
  'own-work': 403,
  'claimed-by-another': 409,
  'own-organisation': 403,
  'on-leave': 409,
};
