import { readExporter } from '../../db/queries/dgft/exporter.ts';
import { readPlacedOrder } from '../../db/queries/money/payment/placed-order.ts';
import { rupeesText } from '../../domain/money/rupees.ts';
import type { Dependencies } from '../dependencies.ts';
import { corrupt } from '../failure.ts';
import { composeLetter } from '../mail/letter.ts';
import { mailOnce } from '../mail/mail-once.ts';

const letterFor = ({ amountPaise, officeId }: { amountPaise: number; officeId: string }) =>
  composeLetter({
    subject: { en: 'A payment is in your wallet', hi: 'एक भुगतान आपके वॉलेट में है' },
    paragraphs: [
      {
        en: 'A payment came when nothing was waiting for it any more: the fee had been paid otherwise, the application had ended, or the time for paying had passed. The whole amount is in your wallet at this office, and the wallet statement shows it.',
        hi: 'एक भुगतान तब मिला जब उसकी प्रतीक्षा समाप्त हो चुकी थी: शुल्क किसी और तरह से दिया जा चुका था, आवेदन समाप्त हो चुका था, या भुगतान का समय बीत चुका था। पूरी राशि इस कार्यालय में आपके वॉलेट में है और वॉलेट विवरण में दिखती है।',
      },
    ],
    facts: [
      { label: { en: 'Amount in rupees', hi: 'राशि रुपये में' }, value: rupeesText(amountPaise) },
      { label: { en: 'Office', hi: 'कार्यालय' }, value: officeId },
    ],
  });

/** Mails the exporter that late money went into the wallet, once for each payment. Safe to repeat. */
export function createTellOfLateMoney(dependencies: Pick<Dependencies, 'database' | 'mailer'>) {
  const { database } = dependencies;
  return async function tellOfLateMoney(input: { orderId: string; gatewayReference: string }) {
    const order = await readPlacedOrder(database, input.orderId);
    if (!order) throw corrupt(`there is no order ${input.orderId}`);
    const id = `late-money/${order.id}/${input.gatewayReference}`;
    const to = (await readExporter(database, order.payer.iec))?.record?.email;
    if (!to) return { sent: false };
    return { sent: await mailOnce(dependencies, { id, to }, () => letterFor(order)) };
  };
}
