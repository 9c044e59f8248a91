import { isSelfDeclaredCode } from '../office/self-declaration.ts';

/**
 * What cancelling a certificate of that scheme is called in the table of authority: the agency cancels
 * what it issued; what an exporter declared himself he cancels, or DGFT operations do.
 */
export const cancellationActionOn = (scheme: string) =>
  isSelfDeclaredCode(scheme) ? ('cancel-self-declared' as const) : ('cancel' as const);

/**
 * Why a certificate is cancelled, by its code. Everybody who verifies the certificate is told
 * these words; what is written beside them is for exporter and agency. No notice has a list:
 * this is ours.
 */
export const cancellationReasons = {
  'issued-in-error': {
    en: 'It was issued in error.',
    hi: 'यह त्रुटिवश जारी हुआ था।',
  },
  'origin-not-met': {
    en: 'The goods do not meet the rules of origin.',
    hi: 'माल उत्पत्ति के नियमों को पूरा नहीं करता।',
  },
  'false-statement': {
    en: 'It was obtained by a statement that is not true.',
    hi: 'यह असत्य कथन के आधार पर प्राप्त किया गया था।',
  },
  'goods-not-exported': {
    en: 'The goods were not exported.',
    hi: 'माल का निर्यात नहीं हुआ।',
  },
  'asked-by-exporter': {
    en: 'The exporter asked for it.',
    hi: 'निर्यातक ने इसका अनुरोध किया।',
  },
  'other-reason': {
    en: 'It was for another reason.',
    hi: 'कारण कोई और था।',
  },
} as const satisfies Record<string, { en: string; hi: string }>;
export type CancellationCode = keyof typeof cancellationReasons;

export const cancellationCodes = Object.keys(cancellationReasons) as [
  CancellationCode,
  ...CancellationCode[],
];
