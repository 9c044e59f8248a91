import type { Sourced } from '../agreement/scheme.ts';

/** How a case can go, as far as its fee is concerned; all but the first are ends. */
export const feeOccasions = [
  'accepted-for-review',
  'issued',
  'rejected',
  'withdrawn-before-review',
  'withdrawn-during-review',
  'lapsed',
  'refused-before-review',
  'our-error',
] as const;
export type FeeOccasion = (typeof feeOccasions)[number];
/** How a case ends. */
export type CaseEnd = Exclude<FeeOccasion, 'accepted-for-review'>;

/**
 * `held`: set aside out of the wallet · `taken`: earned by the office · `given-back`: into the wallet
 * again, whole · `not-charged`: it never left the wallet.
 */
export type FeeFate = 'held' | 'taken' | 'given-back' | 'not-charged';

/** What an agency does with the fee of a case that its officer rejects. */
export const rejectionFees = ['kept', 'returned'] as const;
export type RejectionFee = (typeof rejectionFees)[number];

/** What an agency decides about fees. */
export type AgencyFeePolicy = { rejectionFee: RejectionFee };

type Words = { en: string; hi: string };

export type FeeOutcome = Sourced<FeeFate> & {
  occasion: FeeOccasion;
  words: Words;
  /** What happens instead where the agency has decided so; null: no agency decides about it. */
  byPolicy: (AgencyFeePolicy & { value: FeeFate }) | null;
};

const published = 'No notice says it: decided here, as the published rule of this service';

const outcomeOf: Record<FeeOccasion, Omit<FeeOutcome, 'occasion'>> = {
  'accepted-for-review': {
    value: 'held',
    words: {
      en: 'The application is accepted for review: the fee is set aside out of your wallet at the office.',
      hi: 'आवेदन जाँच के लिए स्वीकार हुआ: शुल्क उस कार्यालय के आपके वॉलेट से अलग रख दिया जाता है।',
    },
    source:
      'User guide of the portal: signed, paid, then examined; when the fee is earned, no notice says',
    sure: 'inferred',
    byPolicy: null,
  },
  issued: {
    value: 'taken',
    words: {
      en: 'The certificate is issued: the office takes the fee.',
      hi: 'प्रमाणपत्र जारी हुआ: कार्यालय शुल्क ले लेता है।',
    },
    source: 'Public Notice 43/2024-25: a fee per certificate',
    sure: 'found',
    byPolicy: null,
  },
  rejected: {
    value: 'taken',
    words: {
      en: 'The officer rejects the application: the office takes the fee, for it was examined. Where the agency has decided so, the fee goes back into your wallet instead.',
      hi: 'अधिकारी ने आवेदन अस्वीकार किया: जाँच हो चुकी है, इसलिए कार्यालय शुल्क ले लेता है। जहाँ एजेंसी ने ऐसा तय किया है, वहाँ शुल्क आपके वॉलेट में लौट आता है।',
    },
    source: published,
    sure: 'inferred',
    byPolicy: { rejectionFee: 'returned', value: 'given-back' },
  },
  'withdrawn-before-review': {
    value: 'given-back',
    words: {
      en: 'You withdraw the application before its review has begun: the fee goes back into your wallet.',
      hi: 'आपने जाँच शुरू होने से पहले आवेदन वापस लिया: शुल्क आपके वॉलेट में लौट आता है।',
    },
    source: published,
    sure: 'inferred',
    byPolicy: null,
  },
  'withdrawn-during-review': {
    value: 'taken',
    words: {
      en: 'You withdraw the application after its review has begun: the office takes the fee.',
      hi: 'आपने जाँच शुरू होने के बाद आवेदन वापस लिया: कार्यालय शुल्क ले लेता है।',
    },
    source: published,
    sure: 'inferred',
    byPolicy: null,
  },
  lapsed: {
    value: 'given-back',
    words: {
      en: 'A question to you stays unanswered and the application lapses: the fee goes back into your wallet.',
      hi: 'आपसे पूछे गए प्रश्न का उत्तर नहीं आया और आवेदन समाप्त हो गया: शुल्क आपके वॉलेट में लौट आता है।',
    },
    source: published,
    sure: 'inferred',
    byPolicy: null,
  },
  'refused-before-review': {
    value: 'not-charged',
    words: {
      en: 'The rules of origin, or DGFT’s record of the IEC, do not allow the application: no fee is charged.',
      hi: 'मूल के नियम या DGFT का IEC अभिलेख आवेदन की अनुमति नहीं देते: कोई शुल्क नहीं लिया जाता।',
    },
    source: published,
    sure: 'inferred',
    byPolicy: null,
  },
  'our-error': {
    value: 'given-back',
    words: {
      en: 'The case ends through an error of ours: the fee goes back into your wallet.',
      hi: 'मामला हमारी त्रुटि से समाप्त हुआ: शुल्क आपके वॉलेट में लौट आता है।',
    },
    source: published,
    sure: 'inferred',
    byPolicy: null,
  },
};

/** The published table: what happens with the fee, whichever way a case goes. */
export const feeOutcomes: readonly FeeOutcome[] = feeOccasions.map((occasion) => ({
  occasion,
  ...outcomeOf[occasion],
}));

/** What happens with the fee of a case that ends so, under its agency's policy. */
export function feeOutcomeOf(end: CaseEnd, { rejectionFee }: AgencyFeePolicy): FeeFate {
  const { value, byPolicy } = outcomeOf[end];
  return byPolicy !== null && byPolicy.rejectionFee === rejectionFee ? byPolicy.value : value;
}
