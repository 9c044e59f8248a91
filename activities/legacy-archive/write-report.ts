import { createHash } from 'node:crypto';
import { countDocuments } from '../../db/queries/legacy/legacy-document.ts';
import {
  findReportedBatch,
  keepReport,
  type ReportedBatch,
} from '../../db/queries/migration/report.ts';
import { reportHtml } from '../../document/migration-report/html.ts';
import { reportPdf } from '../../document/migration-report/pdf.ts';
import { type MigrationReport, reportJson } from '../../document/migration-report/report.ts';
import { hashesOf, sealReport } from '../../document/migration-report/seal.ts';
import type { OfBatch } from '../../workflows/legacy-migration/contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { corrupt, overGateway } from '../failure.ts';

type Needs = Pick<Dependencies, 'database' | 'storage' | 'qrKey'>;

const accepted = ({ acceptedAt, byName, withName }: ReportedBatch): MigrationReport['accepted'] =>
  acceptedAt && { at: acceptedAt.toISOString(), by: byName ?? '', with: withName ?? '' };

/**
 * Writes what the reconciliation of a batch found as JSON, HTML and PDF, sealed by one signature of
 * the installation's own key, and keeps them in storage. The same figures are reported once, however
 * often it is repeated.
 */
export function createWriteReport({ database, storage, qrKey }: Needs) {
  return async function writeReport({ batchId }: OfBatch): Promise<{ sha256: string }> {
    const batch = await findReportedBatch(database, batchId);
    if (!batch?.figures || !batch.manifest) {
      throw corrupt(`the batch ${batchId} has no figures to report`);
    }
    const { id, number, phase, round, figures, manifest, exportSha256 } = batch;
    const report: MigrationReport = {
      version: 1,
      batch: { id, number, phase, round },
      export: { source: manifest.source, cutOff: manifest.cutOff, sha256: exportSha256 ?? '' },
      figures,
      documents: await countDocuments(database, number),
      accepted: accepted(batch),
    };
    const madeAt = new Date();
    const files = {
      'report.json': Buffer.from(reportJson(report)),
      'report.html': Buffer.from(reportHtml(report)),
      'report.pdf': await reportPdf(report, madeAt.toISOString()),
    };
    const put = (bytes: Uint8Array) => overGateway(() => storage.put(bytes));
    const [jsonKey, htmlKey, pdfKey] = await Promise.all(Object.values(files).map(put));
    const seal = sealReport(
      {
        ...{ batch: id, exportSha256: exportSha256 ?? '', madeAt: madeAt.toISOString() },
        files: hashesOf(files),
      },
      qrKey,
    );
    const sha256 = createHash('sha256').update(files['report.json']).digest('hex');
    const keys = { jsonKey: jsonKey ?? '', htmlKey: htmlKey ?? '', pdfKey: pdfKey ?? '' };
    await keepReport(database, { batch: number, ...keys, seal, madeAt });
    return { sha256 };
  };
}
