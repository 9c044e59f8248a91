import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, expect, inject } from 'vitest';
import { apiServer, type Login } from '../test/api-server.ts';
import { caseInStage, issuedCertificate } from '../test/case-in-stage.ts';
import { testWith } from '../test/tools.ts';

/** Of each run, so that all of them together stay under a minute and a half. */
const seconds = 9;

const connection = await Connection.connect({ address: inject('temporalAddress') });
const temporal = new Client({ connection, namespace: inject('temporalNamespace') });
const { url, database, storage, idOf, cookieOf } = await apiServer({ temporal });
const owner = { accountId: idOf('exporter'), iec: 'AAACS7302F' };
const applicationId = await caseInStage(database, 'draft', owner);
const pdfKey = await storage.put(Buffer.from('a signed PDF'));
const certificate = await issuedCertificate(database, owner, idOf('officer'), { pdfKey });

const folder = mkdtempSync(join(tmpdir(), 'ecoo-fuzz-'));
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await connection.close();
});

/** What is really there, so that not everything asked for is answered with 404. */
const known = [
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

function schemathesis(headers: string[]): Promise<{ code: number; out: string }> {
  const args = [
    ['--config-file', config, 'run', `${url}/api/v1/openapi.json`],
    ['--checks', checks.join(','), '--phases', 'examples,coverage,fuzzing'],
    ['--max-time', String(seconds), '--request-timeout', '20', '--generation-database', 'none'],
    ['--exclude-method', 'DELETE', '--no-color', '--warnings', 'off', '--continue-on-failure'],
    headers.flatMap((header) => ['--header', header]),
  ].flat();
  return new Promise((resolve) => {
    execFile('schemathesis', args, { cwd: folder, maxBuffer: 2 ** 26 }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out: `${out}${err}` });
    });
  });
}

const people: (Login | 'nobody')[] = [
  'nobody',
  'exporter',
  'officer',
  'administrator',
  'operations',
];

testWith('schemathesis').for(people)(
  'schemathesis as %s finds no server error and no answer off the contract',
  async (login) => {
    const headers = login === 'nobody' ? [] : [`Cookie: ${await cookieOf(login)}`];
    const { code, out } = await schemathesis(headers);
    expect(code, out).toBe(0);
  },
);
