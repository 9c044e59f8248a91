import { countryName, isCountry } from '../../identifier/country.ts';
import { refusal } from '../../refusal-codes.ts';
import type { ApplicationRule } from '../question.ts';

/** Every country named, other than materials' (those belong to the cost sheet), exists. */
export const countriesExist: ApplicationRule = ({ application }) => {
  const { consignee, producer, thirdCountryInvoice, backToBack, items } = application;
  const foreign = items.map(({ origin }, index): [string, string | undefined] => [
    `/items/${index}/origin/foreign/country`,
    'foreign' in origin ? origin.foreign.country : undefined,
  ]);
  const named: [string, string | undefined][] = [
    ['/consignee/country', consignee.country],
    ['/producer/country', 'country' in producer ? producer.country : undefined],
    ['/thirdCountryInvoice/country', thirdCountryInvoice?.country],
    ['/backToBack/country', backToBack?.country],
    ...foreign,
  ];
  return named.flatMap(([pointer, country]) =>
    country === undefined || isCountry(country)
      ? []
      : [
          refusal(
            'country-unknown',
            pointer,
            `"${country}" is not a country code; use ISO 3166 alpha-2, such as TH.`,
          ),
        ],
  );
};

/** The consignee is in a country to which the scheme's certificates may be made out. */
export const consigneeIsInPartnerCountry: ApplicationRule = ({ application, scheme }) => {
  const { country } = application.consignee;
  if (scheme === null || !isCountry(country)) return [];
  if (scheme.partners === null ? country !== 'IN' : scheme.partners.includes(country)) return [];
  const expected = scheme.partners === null ? 'any country but India' : scheme.partners.join(', ');
  return [
    refusal(
      'partner-country-mismatch',
      '/consignee/country',
      `${scheme.code} does not apply to a consignee in ${countryName(country)} (${country}); ` +
        `it applies to: ${expected}.`,
    ),
  ];
};

/** Goods that India certifies as its own were produced in India. */
export const producerIsInIndia: ApplicationRule = ({ application: { producer }, scheme }) =>
  scheme?.foreignOrigin.value ||
  !('country' in producer) ||
  producer.country === 'IN' ||
  !isCountry(producer.country)
    ? []
    : [
        refusal(
          'producer-not-in-india',
          '/producer/country',
          `The producer is in ${countryName(producer.country)}; ` +
            'this service certifies only goods that were produced in India.',
        ),
      ];

/** The exporter of record, once known, has its registered address in India. */
export const exporterIsInIndia: ApplicationRule = ({ exporter }) =>
  exporter === null || exporter.country === 'IN'
    ? []
    : [
        refusal(
          'exporter-not-in-india',
          null,
          `The IEC record of ${exporter.iec} has an address outside India; correct it at DGFT first.`,
        ),
      ];
