import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, expect, inject } from 'vitest';
import { findBatch } from '../db/queries/migration/batch.ts';
import { keepReport } from '../db/queries/migration/report.ts';
import { writeLegacyExport } from '../simulators/legacy-export/write-export.ts';
import { importDesk } from '../test/desks/import-desk.ts';
import { caseInStage, issuedCertificate } from '../test/records/case-in-stage.ts';
import { registrationInStage } from '../test/records/registration-in-stage.ts';
import { apiServer, type Login } from '../test/servers/api-server.ts';
import { testWith } from '../test/tools.ts';
import { hashOfSecret } from './registration/registration-secret.ts';

/** Of each run, so that all of them together stay under a minute and a half. */
const seconds = 9;

const connection = await Connection.connect({ address: inject('temporalAddress') });
const temporal = new Client({ connection, namespace: inject('temporalNamespace') });
const { url, database, databaseUrl, storage, idOf, cookieOf } = await apiServer({ temporal });
const owner = { accountId: idOf('exporter'), iec: 'AAACS7302F' };
const applicationId = await caseInStage(database, 'draft', owner);
const pdfKey = await storage.put(Buffer.from('a signed PDF'));
const certificate = await issuedCertificate(database, owner, idOf('officer'), { pdfKey });

const folder = mkdtempSync(join(tmpdir(), 'ecoo-fuzz-'));
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await connection.close();
});

const exported = join(folder, 'export');
writeLegacyExport(exported, { certificates: 60, seed: 1, dirt: 0.3 });
const { batchId } = await importDesk(database, databaseUrl).import(exported);
const batch = (await findBatch(database, batchId))?.number ?? 0;
const jsonKey = await storage.put(Buffer.from('{}'));
const htmlKey = await storage.put(Buffer.from('<p>'));
await keepReport(database, { batch, jsonKey, htmlKey, pdfKey, seal: 'a.b.c', madeAt: new Date() });
const [refused] = await database.$client<{ file: string; line: number }[]>`
  select file, line from migration_reject where batch = ${batch} and reason is not null limit 1`;
const source = 'an-export';
const arrived = await fetch(`${url}/api/v1/migration-sources/${source}/files/items.psv?at=0`, {
  method: 'PUT',
  headers: { 'content-type': 'application/octet-stream', cookie: await cookieOf('migration') },
  body: 'CERT_NO',
});
expect(arrived.status).toBe(200);

const secret = `ecor_${'s'.repeat(43)}`;
const secretHash = hashOfSecret(secret);
const registration = await registrationInStage(database, 'exporter', 'collecting', { secretHash });

/** What is really there, so that not everything asked for is answered with 404. */
const known = [
  ['^/registrations/', 'id', registration.id],
  ['^/migrations/', 'id', batchId],
  ['^/migration-sources/', 'source', source],
  ['^/migrations/.*\\{line\\}', 'file', refused?.file],
  ['^/migrations/.*\\{line\\}', 'line', refused?.line],
  ['^/applications/\\{id\\}', 'id', applicationId],
  ['^/certificates/', 'number', certificate],
  ['^/verify/', 'number', certificate],
  ['^/offices/\\{id\\}', 'id', 'EIC-MUMBAI'],
  ['^/agencies/', 'code', 'EIC'],
  ['^/officers/', 'id', idOf('second-officer')],
  ['^/exporters?/', 'iec', owner.iec],
];
const config = join(folder, 'schemathesis.toml');
writeFileSync(
  config,
  known
    .map(
      ([path, name, value]) =>
        `[[operations]]\ninclude-path-regex = '${path}'\nparameters = { "path.${name}" = "${value}" }\n`,
    )
    // It would end the session that all later requests come with.
    .concat("[[operations]]\ninclude-name = 'DELETE /sessions/current'\nenabled = false\n")
    .join('\n'),
);

/** What no answer may be; that bad input is refused and good input taken is other tests' matter. */
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
  'response_headers_conformance',
];

function schemathesis(
  headers: string[],
  only: readonly string[],
): Promise<{ code: number; out: string }> {
  const args = [
    ['--config-file', config, 'run', `${url}/api/v1/openapi.json`],
    ['--checks', checks.join(','), '--phases', 'examples,coverage,fuzzing'],
    ['--max-time', String(seconds), '--request-timeout', '20', '--generation-database', 'none'],
    ['--no-color', '--warnings', 'off', '--continue-on-failure'],
    // Else every other request would come with a session that is none.
    ['--generation-with-security-parameters', 'false'],
    only,
    headers.flatMap((header) => ['--header', header]),
  ].flat();
  return new Promise((resolve) => {
    execFile('schemathesis', args, { cwd: folder, maxBuffer: 2 ** 26 }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out: `${out}${err}` });
    });
  });
}

type Fuzzer = Login | 'nobody' | 'applicant';
/** Who tries, and what alone: all of the API is more than one of them gets through in the time. */
const runs: readonly (readonly [as: Fuzzer, only: readonly string[]])[] = [
  ['nobody', []],
  ['exporter', ['--exclude-method', 'DELETE']],
  ['exporter', ['--include-method', 'DELETE']],
  ['officer', ['--exclude-method', 'DELETE']],
  ['administrator', ['--exclude-method', 'DELETE']],
  ['operations', ['--exclude-method', 'DELETE']],
  ['migration', ['--include-path-regex', '^/migration']],
  ['applicant', ['--include-path-regex', '^/registrations']],
];

async function headersOf(one: Fuzzer): Promise<string[]> {
  if (one === 'nobody') return [];
  if (one === 'applicant') return [`Authorization: Bearer ${secret}`];
  return [`Cookie: ${await cookieOf(one)}`];
}

testWith('schemathesis').for(runs)(
  'schemathesis as %s, %s, finds no server error and no answer off the contract',
  async ([login, only]) => {
    const { code, out } = await schemathesis(await headersOf(login), only);
    expect(code, out).toBe(0);
  },
);
