import type { CertificateContent } from '../../../domain/certificate/certificate.ts';
import type { Body } from '../form.ts';

/** A square in the box of remarks: marked where the certificate is of that kind. */
export type RemarkTick = {
  label: (content: CertificateContent) => string;
  applies: (content: CertificateContent) => boolean;
  /** The endorsements that the square says, which then stand nowhere else. */
  says: (endorsement: string) => boolean;
};

const isLate = (endorsement: string) => endorsement.startsWith('ISSUED RETRO');

/**
 * Marked on a certificate that was issued after the time which the agreement allows, with the words
 * of its endorsement; on others the form's own words stand beside an empty square.
 */
export const issuedLate = (words: string): RemarkTick => ({
  label: ({ endorsements }) => endorsements.find(isLate) ?? words,
  applies: ({ endorsements }) => endorsements.some(isLate),
  says: isLate,
});

export const invoicedElsewhere = (label: string): RemarkTick => ({
  label: () => label,
  applies: ({ thirdCountryInvoice }) => thirdCountryInvoice !== null,
  says: () => false,
});

const size = 7.2;

/** The squares of a form, and below them the endorsements that none of them stands for. */
export const ticked =
  (ticks: readonly RemarkTick[]): Body =>
  (content) => [
    ...ticks.map(({ label, applies }) => ({
      text: label(content),
      size,
      tick: applies(content) ? ('marked' as const) : ('empty' as const),
    })),
    ...content.endorsements
      .filter((endorsement) => !ticks.some(({ says }) => says(endorsement)))
      .map((text) => ({ text, size, bold: true })),
  ];
