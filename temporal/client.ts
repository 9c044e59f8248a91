import { Client, Connection } from '@temporalio/client';
import { encryptingDataConverter } from './data-converter.ts';
import { readPayloadKeys } from './payload-keys.ts';

type Settings = { TEMPORAL_ADDRESS: string; TEMPORAL_NAMESPACE: string; ECOO_SECRETS_DIR: string };

/** Connects lazily, so that the API starts while Temporal is away; close with `client.connection.close()`. */
export async function connectTemporal(settings: Settings): Promise<Client> {
  const keys = await readPayloadKeys(settings.ECOO_SECRETS_DIR);
  return new Client({
    connection: Connection.lazy({ address: settings.TEMPORAL_ADDRESS }),
    namespace: settings.TEMPORAL_NAMESPACE,
    dataConverter: encryptingDataConverter(keys),
  });
}
