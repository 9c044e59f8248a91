import { X509Certificate } from 'node:crypto';
import { access, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { dataDirectory } from '../env.ts';
import { commandFailure, EXIT } from '../exit-code.ts';

/** What a checker goes by: everything DER. */
export interface TrustedFiles {
  /** Self-signed authorities. */
  trustAnchors: Uint8Array[];
  /** The other certificates of the files: keys of QR codes, and authorities between. */
  certificates: Uint8Array[];
  crls: Uint8Array[];
}

/**
 * Reads the trust files, or `trust/trust.pem` of this installation's data where none are named.
 * A `qr-certificate.pem` that lies beside a trust file is read with it, and without `crlFiles` so
 * are all `*.crl`: both count only where a root of the trust files vouches for them.
 * Throws CommandFailure that says which file is wrong and what to do.
 */
export async function readTrust(named: string[], crlFiles: string[]): Promise<TrustedFiles> {
  const trustFiles = named.length > 0 ? named : [await installedTrust()];
  const found = await besides(trustFiles, 'qr-certificate.pem');
  const read = async (files: string[]) => (await Promise.all(files.map(readCertificates))).flat();
  const [chosen, beside] = await Promise.all([read(trustFiles), read(found)]);
  // Never a root that merely lies there: a stranger may have put it beside, as in a download folder.
  const trustAnchors = chosen.filter(isAnchor);
  if (trustAnchors.length === 0)
    throw commandFailure(EXIT.usage, `${trustFiles.join(', ')} holds no root certificate.`);
  const lists = crlFiles.length > 0 ? crlFiles : await besides(trustFiles, '.crl');
  return {
    trustAnchors,
    certificates: [...chosen, ...beside].filter((der) => !isAnchor(der)),
    crls: await Promise.all(lists.map(readList)),
  };
}

async function installedTrust(): Promise<string> {
  const path = join(dataDirectory(), 'trust', 'trust.pem');
  await access(path).catch(() => {
    const fix =
      'Name one with --trust; the issuing service hands it out at /api/v1/trust/trust.pem.';
    throw commandFailure(EXIT.usage, `There is no trust file ${path}. ${fix}`);
  });
  return path;
}

async function readCertificates(path: string): Promise<Uint8Array[]> {
  const text = (await readNamed(path)).toString('latin1');
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw commandFailure(EXIT.usage, `${path} holds no PEM certificate.`);
  try {
    return blocks.map((pem) => Uint8Array.from(new X509Certificate(pem).raw));
  } catch {
    throw commandFailure(EXIT.usage, `A certificate in ${path} cannot be read.`);
  }
}

function isAnchor(der: Uint8Array): boolean {
  const certificate = new X509Certificate(der);
  return certificate.ca && certificate.checkIssued(certificate);
}

async function besides(trustFiles: string[], ending: string): Promise<string[]> {
  const folders = [...new Set(trustFiles.map((file) => dirname(file)))];
  const found = folders.map(async (folder) => {
    const names = await readdir(folder).catch(() => []);
    const wanted = names.filter((name) => name.endsWith(ending)).sort();
    return wanted.map((name) => join(folder, name)).filter((file) => !trustFiles.includes(file));
  });
  return (await Promise.all(found)).flat();
}

/** A list as DER, whichever of DER and PEM the file has. */
async function readList(path: string): Promise<Uint8Array> {
  const bytes = await readNamed(path);
  const pem = /-----BEGIN X509 CRL-----([^-]+)-----END X509 CRL-----/.exec(
    bytes.toString('latin1'),
  );
  return Uint8Array.from(pem?.[1] === undefined ? bytes : Buffer.from(pem[1], 'base64'));
}

async function readNamed(path: string): Promise<Buffer> {
  return readFile(path).catch((error: Error) => {
    throw commandFailure(EXIT.usage, `${path} cannot be read: ${error.message}`);
  });
}
