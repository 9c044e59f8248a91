/** One part of a message: headers by lower-case name, unfolded; the body as it came. */
type Part = { headers: ReadonlyMap<string, string>; body: Buffer };

/** What a mailbox shows of a message. `text` and `html` are empty where the message has none. */
export type Letter = { subject: string; messageId: string; text: string; html: string };

function split(raw: Buffer): Part {
  const end = raw.indexOf('\r\n\r\n');
  const head = raw.subarray(0, end < 0 ? raw.length : end).toString('utf8');
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { headers: new Map(headers), body: end < 0 ? Buffer.alloc(0) : raw.subarray(end + 4) };
}

function decoded(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

function quotedPrintable(text: string): Buffer {
  const joined = text.replace(/=\r\n/g, '');
  const bytes = joined.replace(/=([0-9A-Fa-f]{2})/g, (_match, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1');
}

function parameter(header: string, name: string): string {
  const [, quoted, bare] =
    new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(header) ?? [];
  return quoted ?? bare ?? '';
}

/** A header with RFC 2047 words, such as `=?utf-8?B?4KSo?=`, as readable text. */
function readable(header: string): string {
  const words = header.replace(/(\?=)\s+(?==\?)/g, '$1');
  return words.replace(
    /=\?([^?]+)\?([BQ])\?([^?]*)\?=/gi,
    (_match, charset: string, encoding: string, body: string) =>
      decoded(
        encoding.toUpperCase() === 'B'
          ? Buffer.from(body, 'base64')
          : quotedPrintable(body.replaceAll('_', ' ')),
        charset,
      ),
  );
}

function bodyText({ headers, body }: Part): string {
  const encoding = headers.get('content-transfer-encoding')?.toLowerCase();
  const charset = parameter(headers.get('content-type') ?? '', 'charset') || 'utf-8';
  if (encoding === 'base64')
    return decoded(Buffer.from(body.toString('latin1'), 'base64'), charset);
  if (encoding === 'quoted-printable')
    return decoded(quotedPrintable(body.toString('latin1')), charset);
  return decoded(body, charset);
}

/** The parts that are no multiparts themselves, in order. */
function leaves(part: Part): Part[] {
  const boundary = parameter(part.headers.get('content-type') ?? '', 'boundary');
  if (boundary === '') return [part];
  const pieces = part.body.toString('latin1').split(`--${boundary}`).slice(1, -1);
  return pieces.flatMap((piece) =>
    leaves(split(Buffer.from(piece.replace(/^\r\n/, '').replace(/\r\n$/, ''), 'latin1'))),
  );
}

/** Reads a message as an SMTP client sent it (RFC 5322 and MIME). Never throws. */
export function readLetter(raw: Buffer): Letter {
  const whole = split(raw);
  const parts = leaves(whole);
  const first = (type: string, otherwise?: Part): string => {
    const found = parts.find(({ headers }) =>
      headers.get('content-type')?.toLowerCase().startsWith(type),
    );
    const part = found ?? otherwise;
    return part === undefined ? '' : bodyText(part).replaceAll('\r\n', '\n').trimEnd();
  };
  return {
    subject: readable(whole.headers.get('subject') ?? ''),
    messageId: whole.headers.get('message-id') ?? '',
    text: first('text/plain', whole.headers.has('content-type') ? undefined : whole),
    html: first('text/html'),
  };
}
