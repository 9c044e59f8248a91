import { type Random, randomFrom } from '../random.ts';
import type { Firm, FirmAddress } from './firm.ts';
import { families, givenNames, legalForms, surnames, trades } from './firm-name.ts';
import { type Place, places, streets } from './place.ts';
import { gstinOf, sampleFirms } from './sample-firm.ts';

const seed = 20240828; // The day eCoO 2.0 went live.
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => random.below(10)).join('');
const capital = (random: Random): string => letters.charAt(random.below(letters.length));

function address(random: Random, place: Place): FirmAddress {
  return {
    lines: [`${1 + random.below(180)} ${random.pick(streets)}`],
    city: place.city,
    state: place.state,
    pincode: `${place.sortingDistrict}${String(1 + random.below(99)).padStart(3, '0')}`,
  };
}

/** Most are active: DGFT suspends few, and cancels fewer. */
function status(random: Random): Firm['status'] {
  const hundredth = random.below(100);
  return hundredth < 95 ? 'active' : hundredth < 98 ? 'suspended' : 'cancelled';
}

function firm(random: Random, index: number): Firm {
  const family = random.pick(families);
  const trade = random.pick(trades);
  const [form, holder] = random.pick(legalForms);
  const place = random.pick(places);
  const prefix = `A${capital(random)}${capital(random)}`;
  const pan = `${prefix}${holder}${family[0].charAt(0)}${digits(random, 4)}${capital(random)}`;
  const directorCount = 1 + random.below(3);
  const directors = Array.from(
    { length: directorCount },
    () => `${random.pick(givenNames)} ${random.pick(surnames)}`,
  );
  return {
    iec: random.below(8) === 0 ? `0${1 + random.below(9)}${digits(random, 8)}` : pan,
    pan,
    firmName: `${family[0]} ${trade[0]} ${form[0]}`,
    firmNameDevanagari: `${family[1]} ${trade[1]} ${form[1]}`,
    status: status(random),
    registeredOffice: address(random, place),
    branches:
      random.below(3) === 0 ? [{ code: '01', ...address(random, random.pick(places)) }] : [],
    gstins: [gstinOf(place.stateCode, pan)],
    directors,
    email: `exports@firm-${index}.example`,
    mobile: `9${String(100_000_000 + index)}`,
    updatedAt: `2026-0${1 + random.below(9)}-1${random.below(9)}T04:30:00.000Z`,
  };
}

/** Every firm that the simulated registry knows, by IEC; the same ones on every start. */
export function registeredFirms(count = 400): ReadonlyMap<string, Firm> {
  const random = randomFrom(seed);
  const made = Array.from({ length: count - sampleFirms.length }, (_, index) =>
    firm(random, index),
  );
  return new Map([...made, ...sampleFirms].map((one) => [one.iec, one]));
}
