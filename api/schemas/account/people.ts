import { z } from 'zod';
import { rights } from '../../../domain/authority/actor.ts';
import { roles } from '../../../domain/authority/role.ts';
import { instant } from '../text.ts';
import { givenRights } from './rights.ts';

const once = (list: readonly unknown[]) => new Set(list).size === list.length;

/** Roles that DGFT operations manage; officers and exporters' users have managers of their own. */
export const otherRoles = [
  'agency-administrator',
  'customs-agent',
  'dgft-operations',
  'helpdesk',
  'migration-operator',
] as const satisfies readonly (typeof roles)[number][];

export const personPath = z.strictObject({ id: z.uuid() });

export const officerQuery = z.strictObject({
  agency: z
    .string()
    .regex(/^[A-Z0-9]{1,20}$/, 'The code of an agency, such as "EIC".')
    .optional(),
});

export const accountQuery = z.strictObject({
  role: z.enum(otherRoles).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

export const exporterQuery = z.strictObject({
  iec: z
    .string()
    .regex(/^[A-Z0-9]{10}$/, 'An IEC of ten characters.')
    .optional(),
});

export const officeListBody = z.strictObject({
  offices: z
    .array(z.string().regex(/^[A-Z0-9]{1,20}-[A-Z0-9]{1,20}$/, 'An office, such as "EIC-MUMBAI".'))
    .max(200)
    .refine(once, 'Name each office once.'),
});

const right = z.enum(rights);

/** What a user of an exporter can be given; who is to do nothing is deactivated. */
export const userRightsBody = z.strictObject({ rights: givenRights(right.exclude(['decide'])) });

/** Managing the exporter's people is never an agent's; who is to do nothing loses the mandate. */
export const agentRightsBody = z.strictObject({
  rights: givenRights(right.exclude(['decide', 'manage'])),
});

const person = {
  id: z.uuid(),
  login: z.string(),
  name: z.string(),
  email: z.string(),
  active: z.boolean(),
  /** Locked for a while after wrong passwords. */
  locked: z.boolean(),
  lastSignInAt: instant.nullable(),
};

export const officerAnswer = z.strictObject({
  ...person,
  designation: z.string().nullable(),
  agency: z.string(),
  offices: z.array(z.string()),
  /** Until when the registered token's certificate holds; null when none is registered. */
  tokenValidUntil: instant.nullable(),
  hasSignatureImage: z.boolean(),
});
export const officersAnswer = z.strictObject({ officers: z.array(officerAnswer) });

export const otherAccountAnswer = z.strictObject({
  ...person,
  role: z.enum(roles),
  agency: z.string().nullable(),
});
export const otherAccountsAnswer = z.strictObject({
  accounts: z.array(otherAccountAnswer),
  nextCursor: z.string().nullable(),
});

export const exporterUserAnswer = z.strictObject({
  ...person,
  iec: z.string(),
  rights: z.array(right),
});
export const exporterUsersAnswer = z.strictObject({ users: z.array(exporterUserAnswer) });

export const mandateAnswer = z.strictObject({
  id: z.uuid(),
  iec: z.string(),
  exporterName: z.string().nullable(),
  agent: z.strictObject({ id: z.uuid(), name: z.string(), email: z.string() }),
  rights: z.array(right),
  grantedAt: instant,
});
export const mandatesAnswer = z.strictObject({ mandates: z.array(mandateAnswer) });

export const deactivatedAnswer = z.strictObject({ id: z.uuid(), active: z.literal(false) });
export const mappedAnswer = z.strictObject({ id: z.uuid(), offices: z.array(z.string()) });
export const pendingChangeAnswer = z.strictObject({ id: z.uuid(), updateId: z.string() });
