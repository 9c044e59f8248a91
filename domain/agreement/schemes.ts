import type { PlainDate } from '../application/application.ts';
import { compareDates } from '../calendar/plain-date.ts';
import type { Effect, Scheme } from './scheme.ts';
import { aifta } from './schemes/aifta.ts';
import { backToBack } from './schemes/back-to-back.ts';
import { apta, gstp, mercosur } from './schemes/by-value-alone.ts';
import { indiaJapan, indiaKorea, indiaMalaysia } from './schemes/east-asia.ts';
import { nonPreferential } from './schemes/non-preferential.ts';
import { notOffered } from './schemes/not-offered.ts';
import { indiaEuropeanUnion, indiaNewZealand } from './schemes/prepared.ts';
import { indiaAustralia, indiaEmirates, indiaMauritius } from './schemes/since-2021.ts';
import {
  eftaTepaAgency,
  eftaTepaSelf,
  indiaOman,
  indiaUnitedKingdom,
} from './schemes/since-2025.ts';
import { indiaChile, indiaSingapore, indiaThailand } from './schemes/singapore-thailand.ts';
import { indiaAfghanistan, isfta, safta } from './schemes/south-asia.ts';

/** Every record, those of agreements that are not in force yet among them. */
export const records: readonly Scheme[] = [
  aifta,
  safta,
  apta,
  isfta,
  indiaJapan,
  indiaKorea,
  indiaMalaysia,
  indiaSingapore,
  indiaThailand,
  mercosur,
  indiaChile,
  indiaAfghanistan,
  indiaMauritius,
  indiaEmirates,
  indiaAustralia,
  eftaTepaAgency,
  eftaTepaSelf,
  indiaOman,
  indiaUnitedKingdom,
  gstp,
  indiaNewZealand,
  indiaEuropeanUnion,
  backToBack,
  nonPreferential,
];

/** Schemes under which certificates are issued here. A further one is a record in the list. */
export const schemes: readonly Scheme[] = records.filter(({ inForce }) => inForce.value.from);

/** Those under which a product of India may originate: what is compared for it. */
export const comparableSchemes: readonly Scheme[] = schemes.filter(
  ({ foreignOrigin }) => foreignOrigin.value === null,
);

const byCode = new Map(schemes.map((scheme) => [scheme.code, scheme]));

/** The scheme with that code, or null when it is unknown or not offered. */
export function schemeByCode(code: string): Scheme | null {
  return byCode.get(code) ?? null;
}

/** The name of an agreement that exists but is not offered here, or null. */
export function nameOfSchemeNotOffered(code: string): string | null {
  const prepared = records.find((scheme) => scheme.code === code && schemeByCode(code) === null);
  if (prepared) return prepared.name;
  return Object.hasOwn(notOffered, code) ? (notOffered[code] ?? null) : null;
}

const isWithin = ({ from, to }: Effect, on: PlainDate): boolean =>
  from !== null && compareDates(on, from) >= 0 && (to === null || compareDates(on, to) <= 0);

/** When a scheme has effect for a country: its own days, where the agreement names such. */
export function effectFor(scheme: Scheme, country: string): Effect {
  const own = scheme.partnersInForce.value;
  return (Object.hasOwn(own, country) ? own[country] : undefined) ?? scheme.inForce.value;
}

/** Whether a certificate may be made out under a scheme to a country on a day in India. */
export function isInForce(scheme: Scheme, country: string, on: PlainDate): boolean {
  return isWithin(scheme.inForce.value, on) && isWithin(effectFor(scheme, country), on);
}
