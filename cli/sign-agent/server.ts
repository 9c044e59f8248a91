import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crossOriginHeaders, judgeCaller } from './caller.ts';
import { challengeBytes, readChallengeRequest } from './challenge-request.ts';
import { declarationBytes, readDeclarationRequest } from './declaration-request.ts';
import { refuseAttributes } from './signed-attributes.ts';
import { isPinFailure, isSigningFailure, type SigningFailureCode } from './signing-failure.ts';
import { readSigningRequest } from './signing-request.ts';
import { base64, describeToken, type Token } from './token.ts';

const LARGEST_BODY = 32 * 1024;

const STATUS: Record<SigningFailureCode, number> = {
  'not-signed-attributes': 422,
  'digest-mismatch': 422,
  'other-certificate': 422,
  'not-a-challenge': 422,
  'challenge-of-other-service': 422,
  'not-a-declaration': 422,
  'declaration-to-other-service': 422,
  'token-absent': 503,
  'token-failed': 502,
  'pin-incorrect': 503,
  'pin-locked': 503,
};

export interface AgentOptions {
  token: Token;
  /** 0 takes any free port. */
  port: number;
  /** Web pages that may use the agent, such as `http://127.0.0.1:8080`. */
  origins: readonly string[];
  /** Gets a line for the person at the terminal before and after each signature. */
  announce: (line: string) => void;
}

export interface Agent {
  url: string;
  port: number;
  stop(): Promise<void>;
  /** Settles with the failure when the token refused the PIN and the agent ended itself. */
  pinRefused: Promise<Error>;
}

/** Serves the token on loopback until stopped, or until the token refuses its PIN. */
export async function startAgent(options: AgentOptions): Promise<Agent> {
  const pinRefused = Promise.withResolvers<Error>();
  const server = createServer(async (request, response) => {
    const { port } = server.address() as AddressInfo;
    const caller = judgeCaller(request.headers, port, options.origins);
    if (!caller.welcome) return send(response, 403, failure(caller.code, caller.message));
    const headers = crossOriginHeaders(caller.origin);
    try {
      const [status, body] = await answer(request, options);
      send(response, status, body, headers);
    } catch (error) {
      const known = isSigningFailure(error);
      const code = known ? error.code : 'token-failed';
      const message = known ? error.message : 'The agent failed; see its terminal.';
      options.announce(`NOT SIGNED: ${error instanceof Error ? error.message : String(error)}`);
      send(response, STATUS[code], failure(code, message), headers);
      if (isPinFailure(error)) response.once('close', () => pinRefused.resolve(error));
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    options.token.close();
  };
  return { url: `http://127.0.0.1:${port}`, port, stop, pinRefused: pinRefused.promise };
}

type Answer = [status: number, body: object | null];

async function answer(request: IncomingMessage, options: AgentOptions): Promise<Answer> {
  const { method, url } = request;
  if (method === 'OPTIONS') return [204, null];
  if (url === '/certificate')
    return method === 'GET' ? [200, describeToken(options.token)] : notAllowed('GET');
  const sign = signers[url ?? ''];
  if (!sign) return [404, failure('not-found', `The agent knows ${known.join(', ')}.`)];
  return method === 'POST' ? readAndSign(request, options, sign) : notAllowed('POST');
}

type Sign = (text: string, options: AgentOptions) => Promise<object | string>;

async function readAndSign(
  request: IncomingMessage,
  options: AgentOptions,
  sign: Sign,
): Promise<Answer> {
  // Only JSON makes a browser ask first (preflight); a plain form of a foreign page would not.
  if (request.headers['content-type']?.split(';')[0]?.trim() !== 'application/json')
    return [415, failure('not-json', 'The content type must be application/json.')];
  const text = await readBody(request);
  if (text === null) return [413, failure('body-too-large', 'A request is at most 32 KiB.')];
  const signed = await sign(text, options);
  if (typeof signed === 'string') return [400, failure('malformed-request', signed)];
  options.announce('  Signed.');
  return [200, signed];
}

async function signAttributes(text: string, { token, announce }: AgentOptions) {
  const asked = readSigningRequest(text);
  if (typeof asked === 'string') return asked;
  announce(`Asked to sign: ${asked.description}`);
  announce(`  SHA-256 ${Buffer.from(asked.documentDigest).toString('hex')}`);
  const refusal = refuseAttributes(asked.signedAttributes, asked.documentDigest, token.certificate);
  if (refusal !== null) throw refusal;
  const signature = await token.sign(asked.signedAttributes);
  return { signature: base64(signature), certificate: base64(token.certificate) };
}

async function signChallenge(text: string, { token, announce, origins }: AgentOptions) {
  const asked = readChallengeRequest(text);
  if (typeof asked === 'string') return asked;
  announce(`Asked to prove that the token is here: ${asked.description}`);
  const bytes = challengeBytes(asked.challenge, origins);
  for (const line of asked.challenge.trimEnd().split('\n')) announce(`  ${line}`);
  const [signature, certificate] = [await token.sign(bytes), token.certificate].map(base64);
  return { signature, certificate, chain: token.chain.map(base64) };
}

async function signDeclaration(text: string, { token, announce, origins }: AgentOptions) {
  const asked = readDeclarationRequest(text);
  if (typeof asked === 'string') return asked;
  announce(`Asked to sign a declaration: ${asked.description}`);
  const bytes = declarationBytes(asked.declaration, origins);
  for (const line of asked.declaration.trimEnd().split('\n')) announce(`  ${line}`);
  const [signature, certificate] = [await token.sign(bytes), token.certificate].map(base64);
  return { signature, certificate };
}

const signers: Readonly<Record<string, Sign>> = {
  '/sign': signAttributes,
  '/sign-challenge': signChallenge,
  '/sign-declaration': signDeclaration,
};
const known = ['/certificate', ...Object.keys(signers)];

function readBody(request: IncomingMessage): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= LARGEST_BODY) chunks.push(chunk);
      else resolve(null);
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}

function failure(code: string, message: string) {
  return { code, message };
}

function notAllowed(method: string): Answer {
  return [405, failure('method-not-allowed', `Use ${method}.`)];
}

function send(
  response: ServerResponse,
  status: number,
  body: object | null,
  headers: Record<string, string> = {},
): void {
  const content = body === null ? {} : { 'content-type': 'application/json' };
  response.writeHead(status, { 'cache-control': 'no-store', ...headers, ...content });
  response.end(body === null ? undefined : JSON.stringify(body));
}
