import { listEmailsOf } from '../../db/queries/registration/registering-agency.ts';
import { readRegistration } from '../../db/queries/registration/registration.ts';
import { indianDate } from '../../domain/calendar/indian-date.ts';
import type { Reminder } from '../../workflows/user-registration/contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { decisionLetter, reminderLetter } from './registration-letters.ts';
import { freshLink } from './send-registration-code.ts';
import { writeOnce } from './write-once.ts';

type Row = Awaited<ReturnType<typeof readRegistration>>;

/**
 * Writes to who must act next: the applicant, those who may decide, or DGFT operations when nobody
 * does, once for each occasion. A registration that has moved on meanwhile needs no reminder.
 */
export function createRemindOfRegistration(dependencies: Dependencies) {
  const { database } = dependencies;

  async function decidersOf({ kind, agencyCode }: Row, reminder: Reminder): Promise<string[]> {
    const operations = () => listEmailsOf(database, 'dgft-operations', null);
    if (kind !== 'officer' || reminder === 'escalate') return operations();
    const own = await listEmailsOf(database, 'agency-administrator', agencyCode);
    return own.length > 0 ? own : operations();
  }

  async function remindApplicant(row: Row, occasion: string) {
    const { id, number, applicant, emailVerifiedAt } = row;
    const { email } = applicant;
    return writeOnce(dependencies, { registrationId: id, email, occasion }, async () =>
      reminderLetter({
        number,
        lapsesOn: indianDate(row.dueAt.toISOString()),
        url: emailVerifiedAt ? null : await freshLink(dependencies, { id, email }),
      }),
    );
  }

  return async function remindOfRegistration(input: {
    registrationId: string;
    reminder: Reminder;
    occasion: string;
  }): Promise<{ written: number }> {
    const { registrationId, reminder } = input;
    const row = await readRegistration(database, registrationId);
    const occasion = `${reminder}/${input.occasion}`;
    if (reminder === 'applicant') {
      if (row.stage !== 'collecting') return { written: 0 };
      await remindApplicant(row, occasion);
      return { written: 1 };
    }
    if (row.stage !== 'awaiting-decision') return { written: 0 };
    const { kind, number } = row;
    const lapsesOn = indianDate(row.dueAt.toISOString());
    const emails = await decidersOf(row, reminder);
    for (const [index, email] of emails.entries()) {
      const to = { registrationId, email, occasion: `${occasion}/${index + 1}` };
      await writeOnce(dependencies, to, async () =>
        decisionLetter({ reminder, kind, number, lapsesOn }),
      );
    }
    return { written: emails.length };
  };
}
