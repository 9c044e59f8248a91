import type { Database } from '../../db/database.ts';
import {
  type CertificateRow,
  findCertificate,
  findCertificateOfFile,
  findCertificates,
} from '../../db/queries/certificate/verification.ts';
import { findTakenOver } from '../../db/queries/legacy/taken-over.ts';
import {
  numberFault,
  typedLegacyNumber,
  typedOwnNumber,
} from '../../domain/certificate/numbering.ts';
import { isTakenOver } from '../../domain/transition/taken-over.ts';
import { todayInIndia } from '../today.ts';
import { recogniseIssuers } from './recognised-issuer.ts';
import { type TakenOverVerification, tellTakenOver } from './taken-over.ts';
import { judge, type Verification } from './verdict.ts';

/**
 * What can be said of a number; `unknown` has the form of ours, but nothing was issued under it;
 * `taken-over` was issued by the earlier platform and came over from it.
 */
export type NumberAnswer =
  | { outcome: 'found'; verification: Verification }
  | { outcome: 'taken-over'; verification: TakenOverVerification }
  | { outcome: 'unknown' | ReturnType<typeof numberFault> };

/** What is asked of a list: a number as a person types it, or the SHA-256 (hex) of a signed PDF. */
export type Asked = { number: string } | { sha256: string };

/**
 * Verification of what the record holds, for pages and programs alike. A single certificate is
 * looked up over `lookups`, a list over `database`.
 */
export function createVerifier(
  { database, lookups }: { database: Database; lookups: Database },
  trustAnchors: string,
) {
  const areRecognised = recogniseIssuers(lookups, trustAnchors);

  async function found(row: CertificateRow): Promise<NumberAnswer> {
    const [holds = false] = await areRecognised([row]);
    return { outcome: 'found', verification: judge(row, holds, todayInIndia()) };
  }

  /** Of those numbers, which are none of ours, what came over and counts here by now. */
  async function takenOver(
    asked: Database,
    texts: readonly string[],
  ): Promise<Map<string, NumberAnswer>> {
    // PostgreSQL's text holds no NUL.
    const numbers = [...new Set(texts.map(typedLegacyNumber))].filter((one) => !one.includes('\0'));
    const today = todayInIndia();
    const came = await findTakenOver(asked, numbers);
    return new Map(
      came
        .filter(({ scheme, servedFrom }) => isTakenOver(scheme, servedFrom, today))
        .map((one) => {
          const verification = tellTakenOver(one, today);
          return [one.number, { outcome: 'taken-over', verification }];
        }),
    );
  }

  async function byNumber(text: string): Promise<NumberAnswer> {
    const number = typedOwnNumber(text);
    if (number === null) {
      const found = (await takenOver(lookups, [text])).get(typedLegacyNumber(text));
      return found ?? { outcome: numberFault(text) };
    }
    const row = await findCertificate(lookups, number);
    return row ? found(row) : { outcome: 'unknown' };
  }

  /** By the SHA-256 (hex, small letters) of a whole signed PDF. */
  async function byFile(sha256: string): Promise<NumberAnswer> {
    const row = await findCertificateOfFile(lookups, sha256);
    return row ? found(row) : { outcome: 'unknown' };
  }

  /** One answer for each thing asked, in their order; three queries, however many there are. */
  async function byList(asked: readonly Asked[]): Promise<NumberAnswer[]> {
    const numbers = asked.map((one) => ('number' in one ? typedOwnNumber(one.number) : null));
    const rows = await findCertificates(database, {
      numbers: numbers.filter((number) => number !== null),
      files: asked.flatMap((one) => ('sha256' in one ? [one.sha256] : [])),
    });
    const recognised = await areRecognised(rows);
    const today = todayInIndia();
    const verified = rows.map((row, index) => judge(row, recognised[index] ?? false, today));
    const ofNumber = new Map(
      verified.filter(({ copiedOn }) => copiedOn === null).map((one) => [one.number, one]),
    );
    const ofFile = new Map(verified.map((one) => [one.pdfSha256, one]));
    const strangers = asked.flatMap((one, index) =>
      'number' in one && numbers[index] === null ? [one.number] : [],
    );
    const came = await takenOver(database, strangers);
    return asked.map((one, index) => {
      const number = numbers[index] ?? null;
      if ('number' in one && number === null) {
        const found = came.get(typedLegacyNumber(one.number));
        return found ?? { outcome: numberFault(one.number) };
      }
      const verification = 'sha256' in one ? ofFile.get(one.sha256) : ofNumber.get(number ?? '');
      return verification ? { outcome: 'found', verification } : { outcome: 'unknown' };
    });
  }

  return { byNumber, byFile, byList };
}

export type Verifier = ReturnType<typeof createVerifier>;
