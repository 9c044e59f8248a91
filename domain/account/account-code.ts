/**
 * The links and codes by which the owner of an account proves an address: purpose in the record,
 * life, and guesses. Links are of 256 bits, so their guesses only keep the record quiet.
 */
export const accountCodes = {
  passwordReset: { purpose: 'password-reset', minutes: 30, tries: 100 },
  emailChangeOld: { purpose: 'email-change-old', minutes: 24 * 60, tries: 100 },
  emailChangeNew: { purpose: 'email-change-new', minutes: 24 * 60, tries: 100 },
  mobileChange: { purpose: 'mobile-change', minutes: 10, tries: 5 },
} as const;

/** The two addresses that must both agree to a change of e-mail. */
const emailSides = ['old', 'new'] as const;
export type EmailSide = (typeof emailSides)[number];
export const emailCodeOf = { old: accountCodes.emailChangeOld, new: accountCodes.emailChangeNew };

/** Rows that nobody answers: that a change was asked for, and that one address has agreed to it. */
export const emailChangeAsked = 'email-change';
export const emailAgreed = { old: 'email-change-old-agreed', new: 'email-change-new-agreed' };

/** A change of e-mail under way, which another one replaces. */
export const emailUnderWay: readonly string[] = [
  emailChangeAsked,
  ...Object.values(emailCodeOf).map(({ purpose }) => purpose),
  ...Object.values(emailAgreed),
];

/** Everything under way on an account: withdrawn when its password or its e-mail address changes. */
export const underWay: readonly string[] = [
  accountCodes.passwordReset.purpose,
  accountCodes.mobileChange.purpose,
  ...emailUnderWay,
];

/** The text in the link by which one address agrees. */
export const emailLinkText = (side: EmailSide, link: string): string => `${side}.${link}`;

/** Reads what `emailLinkText` wrote; null for any other text. */
export function readEmailLink(text: string): { side: EmailSide; link: string } | null {
  const [, side, link] = /^(old|new)\.(.+)$/.exec(text) ?? [];
  return link && (side === 'old' || side === 'new') ? { side, link } : null;
}
