import type { PlainDate } from '../application/application.ts';
import type { Letter, Words } from './letter.ts';
import type { Turn } from './turn.ts';

/** What a letter about a case speaks of. */
export type CaseFacts = {
  /** By what the office knows it. */
  application: string;
  /** The exporter's own number of the first invoice, by which he knows the case. */
  invoice: string;
  office: string;
  /** Of the certificate, once there is one. */
  number: string | null;
  /** The certificate that took the place of this one. */
  successor: string | null;
  /** In the words of the officer, or of the rules. */
  reasons: readonly string[];
  /** The last day for what the case waits for from the exporter; null where that is nothing. */
  respondBy: PlainDate | null;
  publicUrl: string;
};

type Text = { subject: Words; said: Words };

/** `{number}` and `{invoice}` stand for what the case has. */
const texts: Record<Turn, Text> = {
  'given-back': {
    subject: {
      en: 'Your application for invoice {invoice} was not accepted',
      hi: 'बीजक {invoice} का आपका आवेदन स्वीकार नहीं हुआ',
    },
    said: {
      en: 'The rules do not accept your application for a certificate of origin. You have the draft back, and nothing was charged. Correct it and submit again.',
      hi: 'नियमों के अनुसार उत्पत्ति प्रमाण-पत्र का आपका आवेदन स्वीकार नहीं हुआ। मसौदा आपके पास वापस है और कोई शुल्क नहीं लिया गया। सुधार कर फिर से जमा करें।',
    },
  },
  'fee-awaited': {
    subject: {
      en: 'Pay the fee for your application, invoice {invoice}',
      hi: 'अपने आवेदन का शुल्क भरें, बीजक {invoice}',
    },
    said: {
      en: 'Your application for a certificate of origin was accepted. The office examines it as soon as the fee is paid.',
      hi: 'उत्पत्ति प्रमाण-पत्र का आपका आवेदन स्वीकार हुआ। शुल्क मिलते ही कार्यालय उसकी जाँच करेगा।',
    },
  },
  'under-review': {
    subject: {
      en: 'Your application for invoice {invoice} is under review',
      hi: 'बीजक {invoice} के आपके आवेदन की जाँच हो रही है',
    },
    said: {
      en: 'Your application for a certificate of origin was accepted and its fee is paid. The office examines it now.',
      hi: 'उत्पत्ति प्रमाण-पत्र का आपका आवेदन स्वीकार हुआ और शुल्क मिल गया है। अब कार्यालय उसकी जाँच कर रहा है।',
    },
  },
  'query-raised': {
    subject: {
      en: 'The office has a question about your application for invoice {invoice}',
      hi: 'बीजक {invoice} के आपके आवेदन पर कार्यालय का प्रश्न है',
    },
    said: {
      en: 'The officer needs something from you before your application for a certificate of origin can be decided. Look at the application, change what is asked for, and answer.',
      hi: 'उत्पत्ति प्रमाण-पत्र के आपके आवेदन पर निर्णय से पहले अधिकारी को आपसे कुछ चाहिए। आवेदन देखें, जो पूछा गया है उसे बदलें और उत्तर दें।',
    },
  },
  'query-answered': {
    subject: {
      en: 'Your query is answered: invoice {invoice}',
      hi: 'आपके प्रश्न का उत्तर मिला: बीजक {invoice}',
    },
    said: {
      en: 'The exporter has answered what you asked about this application. It is in the queue of the office again.',
      hi: 'निर्यातक ने इस आवेदन पर आपके प्रश्न का उत्तर दे दिया है। आवेदन फिर से कार्यालय की सूची में है।',
    },
  },
  'lapse-near': {
    subject: {
      en: 'Your application for invoice {invoice} lapses soon',
      hi: 'बीजक {invoice} का आपका आवेदन शीघ्र समाप्त हो जाएगा',
    },
    said: {
      en: 'Your application for a certificate of origin waits for you. Look at what it waits for: if that is not done in time, the application lapses.',
      hi: 'उत्पत्ति प्रमाण-पत्र का आपका आवेदन आपकी प्रतीक्षा में है। देखें कि क्या करना है: समय पर न करने से आवेदन समाप्त हो जाएगा।',
    },
  },
  approved: {
    subject: {
      en: 'Your application for invoice {invoice} is approved',
      hi: 'बीजक {invoice} का आपका आवेदन स्वीकृत हुआ',
    },
    said: {
      en: 'The officer approved your application. The certificate of origin is issued as soon as it is signed.',
      hi: 'अधिकारी ने आपका आवेदन स्वीकृत किया। हस्ताक्षर होते ही उत्पत्ति प्रमाण-पत्र जारी होगा।',
    },
  },
  'issue-awaited': {
    subject: {
      en: 'Issue your certificate of origin for invoice {invoice}',
      hi: 'बीजक {invoice} का अपना उत्पत्ति प्रमाण-पत्र जारी करें',
    },
    said: {
      en: 'Your self-declaration of origin was accepted. Issue the certificate: sign it with your registered token.',
      hi: 'उत्पत्ति की आपकी स्व-घोषणा स्वीकार हुई। प्रमाण-पत्र जारी करें: अपने पंजीकृत टोकन से उस पर हस्ताक्षर करें।',
    },
  },
  'sent-back': {
    subject: {
      en: 'Another officer examines your application for invoice {invoice}',
      hi: 'बीजक {invoice} के आपके आवेदन की जाँच दूसरे अधिकारी करेंगे',
    },
    said: {
      en: 'The officer who approved your application can sign it no more, so another officer of the office examines it. You need not do anything.',
      hi: 'जिस अधिकारी ने आपका आवेदन स्वीकृत किया था वे अब उस पर हस्ताक्षर नहीं कर सकते, इसलिए कार्यालय के दूसरे अधिकारी उसकी जाँच करेंगे। आपको कुछ नहीं करना है।',
    },
  },
  issued: {
    subject: {
      en: 'Certificate of origin {number} is issued',
      hi: 'उत्पत्ति प्रमाण-पत्र {number} जारी हुआ',
    },
    said: {
      en: 'Your certificate of origin {number} is issued.',
      hi: 'आपका उत्पत्ति प्रमाण-पत्र {number} जारी हो गया है।',
    },
  },
  rejected: {
    subject: {
      en: 'Your application for invoice {invoice} was rejected',
      hi: 'बीजक {invoice} का आपका आवेदन अस्वीकृत हुआ',
    },
    said: {
      en: 'The officer rejected your application for a certificate of origin.',
      hi: 'अधिकारी ने उत्पत्ति प्रमाण-पत्र का आपका आवेदन अस्वीकृत किया।',
    },
  },
  withdrawn: {
    subject: {
      en: 'Your application for invoice {invoice} is withdrawn',
      hi: 'बीजक {invoice} का आपका आवेदन वापस लिया गया',
    },
    said: {
      en: 'Your application for a certificate of origin was withdrawn, as somebody of your firm asked. Nothing more happens with it.',
      hi: 'आपकी फ़र्म के अनुरोध पर उत्पत्ति प्रमाण-पत्र का आवेदन वापस लिया गया। उस पर आगे कोई कार्रवाई नहीं होगी।',
    },
  },
  lapsed: {
    subject: {
      en: 'Your application for invoice {invoice} has lapsed',
      hi: 'बीजक {invoice} का आपका आवेदन समाप्त हो गया',
    },
    said: {
      en: 'Your application for a certificate of origin has lapsed: what it waited for was not done in time. You can apply anew.',
      hi: 'उत्पत्ति प्रमाण-पत्र का आपका आवेदन समाप्त हो गया: जो करना था वह समय पर नहीं हुआ। आप नया आवेदन कर सकते हैं।',
    },
  },
  superseded: {
    subject: {
      en: 'Certificate of origin {number} is replaced',
      hi: 'उत्पत्ति प्रमाण-पत्र {number} बदला गया',
    },
    said: {
      en: 'Another certificate has taken the place of your certificate of origin {number}, which counts no more.',
      hi: 'आपके उत्पत्ति प्रमाण-पत्र {number} के स्थान पर दूसरा प्रमाण-पत्र जारी हुआ है; पहला अब मान्य नहीं है।',
    },
  },
  cancelled: {
    subject: {
      en: 'Certificate of origin {number} is cancelled',
      hi: 'उत्पत्ति प्रमाण-पत्र {number} रद्द हुआ',
    },
    said: {
      en: 'Your certificate of origin {number} has been cancelled. It must not be used any more.',
      hi: 'आपका उत्पत्ति प्रमाण-पत्र {number} रद्द कर दिया गया है। अब उसका उपयोग न करें।',
    },
  },
};

