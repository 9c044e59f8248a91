import { Connection } from '@temporalio/client';

/** Temporal's own numbers for the types of search attributes (IndexedValueType). */
const indexedValueType = {
  TEXT: 1,
  KEYWORD: 2,
  INT: 3,
  DOUBLE: 4,
  BOOL: 5,
  DATETIME: 6,
  KEYWORD_LIST: 7,
} as const;

/** One search attribute as the product's typed list names it. */
export type SearchAttribute = { name: string; type: keyof typeof indexedValueType };

/**
 * Sees to it that a cluster has the namespace and every search attribute, adding what is
 * missing; safe to repeat. Throws while the cluster is not serving yet.
 */
export async function registerNamespace(
  address: string,
  namespace: string,
  searchAttributes: readonly SearchAttribute[],
): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: 2000 });
  try {
    await ensureNamespace(connection, namespace);
    const { customAttributes } = await connection.operatorService.listSearchAttributes({
      namespace,
    });
    const missing = searchAttributes.filter(({ name }) => !(name in (customAttributes ?? {})));
    if (missing.length === 0) return;
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(
        missing.map(({ name, type }) => [name, indexedValueType[type]]),
      ),
    });
  } finally {
    await connection.close();
  }
}

async function ensureNamespace(connection: Connection, namespace: string): Promise<void> {
  try {
    await connection.workflowService.describeNamespace({ namespace });
  } catch (error) {
    if (!String(error).includes('NOT_FOUND')) throw error;
    const workflowExecutionRetentionPeriod = { seconds: (30 * 24 * 3600) as never };
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod,
    });
  }
}
