import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CertifyingAuthority, openCertifyingAuthority } from './authority.ts';
import { type Document, type Publication, preparePublication } from './publication.ts';
import { answerTimeStampRequest } from './time-stamp.ts';

const LARGEST_REQUEST = 16 * 1024;

/**
 * Starts the simulated authorities over HTTP and resolves when they answer. New certificates name
 * `publicUrl` for lists and issuers; without it, the address listened on.
 */
export async function startCertifyingAuthority(options: {
  dataDir: string;
  port: number;
  host?: string;
  publicUrl?: string;
}): Promise<{ url: string; authority: CertifyingAuthority; stop(): Promise<void> }> {
  const host = options.host ?? '127.0.0.1';
  const server = createServer((request, response) => {
    // Requests that arrive while the authority opens wait for it instead of hanging for ever.
    opened.promise
      .then(({ authority, publication }) => respond(authority, publication, request))
      .catch(() => plain(500, 'The simulator failed; see its data folder.'))
      .then((answer) => send(response, answer));
  });
  const opened = Promise.withResolvers<Opened>();
  opened.promise.catch(() => {});
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, host, resolve);
  });
  const url = `http://${host}:${(server.address() as AddressInfo).port}`;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  try {
    const publicUrl = options.publicUrl ?? url;
    const authority = await openCertifyingAuthority({ dataDir: options.dataDir, publicUrl });
    opened.resolve({ authority, publication: await preparePublication(authority) });
    return { url, authority, stop };
  } catch (error) {
    opened.reject(error);
    await stop();
    throw error;
  }
}

interface Opened {
  authority: CertifyingAuthority;
  publication: Publication;
}

interface Answer extends Document {
  status: number;
}

async function respond(
  authority: CertifyingAuthority,
  publication: Publication,
  request: IncomingMessage,
): Promise<Answer> {
  const path = new URL(request.url ?? '/', 'http://simulator').pathname;
  if (path === '/tsa') {
    if (request.method !== 'POST') return plain(405, 'Time stamps are asked for with POST.');
    if (request.headers['content-type'] !== 'application/timestamp-query')
      return plain(415, 'The content type must be application/timestamp-query.');
    const body = await readBody(request);
    if (body === null) return plain(413, 'A time-stamp request is at most 16 KiB.');
    const reply = await answerTimeStampRequest(authority, body);
    return { status: 200, contentType: 'application/timestamp-reply', body: reply };
  }
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return plain(405, 'Certificates and lists are read with GET.');
  const document = await publication(path);
  return document === null
    ? plain(404, 'Nothing is published here.')
    : { status: 200, ...document };
}

function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= LARGEST_REQUEST) chunks.push(chunk);
      else resolve(null);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

function plain(status: number, text: string): Answer {
  return { status, contentType: 'text/plain; charset=utf-8', body: `${text}\n` };
}

function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, {
    'content-type': answer.contentType,
    'content-length': Buffer.byteLength(answer.body),
    'x-simulation': 'true; CCA India, licensed CA and TSA; no legal effect',
  });
  response.end(answer.body);
}
