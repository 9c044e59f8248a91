import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import { Attribute, SignedAndUnsignedAttributes } from 'pkijs';

/** For tests: `ecoo sign-agent` as its own process, as an officer runs it. */
export interface RunningAgent {
  url: string;
  ready: Record<string, unknown>;
  /** Everything it wrote so far, both streams. */
  output(): string;
  /** The exit code, once it ended. */
  ended: Promise<number | null>;
  signal(name: NodeJS.Signals): void;
}

const launcher = fileURLToPath(new URL('../../ecoo.mjs', import.meta.url));

/** Starts the agent and waits for its ready line; rejects with its output where it ends before. */
export async function runAgent(
  options: string[],
  environment: Record<string, string>,
  nodeOptions: string[] = [],
): Promise<RunningAgent> {
  const args = [...nodeOptions, launcher, 'sign-agent', '--port', '0', ...options];
  const child = spawn(process.execPath, args, {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const ready = await Promise.race([readyLine(child), ended]);
  if (typeof ready !== 'string') throw new Error(`ended with ${ready}: ${output}`);
  const parsed = JSON.parse(ready);
  return {
    url: parsed.url,
    ready: parsed,
    output: () => output,
    ended,
    signal: (name) => child.kill(name),
  };
}

function readyLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    child.stdout?.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
  });
}

/** The body of `POST /sign` for a document, as the service makes it. */
export function signingRequest(document: Uint8Array, certificate: Uint8Array) {
  const digest = sha256(document);
  const essCertId = new Sequence({ value: [new OctetString({ valueHex: sha256(certificate) })] });
  const attributes = new SignedAndUnsignedAttributes({
    type: 0,
    attributes: [
      new Attribute({
        type: '1.2.840.113549.1.9.3',
        values: [new ObjectIdentifier({ value: '1.2.840.113549.1.7.1' })],
      }),
      new Attribute({
        type: '1.2.840.113549.1.9.4',
        values: [new OctetString({ valueHex: digest })],
      }),
      new Attribute({
        type: '1.2.840.113549.1.9.16.2.47',
        values: [new Sequence({ value: [new Sequence({ value: [essCertId] })] })],
      }),
    ],
  });
  const der = Buffer.from(attributes.toSchema().toBER());
  der[0] = 0x31;
  return {
    signedAttributes: der.toString('base64'),
    documentDigest: Buffer.from(digest).toString('hex'),
    description: 'Certificate of Origin EIC/2026/000017',
  };
}

function sha256(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash('sha256').update(bytes).digest());
}
