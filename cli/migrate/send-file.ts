import { open } from 'node:fs/promises';
import type { Service } from './service.ts';

const partBytes = 8 * 1024 * 1024;

/**
 * Sends a file to an address of the service, part by part, so that memory stays flat and what was
 * broken off goes on. `arrived` bytes lie there from before: what is too much of them is taken away.
 */
export async function sendFile(
  service: Service,
  { file, address, arrived }: { file: string; address: string; arrived: number },
  sent: (bytes: number) => void,
): Promise<void> {
  const part = Buffer.allocUnsafe(partBytes);
  const put = (at: number, bytes: Uint8Array) => service.putBytes(`${address}?at=${at}`, bytes);
  const handle = await open(file);
  try {
    let at = 0;
    for (let isOver = false; !isOver; ) {
      const { bytesRead } = await handle.read(part, 0, partBytes, at);
      if (bytesRead > 0 || at === 0) await put(at, part.subarray(0, bytesRead));
      at += bytesRead;
      sent(bytesRead);
      isOver = bytesRead < partBytes;
    }
    if (arrived > at) await put(at, new Uint8Array());
  } finally {
    await handle.close();
  }
}
