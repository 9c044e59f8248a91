import { eq, inArray, sql } from 'drizzle-orm';
import type { Stage } from '../../../domain/stage.ts';
import { type Database, prepared } from '../../database.ts';
import { application, exporter, notification, type RejectionReason } from '../../schema/schema.ts';
import { found } from '../case/case.ts';

/** How a case ended, where word of it goes, and whether it went out before. */
export type Ending = {
  stage: Stage;
  certificateNumber: string | null;
  rejection: RejectionReason[] | null;
  exporter: { email: string } | null;
  sent: string | null;
};

const ending = prepared((database) =>
  database
    .select({
      stage: application.stage,
      certificateNumber: application.certificateNumber,
      rejection: application.rejection,
      exporter: exporter.record,
      sent: notification.id,
    })
    .from(application)
    .leftJoin(exporter, eq(exporter.iec, application.iec))
    .leftJoin(
      notification,
      eq(notification.id, sql`${application.id} || '/' || ${application.stage}`),
    )
    .where(eq(application.id, sql.placeholder('id')))
    .prepare('ending_of_case'),
);

export async function readEnding(database: Database, applicationId: string): Promise<Ending> {
  const [row] = await ending(database).execute({ id: applicationId });
  return found(row, applicationId);
}

/** A message about a case's end has this id: it is sent once. */
export const endingId = (applicationId: string, { stage }: Ending) => `${applicationId}/${stage}`;

const sent = prepared((database) =>
  database
    .insert(notification)
    .values({
      id: sql.placeholder('id'),
      recipient: sql.placeholder('recipient'),
      subject: sql.placeholder('subject'),
      sentAt: sql.placeholder('sentAt'),
    })
    .onConflictDoNothing()
    .prepare('sent_notification'),
);

/** Notes that a message went out; a repeat changes nothing. */
export async function noteSent(
  database: Database,
  row: typeof notification.$inferSelect,
): Promise<void> {
  await sent(database).execute(row);
}

/** Which of these messages went out already. */
export async function alreadySent(database: Database, ids: string[]): Promise<Set<string>> {
  const rows = await database
    .select({ id: notification.id })
    .from(notification)
    .where(inArray(notification.id, ids));
  return new Set(rows.map(({ id }) => id));
}
