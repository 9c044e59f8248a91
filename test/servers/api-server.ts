import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashSync } from '@node-rs/argon2';
import { Client, Connection } from '@temporalio/client';
import { eq } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import pino from 'pino';
import { afterAll } from 'vitest';
import { createApp } from '../../api/app.ts';
import { openTally } from '../../api/verification/tally.ts';
import { answerHash, questionsOf } from '../../credential/captcha/answer.ts';
import type { KeyRing } from '../../credential/key-ring.ts';
import { authenticatorOf, merchantKeyOf, sealSecret } from '../../credential/sealed-secret.ts';
import { type Database, openDatabase } from '../../db/database.ts';
import { putCaptcha } from '../../db/queries/sign-in/captcha.ts';
import { account, agency, mandate, office, officerOffice } from '../../db/schema/schema.ts';
import { type Actor, exporterRights, type Right } from '../../domain/authority/actor.ts';
import type { Role } from '../../domain/authority/role.ts';
import { needsAuthenticator } from '../../domain/authority/sign-in-rules.ts';
import { createDgftSignIn } from '../../gateways/dgft/sign-in.ts';
import { createImportFolder } from '../../gateways/import-folder.ts';
import { createRevocation } from '../../gateways/revocation.ts';
import { createFileStorage } from '../../gateways/storage.ts';
import { newKeyRing } from '../new-key-ring.ts';
import { freshDatabase } from './fresh-database.ts';

export const password = 'a long enough password';
const passwordHash = hashSync(password, { memoryCost: 64, timeCost: 1 });
export const masterKeys = newKeyRing();
export const dgftNoticeSecret = randomBytes(24);
export const dgftClientSecret = 'a-secret-of-these-tests';
/** Everybody who needs an authenticator has this one. */
export const authenticator = new TOTP({ secret: new Secret({ size: 20 }) });

/** The people of the access tests: two of a kind wherever one must not see what the other sees. */
const people = [
  { login: 'exporter', role: 'exporter', iec: 'AAACS7302F', rights: exporterRights },
  {
    login: 'colleague',
    role: 'exporter',
    iec: 'AAACS7302F',
    rights: ['view', 'prepare', 'sign', 'pay'],
  },
  { login: 'viewer', role: 'exporter', iec: 'AAACS7302F', rights: ['view'] },
  { login: 'unentitled', role: 'exporter', iec: 'AAACS7302F', rights: [] },
  { login: 'other-exporter', role: 'exporter', iec: '0388012345', rights: exporterRights },
  { login: 'agent', role: 'customs-agent', actsFor: 'AAACS7302F' },
  { login: 'other-agent', role: 'customs-agent', actsFor: '0388012345' },
  { login: 'idle-agent', role: 'customs-agent' },
  { login: 'officer', role: 'officer', agencyCode: 'EIC', offices: ['EIC-MUMBAI'] },
  { login: 'second-officer', role: 'officer', agencyCode: 'EIC', offices: ['EIC-MUMBAI'] },
  { login: 'other-officer', role: 'officer', agencyCode: 'IMC', offices: ['IMC-MUMBAI'] },
  { login: 'administrator', role: 'agency-administrator', agencyCode: 'EIC' },
  { login: 'other-administrator', role: 'agency-administrator', agencyCode: 'IMC' },
  { login: 'operations', role: 'dgft-operations' },
  { login: 'helpdesk', role: 'helpdesk' },
  { login: 'migration', role: 'migration-operator' },
] as const satisfies readonly {
  login: string;
  role: Role;
  iec?: string;
  rights?: readonly Right[];
  actsFor?: string;
  agencyCode?: string;
  offices?: readonly string[];
}[];

export type Login = (typeof people)[number]['login'];
export const logins: readonly Login[] = people.map(({ login }) => login);

const agentRights: readonly Right[] = ['view', 'prepare', 'sign', 'pay'];

/** What a person of these tests may act with, by the list above: not asked of the record. */
export function actorOf(login: Login, accountId: string): Actor {
  const person = people.find((one) => one.login === login);
  if (!person) throw new Error(`there is no ${login}`);
  const iec = 'iec' in person ? [{ iec: person.iec, rights: person.rights }] : [];
  const mandates = 'actsFor' in person ? [{ iec: person.actsFor, rights: agentRights }] : [];
  return {
    accountId,
    role: person.role,
    iecs: [...iec, ...mandates],
    agencyCode: 'agencyCode' in person ? person.agencyCode : null,
    offices: 'offices' in person ? person.offices : [],
    scopes: null,
  };
}

async function settle(database: Database, keys: KeyRing): Promise<Map<Login, string>> {
  const agencies = ['EIC', 'IMC'];
  await database.insert(agency).values(agencies.map((code) => ({ code, name: `Agency ${code}` })));
  await database.insert(office).values(
    agencies.map((code) => ({
      id: `${code}-MUMBAI`,
      agencyCode: code,
      code: 'MUMBAI',
      name: `${code} Mumbai`,
      place: 'Mumbai',
      address: ['1 Harbour Road', 'Mumbai 400001'],
      merchantId: `${code}MERCHANT`,
      checksumKeySealed: sealSecret(
        `key-of-${code}`,
        keys,
        merchantKeyOf(`${code}-MUMBAI`, `${code}MERCHANT`),
      ),
    })),
  );
  const ids = new Map<Login, string>();
  for (const person of people) {
    const id = randomUUID();
    ids.set(person.login, id);
    await database.insert(account).values({
      id,
      role: person.role,
      login: person.login,
      name: `Person ${person.login}`,
      email: `${person.login}@example.org`,
      passwordHash,
      totpSecretSealed: needsAuthenticator(person.role)
        ? sealSecret(authenticator.secret.base32, keys, authenticatorOf(id))
        : null,
      iec: 'iec' in person ? person.iec : null,
      rights: 'rights' in person ? [...person.rights] : [],
      agencyCode: 'agencyCode' in person ? person.agencyCode : null,
    });
    for (const officeId of 'offices' in person ? person.offices : []) {
      await database.insert(officerOffice).values({ accountId: id, officeId });
    }
    if ('actsFor' in person) {
      const grantedBy =
        ids.get(person.actsFor === 'AAACS7302F' ? 'exporter' : 'other-exporter') ?? '';
      await database.insert(mandate).values({
        id: randomUUID(),
        iec: person.actsFor,
        agentId: id,
        rights: [...agentRights],
        grantedBy,
      });
    }
  }
  return ids;
}

