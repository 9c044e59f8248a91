/**
 * The sRGB colour space (IEC 61966-2-1) as an ICC version 2 display profile, which PDF/A asks for
 * as output intent. Made here because a profile file would be bytes that nobody can read.
 */
export function srgbProfile(): Buffer {
  const curve = toneCurve();
  const tags: [string, Buffer][] = [
    ['desc', description('sRGB IEC61966-2.1')],
    ['cprt', Buffer.concat([Buffer.from('text\0\0\0\0'), Buffer.from('No copyright\0')])],
    ['wtpt', xyz(0.9642, 1, 0.8249)],
    // The primaries, adapted to the D50 white of the profile connection space.
    ['rXYZ', xyz(0.43607, 0.22249, 0.01392)],
    ['gXYZ', xyz(0.38515, 0.71687, 0.09708)],
    ['bXYZ', xyz(0.14307, 0.06061, 0.7141)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length, 0);
  const bodies: Buffer[] = [];
  const offsets = new Map<Buffer, number>();
  let offset = 128 + table.length;
  for (const [index, [signature, body]] of tags.entries()) {
    const known = offsets.get(body);
    if (known === undefined) {
      const padded = Buffer.concat([body, Buffer.alloc(-body.length & 3)]);
      offsets.set(body, offset);
      bodies.push(padded);
      offset += padded.length;
    }
    const at = 4 + index * 12;
    table.write(signature, at, 'latin1');
    table.writeUInt32BE(offsets.get(body) ?? 0, at + 4);
    table.writeUInt32BE(body.length, at + 8);
  }
  return Buffer.concat([header(offset), table, ...bodies]);
}

function header(size: number): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.writeUInt32BE(size, 0);
  bytes.writeUInt32BE(0x02100000, 8);
  bytes.write('mntrRGB XYZ ', 12, 'latin1');
  bytes.writeUInt16BE(2026, 24);
  bytes.writeUInt16BE(1, 26);
  bytes.writeUInt16BE(1, 28);
  bytes.write('acsp', 36, 'latin1');
  xyz(0.9642, 1, 0.8249).copy(bytes, 68, 8);
  return bytes;
}

function xyz(...values: number[]): Buffer {
  const bytes = Buffer.alloc(8 + values.length * 4);
  bytes.write('XYZ ', 0, 'latin1');
  for (const [i, value] of values.entries()) {
    bytes.writeInt32BE(Math.round(value * 65536), 8 + i * 4);
  }
  return bytes;
}

function toneCurve(): Buffer {
  const points = 256;
  const bytes = Buffer.alloc(12 + points * 2);
  bytes.write('curv', 0, 'latin1');
  bytes.writeUInt32BE(points, 8);
  for (let i = 0; i < points; i++) {
    const encoded = i / (points - 1);
    const linear = encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
    bytes.writeUInt16BE(Math.round(linear * 65535), 12 + i * 2);
  }
  return bytes;
}

/** textDescriptionType: ASCII, then empty Unicode and ScriptCode parts of fixed sizes. */
function description(text: string): Buffer {
  const ascii = Buffer.from(`${text}\0`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(ascii.length, 0);
  return Buffer.concat([Buffer.from('desc\0\0\0\0'), length, ascii, Buffer.alloc(8 + 2 + 1 + 67)]);
}
