import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/database.ts';
import type { RegistrationRow } from '../../db/queries/registration/registration.ts';
import { registration } from '../../db/schema/schema.ts';
import type {
  RegistrationKind,
  RegistrationStage,
} from '../../domain/registration/registration.ts';

const roleOf = {
  exporter: 'exporter',
  'exporter-user': 'exporter',
  'customs-agent': 'customs-agent',
  'agency-administrator': 'agency-administrator',
  officer: 'officer',
  staff: 'dgft-operations',
} as const;

/** Puts a registration on record as if its run had brought it there; whatever `more` says overrides. */
export async function registrationInStage(
  database: Database,
  kind: RegistrationKind,
  stage: RegistrationStage,
  more: Partial<RegistrationRow> = {},
): Promise<RegistrationRow> {
  const id = randomUUID();
  const now = new Date();
  const [row] = await database
    .insert(registration)
    .values({
      id,
      number: `TEST/2026/${id}`,
      kind,
      stage,
      revision: 3,
      lastStep: 'test/2',
      applicant: {
        name: 'Person',
        email: `${id}@example.org`,
        mobile: '+919000000001',
        designation: null,
        rights: kind === 'exporter-user' || kind === 'customs-agent' ? ['view', 'prepare'] : [],
        role: roleOf[kind],
        brokerFirm: null,
        brokerLicence: null,
      },
      secretHash: id,
      createdAt: now,
      updatedAt: now,
      dueAt: now,
      ...more,
    })
    .returning();
  if (!row) throw new Error('the registration was not kept');
  return row;
}
