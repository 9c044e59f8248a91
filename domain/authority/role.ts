/** The kinds of people that the service knows; everybody has exactly one. */
export const roles = [
  'exporter',
  'customs-agent',
  'officer',
  'agency-administrator',
  'dgft-operations',
  'helpdesk',
  'migration-operator',
] as const;
export type Role = (typeof roles)[number];
