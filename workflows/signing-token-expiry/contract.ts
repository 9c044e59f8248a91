import type { WarningDays } from '../../domain/registration/token-expiry.ts';

export const signingTokenExpiryName = 'signingTokenExpiry';

/** The schedule that starts a run every day, and the beginning of each run's id. */
export const signingTokenExpirySchedule = 'signing-token-expiry';

/** A warning that is due: the token by its certificate's SHA-256, no personal data. */
export type TokenWarning = { sha256: string; days: WarningDays };
