import { and, eq, sql } from 'drizzle-orm';
import type { CooApplication } from '../../../domain/application/application.ts';
import type { Grounds, RequestPurpose } from '../../../domain/application/purpose.ts';
import type { Role } from '../../../domain/authority/role.ts';
import type { Database, Transaction } from '../../database.ts';
import { account, agency, application, office } from '../../schema/schema.ts';
import { appendCaseEvent } from './case-event.ts';

export type ApplicationRow = typeof application.$inferSelect;

/** A case together with the agency of its office: what authority over it hangs on. */
export type Case = ApplicationRow & {
  kind: 'application';
  agencyCode: string;
  /** IECs under which the agency exports itself. */
  agencyIecs: string[];
  /** Who has claimed it: told to the office alone. */
  reviewerName: string | null;
};

export type Drafter = { accountId: string; role: Role };

/** Keeps a new draft at revision 1 and begins its timeline. */
export async function insertDraft(
  transaction: Transaction,
  draft: {
    id: string;
    iec: string;
    officeId: string;
    content: CooApplication;
    /** What it asks against an issued certificate, where it does. */
    request?: { purpose: RequestPurpose; parent: string; grounds: Grounds };
  },
  by: Drafter,
): Promise<ApplicationRow> {
  const at = new Date();
  const [row] = await transaction
    .insert(application)
    .values({
      id: draft.id,
      iec: draft.iec,
      scheme: draft.content.scheme,
      officeId: draft.officeId,
      stage: 'draft',
      revision: 1,
      content: draft.content,
      ...draft.request,
      createdBy: by.accountId,
      createdAt: at,
      updatedAt: at,
    })
    .returning();
  if (!row) throw new Error('a draft was inserted and not returned');
  await appendCaseEvent(transaction, row, at, {
    step: 'draft/1',
    actor: by,
    action: 'draft',
    stage: 'draft',
    detail: {},
  });
  return row;
}

/** Replaces a draft's content; null when it is no draft any more or at another revision. */
export async function replaceDraft(
  transaction: Transaction,
  draft: { id: string; officeId: string; content: CooApplication; expectedRevision: number },
  by: Drafter,
): Promise<ApplicationRow | null> {
  const at = new Date();
  const [row] = await transaction
    .update(application)
    .set({
      officeId: draft.officeId,
      scheme: draft.content.scheme,
      content: draft.content,
      revision: sql`${application.revision} + 1`,
      updatedAt: at,
    })
    .where(
      and(
        eq(application.id, draft.id),
        eq(application.stage, 'draft'),
        eq(application.revision, draft.expectedRevision),
      ),
    )
    .returning();
  if (!row) return null;
  await appendCaseEvent(transaction, row, at, {
    step: `draft/${row.revision}`,
    actor: by,
    action: 'edit',
    stage: 'draft',
    detail: {},
  });
  return row;
}

/** Columns of a `Case`, of a query that joins office, agency and the reviewer's account. */
export const caseColumns = {
  application,
  agencyCode: office.agencyCode,
  agencyIecs: agency.ownIecs,
  reviewerName: account.name,
};

const casesAsked = (database: Database | Transaction, id: string) =>
  database
    .select(caseColumns)
    .from(application)
    .innerJoin(office, eq(office.id, application.officeId))
    .innerJoin(agency, eq(agency.code, office.agencyCode))
    .leftJoin(account, eq(account.id, application.reviewerId))
    .where(eq(application.id, id));

type Row = Omit<Case, keyof ApplicationRow | 'kind'> & { application: ApplicationRow };

const caseOf = ({ application: row, ...rest }: Row): Case => ({
  kind: 'application',
  ...row,
  ...rest,
});

/** One case; null when there is none. */
export async function findCase(database: Database | Transaction, id: string): Promise<Case | null> {
  const [row] = await casesAsked(database, id);
  return row ? caseOf(row) : null;
}

/**
 * The same, locked against steps and other claims until the transaction ends. Read once it is locked:
 * what is joined to a row that was waited for is as it was before.
 */
export async function lockCase(transaction: Transaction, id: string): Promise<Case | null> {
  const held = eq(application.id, id);
  await transaction.select({ id: application.id }).from(application).where(held).for('update');
  return findCase(transaction, id);
}
