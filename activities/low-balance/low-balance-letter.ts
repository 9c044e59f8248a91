import { rupeesText } from '../../domain/money/rupees.ts';
import { composeLetter } from '../mail/letter.ts';

type Told = { iec: string; office: string; at: Date; balancePaise: number; belowPaise: number };

const inIndia = (at: Date) =>
  at.toLocaleString('en-GB', { timeZone: 'Asia/Kolkata', dateStyle: 'long', timeStyle: 'short' });

/** Word that a wallet holds less than its exporter wants it to. */
export const lowBalanceLetter = ({ iec, office, at, balancePaise, belowPaise }: Told) =>
  composeLetter({
    subject: { en: 'Your wallet is running low', hi: 'आपके वॉलेट में राशि कम है' },
    paragraphs: [
      {
        en: 'Your wallet at this office holds less than the amount below which you asked us to tell you. Fill it in time: an application whose fee the wallet cannot pay waits for a payment by the gateway.',
        hi: 'इस कार्यालय में आपके वॉलेट की राशि उस सीमा से कम है जिसके नीचे आपने सूचना माँगी थी। समय रहते राशि जमा करें: जिस आवेदन का शुल्क वॉलेट से नहीं दिया जा सकता, वह गेटवे से भुगतान की प्रतीक्षा करता है।',
      },
      {
        en: 'We tell you again only when the wallet has held that much and has fallen once more.',
        hi: 'अगली सूचना तभी आएगी जब वॉलेट में फिर इतनी राशि हो जाए और वह दोबारा सीमा से नीचे जाए।',
      },
    ],
    facts: [
      { label: { en: 'IEC', hi: 'आईईसी' }, value: iec },
      { label: { en: 'Office', hi: 'कार्यालय' }, value: office },
      { label: { en: 'When (Indian time)', hi: 'कब (भारतीय समय)' }, value: inIndia(at) },
      {
        label: { en: 'In the wallet, in rupees', hi: 'वॉलेट में, रुपये में' },
        value: rupeesText(balancePaise),
      },
      {
        label: { en: 'Your limit, in rupees', hi: 'आपकी सीमा, रुपये में' },
        value: rupeesText(belowPaise),
      },
    ],
  });
