import { readExporter } from '../../db/queries/dgft/exporter.ts';
import { type PlacedRefund, readRefund } from '../../db/queries/money/payment/refund.ts';
import { endOfRefund, type RefundPartStatus, refundSum } from '../../domain/money/refund.ts';
import { rupeesText } from '../../domain/money/rupees.ts';
import type { Dependencies } from '../dependencies.ts';
import { corrupt } from '../failure.ts';
import { composeLetter } from '../mail/letter.ts';
import { mailOnce } from '../mail/mail-once.ts';

const wentBack = {
  en: 'The payment gateway has given back what you asked for, to the bank account or card that each payment was made from. When it arrives there is up to your bank.',
  hi: 'आपके अनुरोध की राशि भुगतान गेटवे ने लौटा दी है, उसी बैंक खाते या कार्ड में जिससे भुगतान हुआ था। वहाँ कब पहुँचेगी, यह आपके बैंक पर निर्भर है।',
};
const cameBack = {
  en: 'The payment gateway did not give everything back. What it refused is in your wallet again, and the refund says why.',
  hi: 'भुगतान गेटवे ने पूरी राशि नहीं लौटाई। जो राशि उसने अस्वीकार की वह फिर से आपके वॉलेट में है, और कारण धनवापसी के विवरण में दिया है।',
};
const nothingWentBack = {
  en: 'The payment gateway refused this refund. The whole amount is in your wallet again, and the refund says why.',
  hi: 'भुगतान गेटवे ने यह धनवापसी अस्वीकार कर दी। पूरी राशि फिर से आपके वॉलेट में है, और कारण धनवापसी के विवरण में दिया है।',
};

const told = { done: wentBack, partly: cameBack, refused: nothingWentBack };

function letterFor({ id, officeId, parts }: PlacedRefund) {
  const end = endOfRefund(parts.map(({ status }) => status));
  if (!end) throw corrupt(`the refund ${id} has parts that are not known`);
  const sumOf = (wanted: RefundPartStatus) => rupeesText(refundSum(parts, wanted));
  return composeLetter({
    subject: { en: 'Your refund', hi: 'आपकी धनवापसी' },
    paragraphs: [told[end]],
    facts: [
      { label: { en: 'Refund', hi: 'धनवापसी' }, value: id },
      { label: { en: 'Office', hi: 'कार्यालय' }, value: officeId },
      { label: { en: 'Given back, in rupees', hi: 'लौटाई गई राशि, रुपये में' }, value: sumOf('done') },
      {
        label: { en: 'In the wallet again, in rupees', hi: 'फिर से वॉलेट में, रुपये में' },
        value: sumOf('refused'),
      },
    ],
  });
}

/** Mails the exporter what has become of a refund, once. Safe to repeat. */
export function createTellOfRefund(dependencies: Pick<Dependencies, 'database' | 'mailer'>) {
  const { database } = dependencies;
  return async function tellOfRefund({ refundId }: { refundId: string }) {
    const refund = await readRefund(database, refundId);
    if (!refund) throw corrupt(`there is no refund ${refundId}`);
    const id = `refund/${refundId}`;
    const to = (await readExporter(database, refund.iec))?.record?.email;
    if (!to) return { sent: false };
    return { sent: await mailOnce(dependencies, { id, to }, () => letterFor(refund)) };
  };
}