/** A question as if it had been asked, with its answer: no work is to be done for it. */
async function answeredCaptcha(database: Database, keys: KeyRing) {
  const [id, answer] = [randomUUID(), '42'];
  const expected = answerHash(questionsOf(keys, id)[0], answer);
  const expiresAt = new Date(Date.now() + 60_000);
  await putCaptcha(database, { id, form: 'arithmetic', expected, expiresAt });
  return { id, answer };
}

/** The session's cookie that an answer sets, to be sent along; empty where it sets none. */
export const cookieIn = (answer: Response): string =>
  answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';

type Call = { method?: string; body?: unknown; headers?: Record<string, string>; as?: Login };

/** Away, and found so at once: the client's own patience is proved where the engine itself is tested. */
const absentTemporal = () =>
  new Client({ connection: Connection.lazy({ address: '127.0.0.1:9', interceptors: [] }) });

/**
 * The API over a database of its own, listening on loopback; Temporal and the payment gateway
 * are away unless they are given. Call it at the top of a test file.
 */
export async function apiServer({
  trustAnchors = '',
  dgftIssuer = 'http://127.0.0.1:9/oidc',
  paymentGatewayUrl = 'http://gateway.example',
  temporal = absentTemporal(),
  keyRing = masterKeys,
  qrCertificates = '',
  revocation = createRevocation({ timeoutMs: 1_000 }),
} = {}) {
  const { database, url: databaseUrl } = await freshDatabase();
  const lookups = openDatabase(databaseUrl, { max: 2 });
  const ids = await settle(database, keyRing);
  const folder = mkdtempSync(join(tmpdir(), 'ecoo-api-'));
  const keys = new Map([['one', randomBytes(32)]]);
  const storage = createFileStorage(folder);
  const logger = pino({ level: 'silent' });
  const app = createApp({
    database,
    lookups,
    temporal,
    storage,
    imports: createImportFolder(join(folder, 'imports')),
    logger,
    tally: openTally(database, logger),
    publicUrl: 'http://ecoo.example',
    paymentGatewayUrl,
    temporalUiUrl: 'http://temporal.example',
    namespace: 'ecoo',
    masterKeys: keyRing,
    webhookTargets: 'public',
    payloadKeys: { current: 'one', keys },
    trustedProxies: ['loopback'],
    dgftSignIn: createDgftSignIn({
      issuer: dgftIssuer,
      clientId: 'ecoo',
      clientSecret: dgftClientSecret,
      redirectUri: 'http://ecoo.example/sign-in/dgft/callback',
      timeoutMs: 2_000,
    }),
    dgftNoticeSecrets: [dgftNoticeSecret],
    revocation,
    certificatePlaces: ['subject.organizationalUnit'],
    trustAnchors,
    qrCertificates,
  });
  const server = app.listen(0, '127.0.0.1');
  // A connection that ends between two requests would fail the second, now and then.
  server.keepAliveTimeout = 600_000;
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await lookups.$client.end({ timeout: 5 });
    rmSync(folder, { recursive: true });
  });

  /** The authenticator's present code, as if it had not been used; undefined where there is none. */
  async function codeOf(login: string): Promise<string | undefined> {
    const person = people.find((one) => one.login === login.toLowerCase());
    if (!person || !needsAuthenticator(person.role)) return undefined;
    const own = eq(account.id, ids.get(person.login) ?? '');
    await database.update(account).set({ totpLastStep: null }).where(own);
    return authenticator.generate();
  }

  /** Signs in anew, with a right CAPTCHA and a right code unless another one is given. */
  async function signIn(
    login: string,
    given: { password?: string; code?: string; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const code = given.code ?? (await codeOf(login));
    return fetch(`${url}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...given.headers },
      body: JSON.stringify({
        login,
        password: given.password ?? password,
        ...(code ? { code } : {}),
        captcha: await answeredCaptcha(database, keyRing),
      }),
    });
  }

  const cookies = new Map<Login, Promise<string>>();
  function cookieOf(login: Login): Promise<string> {
    const known = cookies.get(login) ?? signIn(login).then(cookieIn);
    cookies.set(login, known);
    return known;
  }

  /** Sends JSON (or the body as it is, when text or a form) to a path below the server's root. */
  async function call(path: string, { method, body, headers, as }: Call = {}) {
    const form = body instanceof FormData || body instanceof URLSearchParams;
    const raw = typeof body === 'string' || body instanceof Buffer || form ? body : null;
    const json = body !== undefined && raw === null;
    return fetch(`${url}${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      redirect: 'manual',
      headers: {
        ...(json ? { 'content-type': 'application/json' } : {}),
        ...(as ? { cookie: await cookieOf(as) } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ?? JSON.stringify(body) }),
    });
  }

  const idOf = (login: Login) => ids.get(login) ?? '';
  return { url, database, databaseUrl, storage, keys, call, signIn, codeOf, cookieOf, idOf };
}
