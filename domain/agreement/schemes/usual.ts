import type { Scheme } from '../scheme.ts';

/*
 * What most of India's agreements have, for records of agreements in whose text nothing was found.
 * Every figure here is marked as such.
 */

export const appendix2B: Scheme['issuing'] = {
  value: { by: 'agency', appendix: '2B', agencies: null },
  source: 'Foreign Trade Policy 2023, Appendix 2B',
  sure: 'found',
};

/** Lost certificates: copied for a year, as the operational procedures of most agreements say. */
export const usualTrueCopy: Scheme['trueCopy'] = {
  value: { withinMonths: 12, endorsement: 'CERTIFIED TRUE COPY' },
  source: 'as the operational procedures of India’s other agreements do it',
  sure: 'inferred',
};

export const noBackToBack: Scheme['backToBack'] = {
  value: { inAgreement: false, offered: false },
  source: 'no word of it was found in the agreement',
  sure: 'inferred',
};

export const allPartnersAtOnce: Scheme['partnersInForce'] = {
  value: {},
  source: 'the agreement took effect for all its partners at once',
  sure: 'known',
};

export const noSetRule: Scheme['setTolerance'] = {
  value: null,
  source: 'no rule for sets was found: each article has to originate',
  sure: 'inferred',
};

export const importersTariff: Scheme['hsBasis'] = {
  value: 'importing-country',
  source: 'six digits are the same in both tariffs of one edition',
  sure: 'inferred',
};
