import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { type ComposeFile, composeText, readCompose } from '../test/compose-file.ts';

const schema = JSON.parse(
  readFileSync(new URL('./compose-spec/compose-spec.json', import.meta.url), 'utf8'),
);
const valid = new Ajv2020({ strict: false, allErrors: true }).compile(schema);
const compose = readCompose();
const services = Object.entries(compose.services).map(([name, service]) => ({ name, service }));
const isJob = (name: string) => ['migrate', 'temporal-schema', 'temporal-namespace'].includes(name);
const servers = services.filter(({ name }) => !isJob(name));

describe('docker-compose.yml against the Compose specification', () => {
  test('holds', () => {
    valid(compose);
    expect(valid.errors ?? []).toEqual([]);
  });

  test.each<[string, (file: ComposeFile) => unknown]>([
    ['a misspelt key', ({ services }) => Object.assign(services.api ?? {}, { helthcheck: {} })],
    [
      'a port that is no port',
      ({ services }) => Object.assign(services.api ?? {}, { ports: [{ inside: 8080 }] }),
    ],
    [
      'an unknown condition',
      ({ services }) => Object.assign(services.api?.depends_on?.migrate ?? {}, { condition: 7 }),
    ],
    [
      'a read-only that is neither yes nor no',
      ({ services }) => {
        Object.assign(services.worker ?? {}, { read_only: ['yes'] });
      },
    ],
    ['services that are a list', (file) => Object.assign(file, { services: [] })],
  ])('%s is seen', (_, breakIt) => {
    const broken = readCompose();
    breakIt(broken);
    expect(valid(broken)).toBe(false);
  });
});

describe('every service', () => {
  test.each(services)('$name runs a pinned image', ({ service }) => {
    expect(service.image).toMatch(/:\d+\.\d+(\.\d+)?$/);
  });

  test.each(services)(
    '$name is no root, gains no privilege, writes to its volumes alone',
    ({ service }) => {
      expect(service.user).toMatch(/^(node|postgres|1000:1000)$/);
      expect(service.cap_drop).toEqual(['ALL']);
      expect(service.security_opt).toEqual(['no-new-privileges:true']);
      expect(service.read_only).toBe(true);
    },
  );

  test.each(services)('$name is reached from this host alone', ({ service }) => {
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });

  test.each(services)('$name waits for what it needs to be ready', ({ service }) => {
    for (const [needed, { condition }] of Object.entries(service.depends_on ?? {})) {
      const ready = isJob(needed) ? 'service_completed_successfully' : 'service_healthy';
      expect([needed, condition]).toEqual([needed, ready]);
      expect(compose.services).toHaveProperty(needed);
    }
  });

  test.each(services)('$name keeps secrets out of its environment', ({ service }) => {
    for (const [key, value] of Object.entries(service.environment ?? {})) {
      if (key.endsWith('_FILE') || key.endsWith('_DIR')) continue;
      expect(key).not.toMatch(/PASSW|PWD|SECRET|TOKEN|API_KEY/);
      expect(String(value)).not.toMatch(/:\/\/[^@/]*:[^@/]*@/);
    }
  });
});

describe('every server', () => {
  test.each(servers)(
    '$name has a health check, limits, and comes back by itself',
    ({ service }) => {
      expect(service.healthcheck?.test?.[0]).toBe('CMD');
      expect(service.deploy?.resources?.limits).toEqual({
        cpus: expect.any(String),
        memory: expect.any(String),
      });
      expect(service.restart).toBe('unless-stopped');
    },
  );

  test('is there: what the service consists of', () => {
    const started = servers.filter(({ service }) => !service.profiles).map(({ name }) => name);
    expect(started).toEqual([
      ...['postgres', 'temporal', 'temporal-ui', 'api', 'worker', 'migration-worker'],
    ]);
  });
});

describe('the file as a whole', () => {
  test.each(['worker', 'migration-worker'])(
    'the %s gets longer to end than its own last deadline',
    (name) => {
      const forced = /shutdownForceTime: '(\d+) seconds'/.exec(
        readFileSync(new URL(`../${name}.ts`, import.meta.url), 'utf8'),
      );
      const grace = Number.parseInt(compose.services[name]?.stop_grace_period ?? '', 10);
      expect(grace).toBeGreaterThan(Number(forced?.[1]));
    },
  );

  test('the image is built of this version', () => {
    const images = ['api', 'worker', 'migration-worker', 'migrate'].map(
      (name) => compose.services[name]?.image,
    );
    expect(new Set(images)).toEqual(new Set([`ecoo:${packageJson.version}`]));
  });

  test('each variable has a default, or a sentence for whoever forgot it', () => {
    const variables = [...composeText.matchAll(/(?<!\$)\$(?!\$)\{?([^}\s]*)/g)];
    expect(variables.length).toBeGreaterThan(5);
    for (const [, text] of variables) expect(text).toMatch(/^[A-Z_]+(:-.+|:\?set)/);
  });

  test('deploy/env.example names each variable once', () => {
    const used = [...composeText.matchAll(/(?<!\$)\$\{([A-Z_]+)/g)].map(([, name]) => name);
    const example = readFileSync(new URL('./env.example', import.meta.url), 'utf8');
    const named = [...example.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(named.toSorted()).toEqual([...new Set(used)].toSorted());
  });

  test('what a service mounts is declared, and what is declared is mounted', () => {
    const given = services.map(({ service }) => service);
    const secrets = given.flatMap(({ secrets = [] }) => secrets);
    const configs = given.flatMap(({ configs = [] }) =>
      configs.map((config) => (typeof config === 'string' ? config : config.source)),
    );
    const volumes = given.flatMap(({ volumes = [] }) => volumes.map((one) => one.split(':')[0]));
    expect(new Set(secrets)).toEqual(new Set(Object.keys(compose.secrets)));
    expect(new Set(configs)).toEqual(new Set(Object.keys(compose.configs)));
    expect(new Set(volumes)).toEqual(new Set(Object.keys(compose.volumes)));
  });

  test('each file of ours that is mounted is there', () => {
    for (const { file } of Object.values(compose.configs)) {
      if (file.startsWith('./deploy/secrets/')) continue;
      expect([file, existsSync(new URL(`../${file}`, import.meta.url))]).toEqual([file, true]);
    }
  });
});
