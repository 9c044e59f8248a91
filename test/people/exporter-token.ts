import { generateKeyPairSync, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type RunningAgent, runAgent } from '../../cli/sign-agent/testing/running-agent.ts';
import {
  type CertifyingAuthority,
  openCertifyingAuthority,
  trustAnchorPem,
} from '../../simulators/certifying-authority/authority.ts';
import {
  certificateDer,
  makeCertificate,
  signingKey,
} from '../../simulators/certifying-authority/certificate.ts';
import { distinguishedName } from '../../simulators/certifying-authority/distinguished-name.ts';
import {
  basicConstraints,
  KEY_USAGE,
  keyUsage,
} from '../../simulators/certifying-authority/extensions.ts';
import { issueSigningCertificate } from '../../simulators/certifying-authority/issue.ts';
import { revoke } from '../../simulators/certifying-authority/revocation.ts';
import { startCertifyingAuthority } from '../../simulators/certifying-authority/server.ts';
import { provisionToken } from '../../simulators/token/provision.ts';

/** To whom a token is made out: an officer, or with `iec` a director of an exporter. */
export type Holder = { name: string; organisation: string; iec?: string };

/** What a registration asks for beside the challenge's id; all base64. */
export type Presented = { certificate: string; chain: string[]; signature: string };

export type TestToken = {
  certificate: Uint8Array;
  /** Signs a challenge as its holder does. */
  present(challenge: string): Promise<Presented>;
};

/** One whose agent is running. */
export type RealToken = TestToken & { agentUrl: string };

/** One whose key the test holds, to sign what no agent would. */
export type SoftToken = TestToken & { chain: Uint8Array[]; serial: string; privateKey: KeyObject };

const base64 = (der: Uint8Array) => Buffer.from(der).toString('base64');
const day = 86_400_000;

/** Hands out tokens of an authority: real ones, and those that forgers and the careless have. */
export function tokenOffice(authority: CertifyingAuthority, dataDir: string) {
  const agents: RunningAgent[] = [];
  let made = 0;

  /** A SoftHSM2 token, signing through `ecoo sign-agent` as a process of its own. */
  async function realToken({ name, ...holder }: Holder): Promise<RealToken> {
    made += 1;
    const pin = '471147';
    const label = `test token ${made}`;
    const token = await provisionToken(
      { dataDir, authority },
      { ...holder, commonName: name, label, pin },
    );
    const { arguments: options, environment } = token.signAgent;
    const agent = await runAgent(options, { ...environment, ECOO_TOKEN_PIN: pin });
    agents.push(agent);
    return {
      certificate: token.certificateDer,
      agentUrl: agent.url,
      present: async (challenge) => {
        const answer = await fetch(`${agent.url}/sign-challenge`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ challenge, description: `Test of ${name}` }),
        });
        if (!answer.ok) throw new Error(`The agent refuses: ${await answer.text()}`);
        return (await answer.json()) as Presented;
      },
    };
  }

  /** A key in this process, with a certificate of the authority for that time. */
  async function softToken(
    { name, organisation, iec }: Holder,
    validity: { validFrom?: Date; validTo?: Date } = {},
  ): Promise<SoftToken> {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const spki = publicKey.export({ type: 'spki', format: 'der' });
    const {
      certificateDer: certificate,
      chain,
      serial,
    } = await issueSigningCertificate(authority, {
      commonName: name,
      organisation,
      iec,
      publicKey: spki,
      ...validity,
    });
    return {
      certificate,
      chain,
      serial,
      privateKey,
      present: presenter(certificate, chain, privateKey),
    };
  }

  const expiredToken = (holder: Holder) =>
    softToken(holder, {
      validFrom: new Date(Date.now() - 400 * day),
      validTo: new Date(Date.now() - day),
    });

  /** Ask for it first: lists that were fetched before are kept for five minutes. */
  async function revokedToken(holder: Holder): Promise<TestToken> {
    const token = await softToken(holder);
    await revoke(authority, token.serial);
    return token;
  }

  /** What anybody can make at home: every word right, no authority behind it. */
  async function selfSignedToken({ name, organisation, iec }: Holder): Promise<TestToken> {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const spki = publicKey.export({ type: 'spki', format: 'der' });
    const subject = distinguishedName({ commonName: name, organisation, unit: iec });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const certificate = await makeCertificate(
      {
        subject,
        publicKey: spki,
        validFrom: new Date(Date.now() - day),
        validTo: new Date(Date.now() + day),
        extensions: [basicConstraints(null), keyUsage(KEY_USAGE.signing)],
      },
      { subject, publicKey: spki, key: await signingKey(pem) },
    );
    const der = certificateDer(certificate);
    return { certificate: der, present: presenter(der, [], privateKey) };
  }

  /** Ends the agents. */
  async function close(): Promise<void> {
    for (const agent of agents) agent.signal('SIGTERM');
    await Promise.all(agents.map((agent) => agent.ended));
  }

  return { realToken, softToken, expiredToken, revokedToken, selfSignedToken, close };
}

function presenter(certificate: Uint8Array, chain: Uint8Array[], key: KeyObject) {
  return async (challenge: string): Promise<Presented> => ({
    certificate: base64(certificate),
    chain: chain.map(base64),
    signature: base64(sign('sha256', Buffer.from(challenge), key)),
  });
}

/** A token office with an authority of its own, which publishes its lists; close it at the end. */
export async function startTokenOffice() {
  const dataDir = await mkdtemp(join(tmpdir(), 'ecoo token office '));
  const { authority, stop } = await startCertifyingAuthority({ dataDir, port: 0 });
  const office = tokenOffice(authority, dataDir);
  const close = async () => {
    await office.close();
    await stop();
    await rm(dataDir, { recursive: true });
  };
  return { ...office, authority, trustAnchors: trustAnchorPem(authority), close };
}

/** Tokens of the running system's own authority; the tokens themselves are the test file's. */
export async function stackTokenOffice() {
  const dataDir = await mkdtemp(join(tmpdir(), 'ecoo token office '));
  const authority = await openCertifyingAuthority({
    dataDir: join(inject('dataDir'), 'simulators'),
    publicUrl: inject('addresses').certifyingAuthority,
  });
  const office = tokenOffice(authority, dataDir);
  const close = async () => {
    await office.close();
    await rm(dataDir, { recursive: true });
  };
  return { ...office, close };
}

/** SHA-256 of a token's certificate, hex. */
export const sha256Of = ({ certificate }: TestToken) =>
  new X509Certificate(certificate).fingerprint256.replaceAll(':', '').toLowerCase();
