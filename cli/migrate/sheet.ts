import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { commandFailure, EXIT } from '../exit-code.ts';
import type { Service } from './service.ts';

const rowsAtOnce = 2000;

/**
 * Writes the refused rows of a batch as CSV, page by page, with those that only go with a refused
 * record. Gives how many there are.
 */
export async function exportRejects(service: Service, id: string, file: string): Promise<number> {
  const handle = await open(file, 'w', 0o600);
  try {
    let rows = 0;
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: string = `limit=1000&withRest=true${cursor && `&cursor=${cursor}`}`;
      const page = await service.page(`/migrations/${id}/rejects.csv?${query}`);
      const body = page.text.slice(page.text.indexOf('\r\n') + 2);
      await handle.write(cursor === '' ? page.text : body);
      rows += body.split('\r\n').length - 1;
      cursor = page.nextCursor;
    }
    return rows;
  } finally {
    await handle.close();
  }
}

/** Whether a record of CSV is whole: none of its quotes is open. */
const isWhole = (record: string): boolean => (record.split('"').length - 1) % 2 === 0;

/** A sheet in parts that can be sent, each with the first line of the whole. */
export async function* partsOf(file: string): AsyncGenerator<Blob> {
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity });
  let [head, record] = ['', ''];
  let rows: string[] = [];
  const part = () => new Blob([head, ...rows.splice(0)], { type: 'text/csv' });
  try {
    for await (const line of lines) {
      record += record === '' ? line : `\n${line}`;
      if (!isWhole(record)) continue;
      if (head === '') head = `${record}\r\n`;
      else if (record !== '') rows.push(`${record}\r\n`);
      record = '';
      if (rows.length >= rowsAtOnce) yield part();
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw commandFailure(EXIT.usage, `${file} cannot be read: ${reason}`);
  }
  if (record !== '') rows.push(record);
  if (rows.length > 0) yield part();
  rows = [];
}
