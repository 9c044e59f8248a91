import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import { Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { surroundings } from '../scripts/env.ts';
import { installedTool } from '../scripts/stack/installed-tools.ts';
import { readCompose } from '../test/compose-file.ts';
import { searchAttributes } from '../workflows/search-attributes.ts';

const namespace = `compose-${randomUUID()}`;
const address = inject('temporalAddress');
let connection: Connection;
beforeAll(async () => {
  connection = await Connection.connect({ address });
});
afterAll(() => connection.close());

/** The job of docker-compose.yml with its own environment, against the tests' server. */
async function runJob() {
  const tools = path.dirname(installedTool('temporal'));
  const job = readCompose().services['temporal-namespace']?.environment;
  const { PATH, ...others } = surroundings();
  const env = {
    ...others,
    ...job,
    PATH: `${tools}:${PATH}`,
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
  };
  const script = path.join(import.meta.dirname, 'temporal/namespace.sh');
  return promisify(execFile)('sh', [script], { env });
}

test("compose's job makes the namespace and its search attributes, and is safe to repeat", async () => {
  await runJob();
  await runJob();
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(30 * 24 * 3600);
  const found = await connection.operatorService.listSearchAttributes({ namespace });
  const keyword = proto.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;
  const wanted = searchAttributes.map(({ name }) => [name, keyword]);
  expect(found.customAttributes).toMatchObject(Object.fromEntries(wanted));
});
