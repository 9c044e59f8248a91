import type { WarningDays } from '../../domain/registration/token-expiry.ts';

export const signingTokenExpiryName = 'signingTokenExpiry';

/** The schedule, and what each of its runs is called. */
export const signingTokenExpirySchedule = 'signing-token-expiry';
export const signingTokenExpiryId = 'signing-token-expiry';
/** Oftener than daily, so that an hour's outage costs no warning; nobody is warned twice. */
export const signingTokenExpiryEveryMinutes = 6 * 60;

/** A warning that is due: the token by its certificate's SHA-256, no personal data. */
export type TokenWarning = { sha256: string; days: WarningDays };
