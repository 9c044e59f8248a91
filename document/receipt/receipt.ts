/** What a receipt says. The same receipt always says the same. */
export type Receipt = {
  number: string;
  kind: 'payment' | 'fee';
  /** ISO 8601 instant at which it was booked. */
  at: string;
  agency: { code: string; name: string };
  office: { id: string; name: string; address: readonly string[] };
  /** null where DGFT has told no name. */
  payer: { iec: string; name: string | null };
  /** The case that it is for; null: paid in advance. */
  applicationId: string | null;
  /** Of a fee whose case was issued. */
  certificateNumber: string | null;
  /** Fee and taxes, or the one amount; they add up to the total. */
  lines: readonly { words: { en: string; hi: string }; paise: number }[];
  totalPaise: number;
  /** The payment at the gateway: our order, and the gateway's own reference. */
  gateway: { orderId: string | null; reference: string } | null;
};

type Words = { en: string; hi: string };

export const headings = {
  title: { en: 'Receipt', hi: 'रसीद' },
  number: { en: 'Receipt number', hi: 'रसीद संख्या' },
  date: { en: 'Date (Indian time)', hi: 'दिनांक (भारतीय समय)' },
  agency: { en: 'Agency', hi: 'एजेंसी' },
  office: { en: 'Office', hi: 'कार्यालय' },
  payer: { en: 'Received from', hi: 'भुगतानकर्ता' },
  iec: { en: 'IEC', hi: 'आईईसी' },
  about: { en: 'For', hi: 'किस लिए' },
  application: { en: 'Application', hi: 'आवेदन' },
  certificate: { en: 'Certificate', hi: 'प्रमाणपत्र' },
  order: { en: 'Order at the gateway', hi: 'गेटवे पर आदेश' },
  reference: { en: 'Gateway reference', hi: 'गेटवे संदर्भ' },
  item: { en: 'Item', hi: 'विवरण' },
  amount: { en: 'Amount in rupees', hi: 'राशि रुपये में' },
  total: { en: 'Total', hi: 'कुल' },
  words: { en: 'In words', hi: 'शब्दों में' },
} as const satisfies Record<string, Words>;

/** What a receipt is for, in one line. */
export function aboutOf({ kind, applicationId }: Receipt): Words {
  if (kind === 'fee') {
    return { en: 'Fee taken for an application', hi: 'आवेदन के लिए लिया गया शुल्क' };
  }
  return applicationId === null
    ? {
        en: 'Payment in advance into the wallet at this office',
        hi: 'इस कार्यालय के वॉलेट में अग्रिम भुगतान',
      }
    : { en: 'Payment by the gateway for an application', hi: 'आवेदन के लिए गेटवे से भुगतान' };
}

/** What stands below the amounts. */
export const notes: Record<Receipt['kind'], Words> = {
  payment: {
    en: 'The amount went into the firm’s wallet at this office; fees are set aside out of it.',
    hi: 'राशि इस कार्यालय में फर्म के वॉलेट में जमा हुई; शुल्क उसी में से अलग रखा जाता है।',
  },
  fee: {
    en: 'The office has earned this fee. Whether and when fees go back is published in the fee table.',
    hi: 'यह शुल्क कार्यालय द्वारा ले लिया गया है। शुल्क कब लौटता है, यह शुल्क तालिका में प्रकाशित है।',
  },
};

export const closing: Words = {
  en: 'Drawn from the ledger of eCoO, Directorate General of Foreign Trade. Valid without a signature.',
  hi: 'eCoO, विदेश व्यापार महानिदेशालय की बही से। हस्ताक्षर के बिना मान्य।',
};
