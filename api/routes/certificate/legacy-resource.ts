import type { TakenOver } from '../../../db/queries/legacy/taken-over.ts';
import { takenOverResource } from '../../../domain/transition/taken-over.ts';

/** A certificate that came over, as what authority is asked about. */
export const legacyResource = (certificate: TakenOver) => ({
  ...takenOverResource(certificate),
  certificate,
});
