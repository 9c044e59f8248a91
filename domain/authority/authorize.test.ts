import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stages } from '../stage.ts';
import { type Actor, rights, tokenScopes } from './actor.ts';
import {
  authorize,
  covers,
  type Reach,
  type Resource,
  reachOf,
  type Verdict,
} from './authorize.ts';
import {
  type ActionOn,
  type Permission,
  permissionOf,
  permissions,
  type ResourceKind,
} from './permissions.ts';
import { type Role, roles } from './role.ts';

/** Few of each, so that what an actor has and what a thing is of do meet. */
const ids = fc.constantFrom('a', 'b', 'c');
const iecs = fc.constantFrom('IEC1', 'IEC2', 'IEC3');
const someRights = fc.uniqueArray(fc.constantFrom(...rights));
const arbitraryActor: fc.Arbitrary<Actor> = fc.record({
  accountId: ids,
  role: fc.constantFrom(...roles),
  iecs: fc.array(fc.record({ iec: iecs, rights: someRights }), { maxLength: 3 }),
  agencyCode: fc.constantFrom(null, 'EIC', 'IMC'),
  offices: fc.uniqueArray(fc.constantFrom('EIC-MUMBAI', 'EIC-DELHI', 'IMC-MUMBAI')),
  scopes: fc.option(fc.uniqueArray(fc.constantFrom(...tokenScopes))),
  absent: fc.boolean(),
});

const kinds = Object.keys(permissions) as ResourceKind[];
const everything = kinds.flatMap((kind) =>
  (Object.keys(permissions[kind]) as ActionOn<typeof kind>[]).map((action) => ({ kind, action })),
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary);
const facts = fc.record({
  iec: maybe(iecs),
  officeId: maybe(fc.constantFrom('EIC-MUMBAI', 'EIC-DELHI', 'IMC-MUMBAI')),
  agencyCode: maybe(fc.constantFrom('EIC', 'IMC')),
  accountId: maybe(ids),
  createdBy: maybe(ids),
  stage: fc.constantFrom(...stages),
  signingOfficerId: maybe(ids),
  reviewerId: maybe(ids),
  agencyIecs: maybe(fc.uniqueArray(iecs)),
  shownTo: maybe(fc.uniqueArray(fc.constantFrom('a', 'b', 'EIC', 'IMC'))),
});
const asked = fc.record({
  ...{ actor: arbitraryActor, facts },
  on: fc.constantFrom(...everything),
});

type Asked = {
  actor: Actor;
  facts: Omit<Resource, 'kind'>;
  on: { kind: ResourceKind; action: ActionOn<ResourceKind> };
};
const resourceOf = ({ on, facts: { stage, ...rest } }: Asked): Resource =>
  on.kind === 'application' && stage
    ? { kind: on.kind, ...rest, stage }
    : { kind: on.kind, ...rest };
const ask = (one: Asked) => authorize(one.actor, one.on.action, resourceOf(one));

const holds = (property: (one: Asked) => boolean) =>
  fc.assert(
    fc.property(asked as fc.Arbitrary<Asked>, (one) => property(one)),
    { numRuns: 5_000 },
  );

/** The rule once more, in other words: what a permission's scope asks of an actor and a thing. */
function isWithin({ actor, on, facts }: Asked, action: string): boolean {
  const permission = permissionOf(on.kind, action as ActionOn<ResourceKind>);
  const { right, by }: Permission = permission ?? { right: 'in-person', by: {} };
  const needed = right === 'in-person' ? 'manage' : right;
  switch (by[actor.role]) {
    case undefined:
      return false;
    case 'everything':
      return true;
    case 'self':
      return facts.accountId === actor.accountId;
    case 'iec':
      return actor.iecs.some(
        (one) => one.iec === facts.iec && one.rights.some((right) => right === needed),
      );
    case 'shared':
      return (
        (facts.shownTo ?? []).includes(actor.accountId) &&
        actor.iecs.some(
          (one) => one.iec === facts.iec && one.rights.some((right) => right === needed),
        )
      );
    case 'asked':
      return actor.agencyCode !== null && (facts.shownTo ?? []).includes(actor.agencyCode);
    case 'office':
      return actor.offices.some((one) => one === facts.officeId);
    case 'agency':
      return actor.agencyCode !== null && actor.agencyCode === facts.agencyCode;
  }
}

