import type postgres from 'postgres';

/** Takes the next rows, in PostgreSQL's text format; resolves when more may come. */
export type RowSink = (rows: string | Buffer) => Promise<void>;

/**
 * Copies rows into a table as part of a transaction, with tabs between values or `|`. `fill` writes them to its sink and gives what is
 * given back. Throws what the server or `fill` throws; nothing stays written then.
 */
export async function copyRows<Result>(
  own: postgres.TransactionSql,
  table: string,
  columns: readonly string[],
  fill: (sink: RowSink) => Promise<Result>,
  between: 'tabs' | 'bars' = 'tabs',
): Promise<Result> {
  const options = between === 'tabs' ? own`` : own`(delimiter '|')`;
  const stream = await own`
    copy ${own(table)} (${own([...columns])}) from stdin ${options}`.writable();
  let failure: Error | null = null;
  stream.on('error', (error) => {
    failure = error;
  });
  let written: Promise<void> = Promise.resolve();
  const sink: RowSink = async (rows) => {
    await written;
    written = new Promise((resolve, reject) => {
      stream.write(rows, (error) => (error ? reject(error) : resolve()));
    });
    // Awaited with the next rows; a failure until then is not one that nobody handles.
    written.catch(() => {});
  };
  try {
    const result = await fill(sink);
    await written;
    stream.end();
    // The driver does not tell the stream of what goes wrong at its end; the transaction knows.
    await own`select`;
    return result;
  } catch (error) {
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
    throw failure ?? error;
  }
}

const special = /[\\|\t\n\r]/;
const escapes: Record<string, string> = {
  ...{ '\\': '\\\\', '|': '\\|', '\t': '\\t', '\n': '\\n', '\r': '\\r' },
};

/** A value in the text format of COPY. */
export const copyValue = (value: string | null): string => {
  if (value === null) return '\\N';
  return special.test(value)
    ? value.replace(/[\\|\t\n\r]/g, (character) => escapes[character] ?? character)
    : value;
};
