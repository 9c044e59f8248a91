import type { CertificateStatus } from '../../domain/certificate/certificate.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import { refusal } from '../step-result.ts';

/** Why somebody may not cancel a certificate. */
export const notAuthorised = refusal(
  'not-authorised',
  'Only an active officer of the office that issued it, or an administrator of its agency, cancels a certificate; one that was self-declared its exporter, or DGFT operations.',
);

type Found = { number: string; status: CertificateStatus; successor: string | null };

/** Why a certificate is not cancelled that stands otherwise than was seen. */
export function movedOn({ number, status, successor }: Found): RefusalDetail {
  const words = {
    'in-force': 'is in force',
    superseded: `has been replaced by ${successor}`,
    cancelled: 'is cancelled already',
  };
  return refusal('certificate-moved-on', `The certificate ${number} ${words[status]}.`);
}
