import {
  type Ending,
  endingId,
  noteSent,
  readEnding,
} from '../../db/queries/audit/notification.ts';
import type { Dependencies } from '../dependencies.ts';
import { overGateway } from '../failure.ts';

const htmlOf = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.codePointAt(0)};`);

function letter(row: Ending, publicUrl: string): { subject: string; lines: string[] } {
  if (row.stage === 'issued') {
    return {
      subject: `Certificate of origin ${row.certificateNumber} is issued`,
      lines: [
        `Your certificate of origin ${row.certificateNumber} is issued.`,
        `आपका उत्पत्ति प्रमाण-पत्र ${row.certificateNumber} जारी हो गया है।`,
        `Anyone can check it at ${publicUrl}/v/${row.certificateNumber}`,
      ],
    };
  }
  const reasons = (row.rejection ?? []).map(({ reason }) => `- ${reason}`);
  return {
    subject: 'Your application for a certificate of origin was rejected',
    lines: [
      'The officer rejected your application for a certificate of origin:',
      'आपका उत्पत्ति प्रमाण-पत्र का आवेदन अस्वीकृत हुआ:',
      ...reasons,
    ],
  };
}

/** Mails the exporter how the case ended, to the address that DGFT has. Sent once; safe to repeat. */
export function createNotifyExporter({ database, mailer, publicUrl }: Dependencies) {
  return async function notifyExporter({ applicationId }: { applicationId: string }) {
    const ending = await readEnding(database, applicationId);
    const to = ending.exporter?.email;
    if (ending.sent || !to) return { sent: ending.sent !== null };
    const { subject, lines } = letter(ending, publicUrl);
    const outcome = await overGateway(() =>
      mailer.sendMail({
        to,
        subject,
        text: lines.join('\n\n'),
        html: lines.map((line) => `<p>${htmlOf(line)}</p>`).join(''),
        messageId: `${ending.stage}.${applicationId}`,
      }),
    );
    if (outcome.outcome === 'refused') return { sent: false };
    const id = endingId(applicationId, ending);
    await noteSent(database, { id, recipient: to, subject, sentAt: new Date() });
    return { sent: true };
  };
}
