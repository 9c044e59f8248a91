import { X509Certificate } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { reportFiles } from '../../document/migration-report/report.ts';
import { hashesOf, readSeal, type Sealed } from '../../document/migration-report/seal.ts';
import { commandFailure, EXIT } from '../exit-code.ts';
import type { Service } from './service.ts';

const sealName = 'report.jws';
const oneCertificate = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/**
 * Writes the sealed report of a batch into a folder: JSON, HTML, PDF, and the seal over them. Throws a
 * CommandFailure when the seal is not one of the service's own keys over these very files.
 */
export async function fetchReport(service: Service, id: string, folder: string): Promise<Sealed> {
  await mkdir(folder, { recursive: true });
  const fetched: Record<string, Uint8Array> = {};
  for (const name of [...reportFiles, sealName]) {
    const bytes = await service.getBytes(`/migrations/${id}/report/${name}`);
    await writeFile(path.join(folder, name), bytes, { mode: 0o600 });
    fetched[name] = bytes;
  }
  const { qrCertificates } = await service.get<{ qrCertificates: string }>('/trust');
  const certificates = qrCertificates.match(oneCertificate) ?? [];
  const sealed = readSeal(
    Buffer.from(fetched[sealName] ?? []).toString('utf8'),
    certificates.map((pem) => new X509Certificate(pem).raw),
  );
  const hashes = hashesOf(fetched as Parameters<typeof hashesOf>[0]);
  const holds = reportFiles.every((name) => sealed?.files[name] === hashes[name]);
  if (sealed && sealed.batch === id && holds) return sealed;
  throw commandFailure(EXIT.notGenuine, `The seal does not hold over the files in ${folder}.`);
}
