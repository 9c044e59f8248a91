/** What a case is for: a certificate, one in lieu of an issued one, or a true copy of a lost one. */
export const casePurposes = ['original', 'in-lieu', 'true-copy'] as const;
export type CasePurpose = (typeof casePurposes)[number];

/** Why an issued certificate is to be replaced or copied: reasons of a list, and the story. */
export type Grounds = { reasons: string[]; explanation: string };
