import { and, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Reach } from '../../../domain/authority/authorize.ts';
import type {
  RegistrationKind,
  RegistrationStage,
} from '../../../domain/registration/registration.ts';
import type { Database } from '../../database.ts';
import { registration } from '../../schema/schema.ts';

/** How far somebody sees among the registrations of a kind. */
export type RegistrationReach = { kind: RegistrationKind; reach: Reach };

/** A reach as a condition on rows; undefined where it covers all, null where it covers none. */
function covered(reach: Reach): SQL | undefined | null {
  switch (reach.within) {
    case 'everything':
      return undefined;
    case 'iec':
      return inArray(registration.iec, [...reach.iecs]);
    case 'agency':
      return eq(registration.agencyCode, reach.agencyCode);
    case 'nothing':
    case 'self':
    case 'shown':
    case 'office':
      return null;
    default:
      return reach satisfies never;
  }
}

/** Registrations within the reaches, newest first, from behind `after`. */
export async function listRegistrations(
  database: Database,
  asked: {
    reaches: RegistrationReach[];
    stage: RegistrationStage | null;
    after: { at: string; id: string } | null;
    limit: number;
  },
) {
  const parts = asked.reaches.flatMap(({ kind, reach }) => {
    const within = covered(reach);
    return within === null ? [] : [and(eq(registration.kind, kind), within)];
  });
  if (parts.length === 0) return [];
  const { id, number, kind, stage, revision, iec, agencyCode, officeId } = registration;
  const { createdAt, dueAt, applicant } = registration;
  const beyond = asked.after
    ? sql`(${createdAt}, ${id}) < (${asked.after.at}::timestamptz, ${asked.after.id}::uuid)`
    : undefined;
  return database
    .select({
      id,
      number,
      kind,
      stage,
      revision,
      name: sql<string>`${applicant} ->> 'name'`,
      iec,
      agencyCode,
      officeId,
      createdAt,
      dueAt,
    })
    .from(registration)
    .where(and(or(...parts), asked.stage ? eq(stage, asked.stage) : undefined, beyond))
    .orderBy(desc(createdAt), desc(id))
    .limit(asked.limit);
}
