const largestInt32 = 2 ** 31 - 1;
const digitZero = 48;
const bar = 124;
const lineEnd = 10;

/** Rows on their way to COPY, in its text format with `|` between values. */
export type CopyText = ReturnType<typeof openCopyText>;

/**
 * Collects rows for COPY as bytes, `size` of them or some more. There are two buffers, used by turns: what
 * was taken is overwritten from the next taking on.
 */
export function openCopyText(size: number) {
  let [bytes, other] = [Buffer.allocUnsafe(2 * size), Buffer.allocUnsafe(2 * size)];
  let length = 0;

  function makeRoom(more: number): void {
    if (length + more <= bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * (length + more));
    bytes.copy(larger, 0, 0, length);
    bytes = larger;
  }

  /** A whole number that is not negative, and what separates it from the next value. */
  function digits(value: number): void {
    if (value > largestInt32) length += bytes.write(String(value), length, 'latin1');
    else {
      let end = length + 1;
      for (let power = 10; power <= value; power *= 10) end += 1;
      length = end;
      let rest = value | 0;
      do {
        const tenth = (rest / 10) | 0;
        bytes[--end] = digitZero + rest - tenth * 10;
        rest = tenth;
      } while (rest > 0);
    }
    bytes[length++] = bar;
  }

  return {
    /** Whole numbers that are not negative, a `|` after each. */
    numbers(...values: number[]): void {
      makeRoom(20 * values.length);
      for (const value of values) digits(value);
    },
    /** A few bytes as they stand. */
    few(mark: Uint8Array): void {
      makeRoom(mark.length);
      for (let at = 0; at < mark.length; at += 1) bytes[length + at] = mark[at] as number;
      length += mark.length;
    },
    /** Text as it stands. */
    text(value: string): void {
      makeRoom(3 * value.length);
      length += bytes.write(value, length, 'utf8');
    },
    /** Bytes of ASCII as they stand. */
    ascii(from: Buffer, begin: number, end: number): void {
      makeRoom(end - begin);
      from.copy(bytes, length, begin, end);
      length += end - begin;
    },
    endLine(): void {
      makeRoom(1);
      bytes[length++] = lineEnd;
    },
    isFull: () => length >= size,
    /** Everything since it was last taken. */
    take(): Buffer {
      const taken = bytes.subarray(0, length);
      [bytes, other] = [other, bytes];
      length = 0;
      return taken;
    },
  };
}