describe('authorize', () => {
  test('allows nothing that scope, right and thing do not all bear out', () => {
    holds((one) => ask(one) !== 'allowed' || isWithin(one, one.on.action));
  });

  test('hides before it forbids: who may not view learns nothing else', () => {
    holds((one) => {
      const { scopes } = one.actor;
      const { right }: Permission = permissions[one.on.kind].view;
      const byToken = scopes === null || (right !== 'in-person' && scopes.includes(right));
      const isOthersDraft =
        one.on.kind === 'application' &&
        one.facts.stage === 'draft' &&
        !['exporter', 'customs-agent'].includes(one.actor.role);
      const views = byToken && isWithin(one, 'view') && !isOthersDraft;
      const makes = ['create', 'propose'].includes(one.on.action);
      return makes ? ask(one) !== 'hidden' : (ask(one) === 'hidden') === !views;
    });
  });

  test('an API token does nothing that is done in person, and nothing beyond its scopes', () => {
    holds((one) => {
      if (one.actor.scopes === null || ask(one) !== 'allowed') return true;
      const right = permissionOf(one.on.kind, one.on.action)?.right;
      return right !== undefined && right !== 'in-person' && one.actor.scopes.includes(right);
    });
  });

  test('a token never does more than its owner in person', () => {
    holds((one) => {
      const owner = { ...one.actor, scopes: null };
      return ask(one) !== 'allowed' || ask({ ...one, actor: owner }) === 'allowed';
    });
  });

  test('nobody decides on what he made, proposed or is himself', () => {
    holds((one) => {
      const { createdBy, accountId } = one.facts;
      const judges = ['approve', 'reject', 'decide'].includes(one.on.action);
      const empowers = ['activate', 'deactivate', 'set-rights', 'map-offices', 'unlock'];
      const isOwn =
        (judges && [createdBy, accountId].includes(one.actor.accountId)) ||
        (empowers.includes(one.on.action) && accountId === one.actor.accountId);
      return !isOwn || ask(one) !== 'allowed';
    });
  });

  test('who signs is who approved', () => {
    holds((one) => {
      const signs = ['renew-signing-request', 'attach-signature'].includes(one.on.action);
      return !signs || ask(one) !== 'allowed' || one.facts.signingOfficerId === one.actor.accountId;
    });
  });

  const takesOn = ['claim', 'approve', 'reject', 'raise-query'];

  test('two officers never act on one case: who has not claimed it takes nothing on', () => {
    holds((one) => {
      const { reviewerId } = one.facts;
      const isAnothers = reviewerId != null && reviewerId !== one.actor.accountId;
      const acts = [...takesOn, 'unclaim'].includes(one.on.action);
      const isOfficer = one.actor.role === 'officer' && one.on.kind === 'application';
      return !(isOfficer && isAnothers && acts) || ask(one) !== 'allowed';
    });
  });

  test('no agency decides, signs or hands out what it exports itself, and nobody approves it', () => {
    holds((one) => {
      const { iec, agencyIecs, agencyCode } = one.facts;
      if (one.on.kind !== 'application' || !iec || !agencyIecs?.includes(iec)) return true;
      const acts = [...takesOn, 'reassign', 'renew-signing-request', 'attach-signature'];
      const isOfAgency = agencyCode != null && agencyCode === one.actor.agencyCode;
      const isWrong =
        ['approve'].includes(one.on.action) || (isOfAgency && acts.includes(one.on.action));
      return !isWrong || ask(one) !== 'allowed';
    });
  });

  test('an officer on leave takes nothing on and signs nothing, and may give back', () => {
    const acts = [...takesOn, 'renew-signing-request', 'attach-signature'];
    holds((one) => {
      const isAway = one.actor.role === 'officer' && one.actor.absent === true;
      if (!isAway || one.on.kind !== 'application') return true;
      if (acts.includes(one.on.action)) return ask(one) !== 'allowed';
      return ask(one) === ask({ ...one, actor: { ...one.actor, absent: false } });
    });
  });

  test('a list cut down by reach holds what authorize lets view, and nothing else', () => {
    holds((one) => {
      const resource = resourceOf(one);
      const view = 'view' as ActionOn<ResourceKind>;
      const listed = covers(reachOf(one.actor, view, one.on.kind), resource);
      return listed === (authorize(one.actor, view, resource) === 'allowed');
    });
  });

  test('with less in hand nobody may do more: rights and offices taken away open nothing', () => {
    holds((one) => {
      const bare = { ...one.actor, iecs: [], offices: [], agencyCode: null };
      // But who leaves an agency is not of the organisation any more whose own goods they are.
      const before: readonly Verdict[] = ['allowed', 'own-organisation'];
      return ask({ ...one, actor: bare }) !== 'allowed' || before.includes(ask(one));
    });
  });

  const operations: Actor = {
    accountId: 'a',
    role: 'dgft-operations',
    iecs: [],
    agencyCode: null,
    offices: [],
    scopes: null,
  };

  test.each([
    ['an action', { action: 'forge', kind: 'application' }],
    ["an action of every object's", { action: 'constructor', kind: 'application' }],
    ['a kind', { action: 'view', kind: 'treasury' }],
    ["a kind of every object's", { action: 'view', kind: '__proto__' }],
  ])('fails closed at %s that is not in the table', (_, { action, kind }) => {
    const verdict = authorize(operations, action as 'view', { kind: kind as 'audit' });
    expect(verdict).not.toBe('allowed');
    const reach: Reach = reachOf(operations, action as 'view', kind as 'audit');
    expect(reach).toEqual({ within: 'nothing' });
  });

  test.each(['toString', 'constructor', 'superuser'])('fails closed at the role %s', (role) => {
    const actor = { ...operations, role: role as Role };
    for (const { kind, action } of everything) {
      expect(authorize(actor, action, { kind })).not.toBe('allowed');
    }
  });

  test('fails closed where a case tells no stage', () => {
    const officer: Actor = { ...operations, role: 'officer', offices: ['EIC-MUMBAI'] };
    const untold: Resource<'application'> = { kind: 'application', officeId: 'EIC-MUMBAI' };
    expect(authorize(officer, 'approve', untold)).toBe('not-due');
    expect(authorize(officer, 'approve', { ...untold, stage: 'under-review' })).toBe('allowed');
  });
});
