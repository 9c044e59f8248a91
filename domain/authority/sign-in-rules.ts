import type { Role } from './role.ts';

/** Who decides, signs, or gives authority to others must show an authenticator's code beside the password. */
export const rolesWithAuthenticator = [
  'officer',
  'agency-administrator',
  'dgft-operations',
] as const satisfies readonly Role[];

const strict: readonly Role[] = rolesWithAuthenticator;

export const needsAuthenticator = (role: Role): boolean => strict.includes(role);

/** When a session ends: left unused for so long, and in any case (ASVS 7.1.1). */
export type SessionLimits = { idleMinutes: number; absoluteHours: number };

export const usualLimits: SessionLimits = { idleMinutes: 30, absoluteHours: 12 };
export const strictLimits: SessionLimits = { idleMinutes: 15, absoluteHours: 8 };

export const sessionLimitsOf = (role: Role): SessionLimits =>
  needsAuthenticator(role) ? strictLimits : usualLimits;

/** Sessions that one person may have at once; a further one ends the oldest (ASVS 7.1.2). */
export const sessionsAtOnce = 5;

/** What must be done before anything else may be. */
export const duties = ['change-password', 'enrol-authenticator'] as const;
export type Duty = (typeof duties)[number];

/** A mailed password must be changed at first use; whose role needs an authenticator enrols one. */
export function dutiesOf(account: {
  role: Role;
  passwordIsMailed: boolean;
  hasAuthenticator: boolean;
}): Duty[] {
  const { role, passwordIsMailed, hasAuthenticator } = account;
  return [
    ...(passwordIsMailed ? (['change-password'] as const) : []),
    ...(needsAuthenticator(role) && !hasAuthenticator ? (['enrol-authenticator'] as const) : []),
  ];
}
