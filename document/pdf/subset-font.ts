/**
 * A TrueType font program with some of a font's glyphs, for embedding in a PDF (ISO 32000-1, 9.9):
 * .notdef first, then the glyphs in the order given, then components that accented letters are
 * made of. fontkit's own subsetter writes short glyph offsets without padding glyphs to an even
 * length, and with this font's unpadded glyphs half of the letters vanish.
 */
export function subsetFont(font: Buffer, glyphs: readonly number[]): Buffer {
  const tables = readTables(font);
  const { chosen, outlines } = chooseGlyphs(tables, glyphs);
  const offsets = Buffer.alloc((chosen.length + 1) * 4);
  const metrics = Buffer.alloc(chosen.length * 4);
  let offset = 0;
  for (const [index, outline] of outlines.entries()) {
    offset += outline.length;
    offsets.writeUInt32BE(offset, (index + 1) * 4);
    metricOf(tables, chosen[index] ?? 0).copy(metrics, index * 4);
  }
  const head = Buffer.from(table(tables, 'head'));
  head.writeUInt32BE(0, 8);
  head.writeUInt16BE(1, 50);
  const hhea = Buffer.from(table(tables, 'hhea'));
  hhea.writeUInt16BE(chosen.length, 34);
  const maxp = Buffer.from(table(tables, 'maxp'));
  maxp.writeUInt16BE(chosen.length, 4);
  const hinting = ['cvt ', 'fpgm', 'prep'].flatMap((name): [string, Buffer][] => {
    const found = tables.get(name);
    return found ? [[name, found]] : [];
  });
  return writeTables([
    ...hinting,
    ['glyf', Buffer.concat(outlines)],
    ['head', head],
    ['hhea', hhea],
    ['hmtx', metrics],
    ['loca', offsets],
    ['maxp', maxp],
  ]);
}

type Tables = Map<string, Buffer>;

function readTables(font: Buffer): Tables {
  const tables: Tables = new Map();
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const at = 12 + i * 16;
    const offset = font.readUInt32BE(at + 8);
    const body = font.subarray(offset, offset + font.readUInt32BE(at + 12));
    tables.set(font.toString('latin1', at, at + 4), body);
  }
  return tables;
}

function table(tables: Tables, name: string): Buffer {
  const found = tables.get(name);
  if (!found) throw new RangeError(`the font has no table ${name}`);
  return found;
}

function chooseGlyphs(tables: Tables, glyphs: readonly number[]) {
  const chosen = [0, ...glyphs];
  const codes = new Map(chosen.map((glyph, code) => [glyph, code]));
  const codeOf = (glyph: number) => {
    const known = codes.get(glyph);
    if (known !== undefined) return known;
    codes.set(glyph, chosen.length);
    return chosen.push(glyph) - 1;
  };
  const outlines: Buffer[] = [];
  // The list grows while components are found.
  for (let i = 0; i < chosen.length; i++) {
    outlines.push(renumbered(outlineOf(tables, chosen[i] ?? 0), codeOf));
  }
  return { chosen, outlines };
}

/** A copy, padded to four bytes. */
function outlineOf(tables: Tables, glyph: number): Buffer {
  const loca = table(tables, 'loca');
  const long = table(tables, 'head').readUInt16BE(50) === 1;
  const at = (index: number) =>
    long ? loca.readUInt32BE(index * 4) : loca.readUInt16BE(index * 2) * 2;
  const [from, to] = [at(glyph), at(glyph + 1)];
  const padded = Buffer.alloc((to - from + 3) & ~3);
  table(tables, 'glyf').copy(padded, 0, from, to);
  return padded;
}

/** Composite glyphs name their components by number. Changes the outline. */
function renumbered(outline: Buffer, codeOf: (glyph: number) => number): Buffer {
  if (outline.length < 10 || outline.readInt16BE(0) >= 0) return outline;
  let at = 10;
  for (let more = true; more; ) {
    const flags = outline.readUInt16BE(at);
    outline.writeUInt16BE(codeOf(outline.readUInt16BE(at + 2)), at + 2);
    const place = flags & 0x0001 ? 4 : 2;
    const scaling = flags & 0x0008 ? 2 : flags & 0x0040 ? 4 : flags & 0x0080 ? 8 : 0;
    at += 4 + place + scaling;
    more = (flags & 0x0020) !== 0;
  }
  return outline;
}

function metricOf(tables: Tables, glyph: number): Buffer {
  const hmtx = table(tables, 'hmtx');
  const count = table(tables, 'hhea').readUInt16BE(34);
  if (glyph < count) return hmtx.subarray(glyph * 4, glyph * 4 + 4);
  // Glyphs beyond the last full entry share its advance.
  const advance = hmtx.subarray((count - 1) * 4, (count - 1) * 4 + 2);
  const bearing = count * 4 + (glyph - count) * 2;
  return Buffer.concat([advance, hmtx.subarray(bearing, bearing + 2)]);
}

function writeTables(tables: [string, Buffer][]): Buffer {
  const directory = Buffer.alloc(12 + tables.length * 16);
  const power = Math.floor(Math.log2(tables.length));
  directory.writeUInt32BE(0x00010000, 0);
  directory.writeUInt16BE(tables.length, 4);
  directory.writeUInt16BE(2 ** power * 16, 6);
  directory.writeUInt16BE(power, 8);
  directory.writeUInt16BE((tables.length - 2 ** power) * 16, 10);
  const bodies: Buffer[] = [];
  let offset = directory.length;
  for (const [index, [name, body]] of tables.entries()) {
    const padded = Buffer.concat([body, Buffer.alloc(-body.length & 3)]);
    const at = 12 + index * 16;
    directory.write(name, at, 'latin1');
    directory.writeUInt32BE(checksum(padded), at + 4);
    directory.writeUInt32BE(offset, at + 8);
    directory.writeUInt32BE(body.length, at + 12);
    bodies.push(padded);
    offset += padded.length;
  }
  return Buffer.concat([directory, ...bodies]);
}

function checksum(padded: Buffer): number {
  let sum = 0;
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0;
  return sum;
}
