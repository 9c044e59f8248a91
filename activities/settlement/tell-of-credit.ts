import { readExporter } from '../../db/queries/dgft/exporter.ts';
import { type Credit, findCredit } from '../../db/queries/money/settlement/letters.ts';
import { rupeesText } from '../../domain/money/rupees.ts';
import type { Dependencies } from '../dependencies.ts';
import { composeLetter } from '../mail/letter.ts';
import { mailOnce } from '../mail/mail-once.ts';

const askForIt = {
  en: 'You may ask for it back to where it came from, or pay coming fees from it.',
  hi: 'आप इसे वहीं वापस माँग सकते हैं जहाँ से यह आई थी, या आगे के शुल्क इससे दे सकते हैं।',
};

const letterFor = ({ outcome, officeId, paise }: Credit) =>
  composeLetter({
    subject: {
      en: 'A payment of yours is in your wallet',
      hi: 'आपका एक भुगतान आपके वॉलेट में है',
    },
    paragraphs: [
      {
        en: 'The payment gateway settled a payment of yours that could not be matched at once. It has been looked at, and the amount is in your wallet at this office.',
        hi: 'भुगतान गेटवे ने आपका एक भुगतान निपटाया जिसका मिलान तुरंत नहीं हो सका। जाँच हो चुकी है और राशि इस कार्यालय में आपके वॉलेट में है।',
      },
      ...(outcome === 'refund' ? [askForIt] : []),
    ],
    facts: [
      { label: { en: 'Amount in rupees', hi: 'राशि रुपये में' }, value: rupeesText(paise) },
      { label: { en: 'Office', hi: 'कार्यालय' }, value: officeId },
    ],
  });

/** Mails a payer, once, that two people settled a difference by crediting the wallet. Safe to repeat. */
export function createTellOfCredit(dependencies: Pick<Dependencies, 'database' | 'mailer'>) {
  const { database } = dependencies;
  return async function tellOfCredit({
    differenceId,
  }: {
    differenceId: string;
  }): Promise<{ sent: boolean }> {
    const id = `difference-credit/${differenceId}`;
    const credit = await findCredit(database, differenceId);
    const to = credit && (await readExporter(database, credit.iec))?.record?.email;
    if (!credit || !to) return { sent: false };
    return { sent: await mailOnce(dependencies, { id, to }, () => letterFor(credit)) };
  };
}
