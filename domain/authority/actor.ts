import type { Role } from './role.ts';

/**
 * What a user of an IEC, a customs agent or an API token is let do. `manage` is the IEC's first
 * user's: to invite others and to take their rights away. `decide` is in tokens of officers alone.
 */
export const rights = ['view', 'prepare', 'sign', 'pay', 'manage', 'decide'] as const;
export type Right = (typeof rights)[number];

/**
 * What an API token can be made for: its owner's rights, or asking after certificates by the list
 * alone, as a customs administration's programs do.
 */
export const tokenScopes = [...rights, 'verify'] as const;
export type TokenScope = (typeof tokenScopes)[number];

/**
 * Whether rights can be given to a person or a program: each includes seeing what it is about, since
 * nobody is told of a thing that he may not see.
 */
export const includesView = (given: readonly TokenScope[]): boolean => given.includes('view');

/** All that can be done for an exporter: what its first user is given. */
export const exporterRights: readonly Right[] = ['view', 'prepare', 'sign', 'pay', 'manage'];

/** Somebody acting, with all that their authority hangs on, as the record has it at this moment. */
export type Actor = {
  accountId: string;
  role: Role;
  /** Exporters acted for: an exporter's user has one, a customs agent each that has mandated him. */
  iecs: readonly { iec: string; rights: readonly Right[] }[];
  agencyCode: string | null;
  /** Ids of the offices that an officer may act for. */
  offices: readonly string[];
  /** An officer on leave just now. */
  absent?: boolean;
  /** Acting by an API token: what it was made for. null: in person. */
  scopes: readonly TokenScope[] | null;
};
