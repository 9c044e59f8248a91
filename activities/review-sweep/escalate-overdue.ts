import { createHash } from 'node:crypto';
import type { Database } from '../../db/database.ts';
import { lockCase } from '../../db/queries/case/application.ts';
import {
  listOfficesOverdue,
  listOverdue,
  markEscalated,
  type OverdueCase,
} from '../../db/queries/case/overdue.ts';
import { findOfficeContact } from '../../db/queries/office/contact.ts';
import { indianDate } from '../../domain/calendar/indian-date.ts';
import type { Dependencies } from '../dependencies.ts';
import { overGateway } from '../failure.ts';
import { composeLetter, type Letter } from '../mail/letter.ts';

const atOnce = 1_000;
const named = 20;

const todayInIndia = () => indianDate(new Date().toISOString());

/** Offices with cases that are overdue and of which their administrator was not told. */
export const createFindOfficesOverdue =
  ({ database }: Pick<Dependencies, 'database'>) =>
  async () => ({ officeIds: await listOfficesOverdue(database, todayInIndia()) });

function letterOf(officeName: string, cases: readonly OverdueCase[]): Letter {
  const count = cases.length;
  const subject =
    count === 1
      ? {
          en: `${officeName}: an application is overdue`,
          hi: `${officeName}: एक आवेदन में देरी हुई है`,
        }
      : {
          en: `${officeName}: ${count} applications are overdue`,
          hi: `${officeName}: ${count} आवेदनों में देरी हुई है`,
        };
  return {
    subject,
    paragraphs: [
      {
        en: 'These applications for certificates of origin were neither issued nor rejected by their due date.',
        hi: 'उत्पत्ति प्रमाण-पत्र के इन आवेदनों पर नियत तिथि तक न प्रमाण-पत्र जारी हुआ, न अस्वीकृति दी गई।',
      },
      {
        en: 'Please see to it that an officer takes them up: you may hand a case to any officer of the office. The queue of the office shows all that is overdue.',
        hi: 'कृपया किसी अधिकारी से इन्हें करवाएँ: आप आवेदन कार्यालय के किसी भी अधिकारी को सौंप सकते हैं। कार्यालय की सूची में सभी विलंबित आवेदन दिखते हैं।',
      },
    ],
    facts: cases.slice(0, named).map(({ applicationId, dueOn }) => ({
      label: { en: `Due on ${dueOn}`, hi: `नियत तिथि ${dueOn}` },
      value: applicationId,
    })),
  };
}

/** Named by what it says, so that a repeat is seen to be one. */
function messageIdOf(officeId: string, cases: readonly OverdueCase[]): string {
  const all = cases.map(({ applicationId, dueOn }) => `${applicationId} ${dueOn}`).join('\n');
  return `overdue.${officeId}.${createHash('sha256').update(all).digest('hex').slice(0, 32)}`;
}

/** A case that moved meanwhile is told of with the others and marked where it still is late. */
async function mark(database: Database, cases: readonly OverdueCase[], told: boolean) {
  let marked = 0;
  for (const { applicationId, dueOn } of cases) {
    await database.transaction(async (own) => {
      const row = await lockCase(own, applicationId);
      if (!row || row.escalatedAt !== null || row.dueOn !== dueOn) return;
      await markEscalated(own, row, { at: new Date(), told });
      marked += 1;
    });
  }
  return marked;
}

/**
 * Tells the administrator in one mail of all cases of an office that became overdue since the last,
 * then marks them, so that each is told of once. Safe to repeat; a mail that was sent by an attempt
 * which died goes out again under its own id. Throws `UpstreamUnavailable`.
 */
export function createEscalateOverdue({
  database,
  mailer,
}: Pick<Dependencies, 'database' | 'mailer'>) {
  return async function escalateOverdue({ officeId }: { officeId: string }) {
    const today = todayInIndia();
    const cases = await listOverdue(database, officeId, { today, limit: atOnce });
    const contact = await findOfficeContact(database, officeId);
    if (cases.length === 0 || !contact) return { escalated: 0 };
    const { officeName, email: to } = contact;
    const messageId = messageIdOf(officeId, cases);
    const letter = composeLetter(letterOf(officeName, cases));
    const told =
      to !== null &&
      (await overGateway(() => mailer.sendMail({ to, messageId, ...letter }))).outcome ===
        'accepted';
    return { escalated: await mark(database, cases, told) };
  };
}
