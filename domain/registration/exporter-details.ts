import { isAeo, panOfAeo } from '../identifier/aeo.ts';
import { isGstin, panOfGstin } from '../identifier/gstin.ts';
import { indianStateName } from '../identifier/indian-state.ts';
import type { ExporterDetails } from './registration.ts';

/** What is wrong with the details, and where; `code` is stable. */
export type DetailsObjection = { code: string; pointer: string; message: string };

const objection = (code: string, pointer: string, message: string): DetailsObjection => ({
  code,
  pointer,
  message,
});

/**
 * R17: a GSTIN on the PAN of the IEC, or a unit in a Special Economic Zone with its state, one of
 * the two; an AEO number where there is one. null when nothing is wrong.
 */
export function objectionToDetails(details: ExporterDetails, pan: string): DetailsObjection | null {
  const { gstin, sezState, aeo } = details;
  if ((gstin === null) === (sezState === null)) {
    const message =
      'Give the GSTIN, or the state of the unit in a Special Economic Zone: one of the two.';
    return objection('gstin-or-sez', '/gstin', message);
  }
  if (gstin !== null && !isGstin(gstin)) {
    return objection(
      'gstin-mistyped',
      '/gstin',
      'This is no GSTIN: its check character does not fit.',
    );
  }
  if (gstin !== null && panOfGstin(gstin) !== pan) {
    return objection(
      'gstin-of-other-pan',
      '/gstin',
      'This GSTIN belongs to another PAN than the IEC.',
    );
  }
  if (sezState !== null && indianStateName(sezState) === null) {
    return objection(
      'state-unknown',
      '/sezState',
      'Give the two digits of the state, such as "27".',
    );
  }
  if (aeo !== null && !isAeo(aeo)) {
    return objection('aeo-mistyped', '/aeo', 'This is no AEO number, such as "INAAACS7302F1F183".');
  }
  if (aeo !== null && panOfAeo(aeo) !== pan) {
    return objection(
      'aeo-of-other-pan',
      '/aeo',
      'This AEO number belongs to another PAN than the IEC.',
    );
  }
  return null;
}
