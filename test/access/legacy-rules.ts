import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/database.ts';
import { legacyDocument, migrationReport } from '../../db/schema/schema.ts';
import type { Storage } from '../../gateways/storage.ts';
import {
  acceptBatch,
  legacyCertificateIn,
  reconciledBatch,
  turn,
} from '../records/legacy-record.ts';
import { listOf, type Make, on, type Rule } from './rule.ts';

/** Who may come through the doors of what came over from the earlier platform. */
export function legacyRules(
  { database, storage }: { database: Database; storage: Storage },
  operators: readonly [string, string],
): Record<string, Rule> {
  /** A certificate of an accepted batch, with a paper. */
  async function cameOver({ iec, agencyCode }: { iec: string; agencyCode: string }) {
    await turn(database, 'non-preferential-certificates', '2024-12-21');
    const { number: batch } = await reconciledBatch(database);
    const number = await legacyCertificateIn(database, batch, {
      ...{ iec, agency: agencyCode, number: `EIC${randomUUID().toUpperCase()}` },
    });
    await acceptBatch(database, batch, operators);
    const bytes = Buffer.from(number);
    const sha256 = await storage.put(bytes);
    await database.insert(legacyDocument).values({
      ...{ batch, position: 0, name: 'old.pdf', sha256, number, kind: 'certificate' },
      ...{ mediaType: 'application/pdf', bytes: bytes.length },
    });
    return { number, sha256 };
  }

  /** One for each side: looking leaves no traces. */
  const made = new Map<string, ReturnType<typeof cameOver>>();
  const paper: Make = async (side) => {
    const kept = made.get(side.iec) ?? cameOver(side);
    made.set(side.iec, kept);
    return {
      path: await kept,
      missing: { number: 'EIC2020', sha256: '0'.repeat(64) },
      facts: { iec: side.iec, agencyCode: side.agencyCode },
    };
  };

  /** A batch with a report of its figures. */
  async function reported() {
    const batch = await reconciledBatch(database, randomUUID().replaceAll('-', '').slice(0, 12));
    const key = await storage.put(Buffer.from('{}'));
    const keys = { jsonKey: key, htmlKey: key, pdfKey: key, seal: 'a.b.c', madeAt: new Date() };
    await database.insert(migrationReport).values({ batch: batch.number, ...keys });
    const file = 'report.pdf';
    return { path: { id: batch.id, file }, missing: { id: 'ffffffffffff', file }, facts: {} };
  }
  let kept: ReturnType<typeof reported> | null = null;
  const report: Make = () => {
    kept ??= reported();
    return kept;
  };

  return {
    'get /migrations/{id}/report/{file}': on('migration', 'view', report),
    'get /migrations/{id}/refused-documents': on('migration', 'view', report),
    'get /legacy-certificates': listOf('legacy-certificate'),
    'get /legacy-certificates/{number}': on('legacy-certificate', 'view', paper),
    'get /legacy-certificates/{number}/documents/{sha256}': on('legacy-certificate', 'view', paper),
  };
}
