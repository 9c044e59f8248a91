import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { packHistory } from './run-file.ts';

/**
 * Writes the history of every run of a Temporal server into a folder, a file for each, in clear. What
 * was encrypted by another key, or begun by nobody's workflow, is left out.
 */
export async function keepHistories(
  address: string,
  codec: PayloadCodec,
  folder: string,
): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    for (const namespace of await namespacesOf(connection)) {
      const { workflow } = new Client({ connection, namespace });
      for await (const { workflowId, runId } of workflow.list()) {
        const history = await workflow.getHandle(workflowId, runId).fetchHistory();
        const isReadable = await decode(history, codec).then(
          () => true,
          () => false,
        );
        const file = path.join(folder, `${randomUUID()}.pb.gz`);
        if (isReadable) fs.writeFileSync(file, packHistory(history));
      }
    }
  } finally {
    await connection.close();
  }
}

async function namespacesOf(connection: Connection): Promise<string[]> {
  const { namespaces } = await connection.workflowService.listNamespaces({ pageSize: 1000 });
  return namespaces
    .map(({ namespaceInfo }) => namespaceInfo?.name ?? '')
    .filter((name) => name !== '' && name !== 'temporal-system');
}

/** Decrypts every payload that is somewhere in a value. */
async function decode(value: unknown, codec: PayloadCodec): Promise<void> {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
  if ('metadata' in value && 'data' in value) {
    const [clear] = await codec.decode([value as Payload]);
    Object.assign(value, { metadata: clear?.metadata, data: clear?.data });
    return;
  }
  for (const inner of Object.values(value)) await decode(inner, codec);
}
