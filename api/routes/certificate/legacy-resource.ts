import type { TakenOver } from '../../../db/queries/legacy/taken-over.ts';

/** A certificate that came over, as what authority is asked about: it hangs on exporter and agency. */
export const legacyResource = (certificate: TakenOver) => ({
  kind: 'legacy-certificate' as const,
  iec: certificate.iec,
  agencyCode: certificate.agency,
  certificate,
});
