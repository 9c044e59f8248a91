import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import { encryptingCodec } from './codec.ts';
import type { PayloadKeys } from './payload-keys.ts';

export const failureConverterPath = fileURLToPath(
  new URL('./failure-converter.ts', import.meta.url),
);

/** The same for client, worker and replay: otherwise one cannot read what the other wrote. */
export function encryptingDataConverter(keys: PayloadKeys): DataConverter {
  return { payloadCodecs: [encryptingCodec(keys)], failureConverterPath };
}
