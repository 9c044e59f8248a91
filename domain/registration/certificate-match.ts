import { isIec } from '../identifier/iec.ts';
import type { CertificateFacts } from './certificate-facts.ts';
import { samePerson } from './person-name.ts';

/** Why a certificate does not stand for an exporter; `reason` says what to do (R15). */
export type MatchRefusal =
  | 'certificate-without-iec'
  | 'certificate-of-other-iec'
  | 'certificate-of-no-director';

export type CertificateMatch =
  | { outcome: 'matched'; place: string; director: string }
  | { outcome: 'refused'; code: MatchRefusal; reason: string };

/** What DGFT's record says of the firm. */
export type FirmToMatch = {
  iec: string;
  /** SHA-256 of the PAN in capitals, hexadecimal. */
  panSha256: string;
  directors: readonly string[];
};

const panHash = '=sha256(pan)';
const placeForm =
  /^(subject\.[A-Za-z]+|subject\.\d+(\.\d+)+|subjectAltName|extension:\d+(\.\d+)+)$/;

/**
 * The places where a certificate is searched for the IEC, from a list such as
 * `subject.organizationalUnit, extension:1.2.3, subject.serialNumber=sha256(pan)`.
 * Throws an Error that names the place it does not understand.
 */
export function readPlaces(list: string): string[] {
  const places = list.split(',').map((place) => place.trim());
  const wrong = places.find((place) => !placeForm.test(place.replace(panHash, '')));
  if (wrong !== undefined) throw new Error(`"${wrong}" is no place in a certificate`);
  return places;
}

/**
 * Whether a certificate is one of this exporter's: it holds the IEC, and its holder is a listed
 * director. Where the IEC stands is not published, so the places are searched in order; the first
 * that holds any IEC decides.
 */
export function matchExporter(
  facts: CertificateFacts,
  firm: FirmToMatch,
  places: readonly string[],
): CertificateMatch {
  const found = findIec(facts, firm, places);
  if (found === 'other') {
    return refused(
      'certificate-of-other-iec',
      `The certificate holds another IEC than ${firm.iec}. Present a certificate of this firm.`,
    );
  }
  if (found === null) {
    return refused(
      'certificate-without-iec',
      `The certificate does not hold the IEC ${firm.iec}. Ask your certifying authority for a ` +
        'Class 3 certificate with the IEC in it.',
    );
  }
  const director = firm.directors.find((name) => samePerson(name, facts.name));
  if (director === undefined) {
    return refused(
      'certificate-of-no-director',
      `"${facts.name}" is not the name of a director that DGFT has for ${firm.iec}. Present a ` +
        "director's certificate, or have DGFT's record put right by Modify IEC.",
    );
  }
  return { outcome: 'matched', place: found, director };
}

const refused = (code: MatchRefusal, reason: string): CertificateMatch => ({
  outcome: 'refused',
  code,
  reason,
});

function findIec(
  { texts }: CertificateFacts,
  { iec, panSha256 }: FirmToMatch,
  places: readonly string[],
): string | 'other' | null {
  for (const place of places) {
    const isHash = place.endsWith(panHash);
    const where = isHash ? place.slice(0, -panHash.length) : place;
    const here = texts.filter((one) => one.place === where).map(({ text }) => text.trim());
    if (isHash) {
      if (here.some((text) => text.toLowerCase() === panSha256.toLowerCase())) return place;
      continue;
    }
    const iecs = here.map(iecIn).filter((one) => one !== null);
    if (iecs.includes(iec)) return place;
    if (iecs.length > 0) return 'other';
  }
  return null;
}

const labelled = /^(?:IEC(?: ?(?:NO|NUMBER|CODE))?[ .:=/-]*)?([A-Z0-9]{10})$/;

/** The IEC that a text is, alone or with the word before it; a text that only contains one is none. */
function iecIn(text: string): string | null {
  const found = labelled.exec(text.toUpperCase())?.[1];
  return found !== undefined && isIec(found) ? found : null;
}
