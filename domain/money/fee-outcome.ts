import type { Sourced } from '../agreement/scheme.ts';

/** How a case ends. */
export const caseEnds = [
  'issued',
  'rejected',
  'withdrawn-before-review',
  'withdrawn-during-review',
  'parent-not-in-force',
  'lapsed',
  'refused-before-review',
  'our-error',
] as const;
export type CaseEnd = (typeof caseEnds)[number];

/** How a case can go, as far as its fee is concerned. */
export const feeOccasions = ['accepted-for-review', ...caseEnds] as const;
export type FeeOccasion = (typeof feeOccasions)[number];

/**
 * `held`: set aside out of the wallet · `taken`: earned by the office · `given-back`: into the wallet
 * again, whole · `not-charged`: it never left the wallet.
 */
export type FeeFate = 'held' | FeeEnd;
export type FeeEnd = 'taken' | 'given-back' | 'not-charged';

/** What an agency does with the fee of a case that its officer rejects. */
export const rejectionFees = ['kept', 'returned'] as const;
export type RejectionFee = (typeof rejectionFees)[number];

/** What an agency decides about fees. */
export type AgencyFeePolicy = { rejectionFee: RejectionFee };

type Words = { en: string; hi: string };

type Ruled<Fate> = Sourced<Fate> & { words: Words };

/** What happens where the agency has decided otherwise than is usual. */
type ByPolicy = AgencyFeePolicy & { value: FeeEnd };

export type FeeOutcome = Ruled<FeeFate> & {
  occasion: FeeOccasion;
  /** null: no agency decides about it. */
  byPolicy: ByPolicy | null;
};

const published = 'No notice says it: decided here, as the published rule of this service';

const usual: { 'accepted-for-review': Ruled<FeeFate> } & Record<CaseEnd, Ruled<FeeEnd>> = {
  'accepted-for-review': {
    value: 'held',
    words: {
      en: 'The application is accepted for review: the fee is set aside out of your wallet at the office.',
      hi: 'आवेदन जाँच के लिए स्वीकार हुआ: शुल्क उस कार्यालय के आपके वॉलेट से अलग रख दिया जाता है।',
    },
    source:
      'User guide of the portal: signed, paid, then examined; when the fee is earned, no notice says',
    sure: 'inferred',
  },
  issued: {
    value: 'taken',
    words: {
      en: 'The certificate is issued: the office takes the fee.',
      hi: 'प्रमाणपत्र जारी हुआ: कार्यालय शुल्क ले लेता है।',
    },
    source: 'Public Notice 43/2024-25: a fee per certificate',
    sure: 'found',
  },
  rejected: {
    value: 'taken',
    words: {
      en: 'The officer rejects the application: the office takes the fee, for it was examined. Where the agency has decided so, the fee goes back into your wallet instead.',
      hi: 'अधिकारी ने आवेदन अस्वीकार किया: जाँच हो चुकी है, इसलिए कार्यालय शुल्क ले लेता है। जहाँ एजेंसी ने ऐसा तय किया है, वहाँ शुल्क आपके वॉलेट में लौट आता है।',
    },
    source: published,
    sure: 'inferred',
  },
  'withdrawn-before-review': {
    value: 'given-back',
    words: {
      en: 'You withdraw the application before its review has begun: the fee goes back into your wallet.',
      hi: 'आपने जाँच शुरू होने से पहले आवेदन वापस लिया: शुल्क आपके वॉलेट में लौट आता है।',
    },
    source: published,
    sure: 'inferred',
  },
  'withdrawn-during-review': {
    value: 'taken',
    words: {
      en: 'You withdraw the application after its review has begun: the office takes the fee.',
      hi: 'आपने जाँच शुरू होने के बाद आवेदन वापस लिया: कार्यालय शुल्क ले लेता है।',
    },
    source: published,
    sure: 'inferred',
  },
  'parent-not-in-force': {
    value: 'given-back',
    words: {
      en: 'The certificate that yours was to replace or copy is no longer in force, so that nothing can be issued, and the case ends: the fee goes back into your wallet.',
      hi: 'जिस प्रमाणपत्र के स्थान पर या जिसकी प्रति माँगी गई थी वह अब प्रभावी नहीं है, इसलिए कुछ जारी नहीं हो सकता और मामला समाप्त होता है: शुल्क आपके वॉलेट में लौट आता है।',
    },
    source: published,
    sure: 'inferred',
  },
  lapsed: {
    value: 'given-back',
    words: {
      en: 'A question to you stays unanswered and the application lapses: the fee goes back into your wallet.',
      hi: 'आपसे पूछे गए प्रश्न का उत्तर नहीं आया और आवेदन समाप्त हो गया: शुल्क आपके वॉलेट में लौट आता है।',
    },
    source: published,
    sure: 'inferred',
  },
  'refused-before-review': {
    value: 'not-charged',
    words: {
      en: 'The rules of origin, or DGFT’s record of the IEC, do not allow the application: no fee is charged.',
      hi: 'मूल के नियम या DGFT का IEC अभिलेख आवेदन की अनुमति नहीं देते: कोई शुल्क नहीं लिया जाता।',
    },
    source: published,
    sure: 'inferred',
  },
  'our-error': {
    value: 'given-back',
    words: {
      en: 'The case ends through an error of ours: the fee goes back into your wallet.',
      hi: 'मामला हमारी त्रुटि से समाप्त हुआ: शुल्क आपके वॉलेट में लौट आता है।',
    },
    source: published,
    sure: 'inferred',
  },
};

const otherwise: ByPolicy = { rejectionFee: 'returned', value: 'given-back' };

/** The published table: what happens with the fee, whichever way a case goes. */
export const feeOutcomes: readonly FeeOutcome[] = feeOccasions.map((occasion) => ({
  occasion,
  ...usual[occasion],
  byPolicy: occasion === 'rejected' ? otherwise : null,
}));

/** What happens with the fee of a case that ends so; of a rejected one its agency decides. */
export function feeOutcomeOf(end: 'rejected', policy: AgencyFeePolicy): FeeEnd;
export function feeOutcomeOf(end: Exclude<CaseEnd, 'rejected'>): FeeEnd;
export function feeOutcomeOf(end: CaseEnd, policy?: AgencyFeePolicy): FeeEnd {
  const isOtherwise = end === 'rejected' && policy?.rejectionFee === otherwise.rejectionFee;
  return isOtherwise ? otherwise.value : usual[end].value;
}
