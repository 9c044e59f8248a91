import {
  countOpenDifferences,
  listAdministrators,
} from '../../db/queries/money/settlement/letters.ts';
import type { Dependencies } from '../dependencies.ts';
import { composeLetter } from '../mail/letter.ts';
import { mailOnce } from '../mail/mail-once.ts';

const letterFor = (open: number) =>
  composeLetter({
    subject: {
      en: 'Settlement: differences wait for you',
      hi: 'निपटान: कुछ अंतर आपकी प्रतीक्षा में हैं',
    },
    paragraphs: [
      {
        en: 'The payment gateway’s settlement and the books of your offices do not agree. Look at each difference and propose how it is to be settled; a second person decides. Nothing is booked before that.',
        hi: 'भुगतान गेटवे के निपटान और आपके कार्यालयों की बहियों में अंतर है। हर अंतर को देखें और प्रस्ताव दें कि उसे कैसे निपटाया जाए; निर्णय कोई दूसरा व्यक्ति करेगा। उससे पहले कुछ दर्ज नहीं होता।',
      },
      {
        en: 'GET /api/v1/settlements/differences lists them.',
        hi: 'सूची: GET /api/v1/settlements/differences',
      },
    ],
    facts: [{ label: { en: 'Differences open', hi: 'खुले अंतर' }, value: String(open) }],
  });

/** Mails an agency's administrators that there are new differences, each once. Safe to repeat. */
export function createTellOfDifferences(dependencies: Pick<Dependencies, 'database' | 'mailer'>) {
  const { database } = dependencies;
  return async function tellOfDifferences({
    agency,
  }: {
    agency: string;
  }): Promise<{ sent: number }> {
    const { open, newest } = await countOpenDifferences(database, agency);
    const people = open > 0 ? await listAdministrators(database, agency) : [];
    let sent = 0;
    for (const { id: accountId, email: to } of people) {
      const id = `differences/${agency}/${newest}/${accountId}`;
      if (await mailOnce(dependencies, { id, to }, () => letterFor(open))) sent += 1;
    }
    return { sent };
  };
}
