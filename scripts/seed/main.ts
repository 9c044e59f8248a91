import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readMasterKeys } from '../../credential/key-ring.ts';
import { openDatabase } from '../../db/database.ts';
import type { Role } from '../../domain/authority/role.ts';
import { needsAuthenticator } from '../../domain/authority/sign-in-rules.ts';
import { createDgft } from '../../gateways/dgft/registry.ts';
import { createFileStorage } from '../../gateways/storage.ts';
import { openCertifyingAuthority } from '../../simulators/certifying-authority/authority.ts';
import { provisionTokens } from '../../simulators/token/provision.ts';
import { authenticatorsFile, seedAuthenticators } from './authenticators.ts';
import { declarers, seedDeclarers, tokenOfDeclarer } from './declarers.ts';
import { directors, noteDirectors, tokenOfDirector } from './directors.ts';
import { readSeedEnv } from './env.ts';
import {
  registerAtDgft,
  registerMerchants,
  registerSmsTemplates,
  seedHolidays,
} from './outside.ts';
import { demonstrationPassword, people } from './people.ts';
import { registerToken, seedMandate, seedOffices, seedPeople, seedWallets } from './record.ts';
import { makeSecrets, publishTrust } from './secrets.ts';

/** Of the seeded tokens only; a real officer chooses a PIN. */
const demonstrationPin = '4711-demo';

/** Fills a fresh system for demonstration: secrets, offices, people, tokens, wallets. Repeatable. */
const env = readSeedEnv();
const database = openDatabase(env.DATABASE_URL);
const storage = createFileStorage(path.join(env.ECOO_DATA_DIR, 'storage'));
const dgft = createDgft({ url: env.DGFT_URL, apiKey: 'ecoo', timeoutMs: 10_000 });
const authority = await openCertifyingAuthority({
  dataDir: env.simulatorsDir,
  publicUrl: env.CERTIFYING_AUTHORITY_URL,
});
const officers = people.filter(({ role }) => role === 'officer');
const [tokens] = await Promise.all([
  provisionTokens({ dataDir: env.simulatorsDir, authority }, [
    ...officers.map(({ login, name, agency = '' }) => ({
      label: login.split('@')[0] ?? login,
      pin: demonstrationPin,
      commonName: name,
      organisation: agency,
    })),
    ...declarers.map((declarer) => tokenOfDeclarer(declarer, demonstrationPin)),
    ...directors.map((director) => tokenOfDirector(director, demonstrationPin)),
  ]),
  makeSecrets(env, authority),
]);
const masterKeys = await readMasterKeys(env.ECOO_SECRETS_DIR);
await seedOffices(database, storage, masterKeys);
const fresh = await seedPeople(database, storage);
const authenticators = authenticatorsFile(env.simulatorsDir);
await seedAuthenticators(database, masterKeys, { file: authenticators, fresh });
await seedMandate(database);
for (const [index, { login }] of officers.entries()) {
  const token = tokens[index];
  if (token) await registerToken(database, login, token);
}
const ofDeclarers = tokens.slice(officers.length, officers.length + declarers.length);
await seedDeclarers(database, storage, ofDeclarers);
await seedWallets(database);
await seedHolidays(database, dgft);
await publishTrust(env);
await registerMerchants(database, masterKeys, env.PAYMENT_GATEWAY_URL, env.ECOO_PUBLIC_URL);
await registerAtDgft(env);
await registerSmsTemplates({
  url: env.SMS_URL,
  entityId: env.SMS_ENTITY_ID,
  sender: 'DGFTCO',
});
await database.$client.end();

/** How each seeded signing agent is started: on a real desk it is a token. `office` of officers alone. */
const agents = [...officers, ...declarers].map(({ login, office, iec }, index) => ({
  login,
  office,
  iec,
  pin: demonstrationPin,
  ...tokens[index]?.signAgent,
}));
mkdirSync(path.join(env.simulatorsDir, 'token'), { recursive: true });
writeFileSync(
  path.join(env.simulatorsDir, 'token', 'agents.json'),
  JSON.stringify(agents, null, 2),
  {
    mode: 0o600,
  },
);

noteDirectors(
  env.simulatorsDir,
  tokens.slice(officers.length + declarers.length),
  demonstrationPin,
);

const seen = new Set<Role>();
const oneOfEach = people.filter(({ role }) => !seen.has(role) && seen.add(role));
const logins = oneOfEach.map(({ role, login, name, office, iec }) => ({
  role,
  login,
  password: demonstrationPassword,
  note: [name, office, iec && `IEC ${iec}`, needsAuthenticator(role) && 'code: see the phone']
    .filter(Boolean)
    .join(', '),
}));
writeFileSync(path.join(env.ECOO_DATA_DIR, 'logins.json'), `${JSON.stringify(logins, null, 2)}\n`, {
  mode: 0o600,
});

/** For `ecoo migrate` on this machine, which asks the operators of a real installation themselves. */
const operators = people
  .filter(({ role }) => role === 'migration-operator')
  .map(({ login }) => ({ login, password: demonstrationPassword }));
writeFileSync(
  path.join(env.ECOO_DATA_DIR, 'operators.json'),
  `${JSON.stringify(operators, null, 2)}\n`,
  { mode: 0o600 },
);
