export type CheckName =
  | 'digest'
  | 'signature'
  | 'registered-certificate'
  | 'key-usage'
  | 'chain'
  | 'validity'
  | 'revocation';

/** One thing that was checked, whether it held, and what was seen in words for a person. */
export type Finding<Check extends string = CheckName> = {
  check: Check;
  holds: boolean;
  detail: string;
};
