import { countryName } from '../../identifier/country.ts';
import { citation } from '../sourced.ts';
import type { OriginAnswer, OriginQuestion } from './item-origin.ts';

/**
 * Goods of another country on a back-to-back certificate: their origin is what the supporting
 * document says; that document is a rule of the whole application. `country` is null where the item
 * claims something else, which such certificates do not know; other schemes do not know this.
 */
export function foreignOrigin(
  { scheme, number }: OriginQuestion,
  country: string | null,
): OriginAnswer {
  const rule = scheme.foreignOrigin;
  if (country === null || rule.value === null) {
    const advice =
      rule.value === null
        ? 'send a cost sheet, or whollyObtained, or apply for a back-to-back certificate'
        : 'name the country in foreign, or apply for another certificate';
    const result = `${scheme.code} does not know this way of claiming origin: ${advice}.`;
    const message = `Item ${number}: ${result}`;
    return {
      criterion: '',
      reasoning: [{ rule: 'claim', source: citation(rule), inputs: {}, result, satisfied: false }],
      failures: [{ code: 'origin-claim-not-of-scheme', pointer: '/origin', message }],
    };
  }
  const name = (countryName(country) ?? country).toUpperCase();
  return {
    criterion: name,
    reasoning: [
      {
        rule: 'foreign-origin',
        source: citation(rule),
        inputs: { declared: country },
        result: `The goods originate in ${name}, as the supporting document says.`,
        satisfied: true,
      },
    ],
    failures: [],
  };
}
