import { execFileSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readMasterKeys } from '../credential/key-ring.ts';
import { surroundings } from '../scripts/env.ts';
import { readPayloadKeys } from '../temporal/payload-keys.ts';
import { readCompose } from '../test/compose-file.ts';

const here = import.meta.dirname;
const temporary = mkdtempSync(path.join(os.tmpdir(), 'ecoo-deploy-'));
afterAll(() => rmSync(temporary, { recursive: true }));

describe('make-secrets.sh', () => {
  const folder = path.join(temporary, 'a folder', 'secrets');
  const make = () =>
    execFileSync('sh', [path.join(here, 'make-secrets.sh'), folder], { encoding: 'utf8' });
  const contents = () =>
    Object.fromEntries(
      readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
    );

  test('makes what can be made and names what only others can give', () => {
    const said = make();
    const named = [...said.matchAll(/^missing {2}.*?\/([\w.-]+): /gm)].map(([, name]) => name);
    const needed = Object.entries({ ...readCompose().secrets, ...readCompose().configs })
      .filter(([, { file }]) => file.startsWith('./deploy/secrets/'))
      .map(([name]) => name);
    const made = needed.filter((name) => existsSync(path.join(folder, name)));
    expect([...made, ...named].toSorted()).toEqual(needed.toSorted());
    expect(named).toEqual([
      'qr-certificate.pem',
      'trust-anchors.pem',
      'dgft-api-key',
      'dgft-webhook-secret',
      'dgft-client-secret',
      'sms-api-key',
      'smtp-url',
    ]);
  });

  test('makes keys that the programs can read', async () => {
    expect([...(await readMasterKeys(folder)).keys.keys()]).toEqual(['first']);
    expect((await readPayloadKeys(folder)).keys.size).toBe(1);
    const key = createPublicKey(readFileSync(path.join(folder, 'qr-key.pem')));
    expect(key.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
    expect(JSON.parse(contents()['s3.json'] ?? '')).toHaveProperty('identities.0.credentials');
  });

  test('shuts the folder to others and lets the users of containers read the files', () => {
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(folder)) {
      expect([name, statSync(path.join(folder, name)).mode & 0o777]).toEqual([name, 0o444]);
    }
  });

  test('changes nothing that is there, and makes no two passwords alike', () => {
    const before = contents();
    const passwords = Object.keys(before).filter((name) => name.endsWith('-password'));
    expect(new Set(passwords.map((name) => before[name])).size).toBe(4);
    make();
    expect(contents()).toEqual(before);
  });
});

describe('entrypoint.sh', () => {
  const folder = mkdtempSync(path.join(temporary, 'run-'));
  const run = (...program: string[]) =>
    execFileSync('sh', [path.join(here, 'entrypoint.sh'), ...program], {
      encoding: 'utf8',
      env: { ...surroundings(), ECOO_SECRETS_DIR: folder, DGFT_API_KEY: 'from the environment' },
    });

  test('gives the program what stands in files, whatever letters it has', () => {
    writeFileSync(path.join(folder, 'smtp-url'), 'smtps://a:b$c "d"@mail.example\n');
    const print = 'console.log(process.env.SMTP_URL)';
    expect(run(process.execPath, '-e', print)).toBe('smtps://a:b$c "d"@mail.example\n');
  });

  test('leaves alone what has no file', () => {
    expect(run('printenv', 'DGFT_API_KEY')).toBe('from the environment\n');
    expect(() => run('printenv', 'PGPASSWORD')).toThrow();
  });

  test("ends as the program ends, being the program's own process", () => {
    expect(() => run('sh', '-c', 'exit 7')).toThrow(expect.objectContaining({ status: 7 }));
  });
});
