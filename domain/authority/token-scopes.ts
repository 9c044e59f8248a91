import { type Actor, rights, type TokenScope } from './actor.ts';

/** API tokens that one person may have in force. */
export const tokensAtOnce = 20;

/**
 * What an API token of this person may be made for: never more than the person may do. Anybody may
 * verify, so anybody's token may, and be handed on to do that and nothing else.
 */
export const scopesOf = (actor: Pick<Actor, 'role' | 'iecs'>): TokenScope[] => [
  ...ownScopesOf(actor),
  'verify',
];

function ownScopesOf(actor: Pick<Actor, 'role' | 'iecs'>): TokenScope[] {
  switch (actor.role) {
    case 'exporter':
    case 'customs-agent': {
      const held = new Set(actor.iecs.flatMap((acted) => acted.rights));
      return rights.filter((right) => held.has(right));
    }
    case 'officer':
      return ['view', 'decide'];
    case 'agency-administrator':
    case 'dgft-operations':
    case 'helpdesk':
    case 'migration-operator':
      return ['view'];
    default:
      return actor.role satisfies never;
  }
}
