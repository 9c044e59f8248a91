import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { commandFailure, EXIT } from '../exit-code.ts';
import { askStatus } from './online-status.ts';
import { certificateText, qrText } from './printed.ts';
import { readTrust, type TrustedFiles } from './trust.ts';
import { type Verdict, verdictOnFile, verdictOnQr } from './verdict.ts';

interface Options {
  qr?: string;
  trust?: string[];
  crl?: string[];
  online?: string;
  json?: true;
}

/** `ecoo verify`: checks a certificate's file or its QR code, without network unless asked. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description('check a certificate of origin, from its PDF or its QR code')
    .argument('[file]', 'the certificate as PDF')
    .option('--qr <text>', 'the text of a QR code, in place of a file')
    .option('--trust <pem>', 'roots to go by, and keys of QR codes; may be repeated', collect)
    .option('--crl <file>', 'revocation list, may be repeated; default: all *.crl beside', collect)
    .option('--online <url>', 'also ask the issuing service for the status today', address)
    .option('--json', 'print the verdict as JSON')
    .addHelpText('after', HELP)
    .action(run);
}

const HELP = `
Without --trust, trust/trust.pem below ECOO_DATA_DIR (or .data) is used, with the lists beside it.
A check without --online says that a certificate was issued, not that it is still in force.

Examples:
  ecoo verify certificate.pdf
  ecoo verify certificate.pdf --trust trust.pem --crl root.crl --crl ca.crl --json
  ecoo verify certificate.pdf --online https://ecoo.example
  ecoo verify --qr 'https://ecoo.example/v/EIC-MUMBAI-2026-0000417-K#3141…'

Exit codes: 0 genuine · 1 not genuine, or replaced or cancelled by --online ·
  2 wrong use, unreadable file or code, no answer from --online`;

/** One file an option: a list would swallow the certificate's own name behind it. */
const collect = (file: string, earlier: string[] = []): string[] => [...earlier, file];

async function run(file: string | undefined, options: Options): Promise<void> {
  if ((file === undefined) === (options.qr === undefined))
    throw commandFailure(EXIT.usage, 'Name either a PDF file or --qr with the text of a code.');
  const trust = await readTrust(options.trust ?? [], options.crl ?? []);
  const { verdict, more, text } =
    file === undefined
      ? await checkQr(options.qr ?? '', trust, options.online)
      : await checkFile(file, trust, options.online);
  process.stdout.write(
    options.json ? `${JSON.stringify({ ...verdict, ...more }, null, 2)}\n` : text,
  );
  process.exitCode = verdict.accepted ? EXIT.done : EXIT.notGenuine;
}

type Checked = { verdict: Verdict; more: object; text: string };

async function checkFile(path: string, trust: TrustedFiles, online?: string): Promise<Checked> {
  const pdf = await readPdf(path);
  const { verifyCertificatePdf } = await import('../../document/verify.ts');
  const report = verifyCertificatePdf(pdf, {
    trustAnchors: trust.trustAnchors,
    crls: trust.crls,
    qrCertificates: trust.certificates,
    at: new Date().toISOString(),
  });
  const number = report.genuine ? report.content?.number : undefined;
  const answer = online && number ? await askStatus(online, number) : null;
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  const verdict = verdictOnFile(report, sha256, answer);
  const { findings, content, signedAt, signer } = report;
  const more = { sha256, findings, content, signedAt, signer };
  return { verdict, more, text: certificateText(verdict, report) };
}

async function checkQr(text: string, trust: TrustedFiles, online?: string): Promise<Checked> {
  // A scanner may add a line end; nothing else is mended.
  const code = text.trim();
  if (!/#\d+$/.test(code))
    throw commandFailure(EXIT.usage, 'This is not the text of a certificate’s QR code.');
  const { verifyQr } = await import('../../document/qr/qr-text.ts');
  const report = verifyQr(code, trust);
  const claims = report.genuine ? report.claims : null;
  const answer = online && claims ? await askStatus(online, claims.number) : null;
  const reason = report.genuine ? '' : report.reason;
  const found = { genuine: report.genuine, number: claims?.number ?? null, reason };
  const verdict = verdictOnQr(found, answer);
  const contentSha256 = claims && Buffer.from(claims.contentSha256).toString('hex');
  const more = { claims: claims && { ...claims, contentSha256 } };
  return { verdict, more, text: qrText(verdict, claims) };
}

async function readPdf(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path).catch((error: Error) => {
    throw commandFailure(EXIT.usage, `${path} cannot be read: ${error.message}`);
  });
  if (!bytes.subarray(0, 1024).includes('%PDF-'))
    throw commandFailure(EXIT.usage, `${path} is not a PDF file.`);
  return Uint8Array.from(bytes);
}

function address(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new InvalidArgumentError('Give the address of the service, as https://ecoo.example.');
  return text;
}