const reason: Words = { en: 'Reason', hi: 'कारण' };
const newNumber: Words = { en: 'New certificate', hi: 'नया प्रमाण-पत्र' };
const lastDay: Words = { en: 'Last day', hi: 'अंतिम दिन' };
const waiting: readonly Turn[] = ['fee-awaited', 'query-raised', 'issue-awaited', 'lapse-near'];
const check: Words = {
  en: 'Anyone can check the certificate here',
  hi: 'प्रमाण-पत्र की जाँच कोई भी यहाँ कर सकता है',
};

function filled(words: Words, { number, invoice }: CaseFacts): Words {
  const put = (text: string) =>
    text.replaceAll('{number}', () => number ?? '').replaceAll('{invoice}', () => invoice);
  return { en: put(words.en), hi: put(words.hi) };
}

/** What is mailed of a turn of a case. */
export function caseLetter(turn: Turn, facts: CaseFacts): Letter {
  const { subject, said } = texts[turn];
  const { application, invoice, office, number, successor, reasons, publicUrl } = facts;
  const respondBy = waiting.includes(turn) ? facts.respondBy : null;
  return {
    subject: filled(subject, facts),
    paragraphs: [filled(said, facts)],
    facts: [
      ...reasons.map((value) => ({ label: reason, value })),
      ...(successor ? [{ label: newNumber, value: successor }] : []),
      ...(respondBy ? [{ label: lastDay, value: respondBy }] : []),
      { label: { en: 'Invoice', hi: 'बीजक' }, value: invoice },
      { label: { en: 'Office', hi: 'कार्यालय' }, value: office },
      { label: { en: 'Application', hi: 'आवेदन' }, value: application },
    ],
    ...(number
      ? { link: { label: check, url: `${publicUrl}/v/${encodeURIComponent(number)}` } }
      : {}),
  };
}

type Told = { cancellationReason: string | null; detail: Record<string, unknown> | null };

const sentence = (value: unknown): string[] =>
  typeof value === 'string' && value !== '' ? [value] : [];
const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : null;

/** Why a case took a turn: what its event kept of the officer's or the rules' words. */
export function reasonsOf(turn: Turn, { cancellationReason, detail }: Told): string[] {
  switch (turn) {
    case 'given-back':
      return sentence(field(detail?.refused, 'message'));
    case 'rejected':
    case 'query-raised': {
      const told = turn === 'rejected' ? detail?.reasons : detail?.questions;
      return (Array.isArray(told) ? told : []).flatMap((one) => sentence(field(one, 'reason')));
    }
    case 'cancelled':
      return sentence(cancellationReason);
    default:
      return [];
  }
}

/** The case in a short message, which has room for 30 characters: certificate or invoice. */
export function shortReference({ number, invoice }: Pick<CaseFacts, 'number' | 'invoice'>): string {
  const short = invoice.replaceAll(/\s+/g, ' ').slice(0, 30).toWellFormed();
  return number !== null && number.length <= 30 ? number : short || '-';
}
