import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { listAuditOf } from '../../../db/queries/audit/audit.ts';
import { account, office } from '../../../db/schema/schema.ts';
import { scannedSignature, scannedStamp } from '../../../document/testing/sample-images.ts';
import { apiServer } from '../../../test/servers/api-server.ts';

const { call, database, storage, idOf } = await apiServer();
const stamp = Buffer.from(await scannedStamp());
const signature = Buffer.from(await scannedSignature());

const send = (path: string, method: string, body: Buffer, type = 'image/png') =>
  call(`/api/v1${path}`, {
    method,
    body,
    as: 'administrator',
    headers: { 'content-type': type },
  });
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const told = async (subject: string) =>
  (await listAuditOf(database, subject)).map(({ body }) => JSON.parse(body));

const kinds = [
  {
    what: "an office's stamp",
    path: '/offices/EIC-MUMBAI/stamp',
    subject: 'office/EIC-MUMBAI',
    scan: stamp,
    action: 'office-stamp-set',
    keyOf: async () => {
      const [row] = await database.select().from(office).where(eq(office.id, 'EIC-MUMBAI'));
      return row?.stampKey ?? null;
    },
  },
  {
    what: "an officer's signature",
    path: `/officers/${idOf('officer')}/signature-image`,
    subject: `account/${idOf('officer')}`,
    scan: signature,
    action: 'signature-image-set',
    keyOf: async () => {
      const [row] = await database
        .select()
        .from(account)
        .where(eq(account.id, idOf('officer')));
      return row?.signatureKey ?? null;
    },
  },
];

describe.each(kinds)('R44 the picture of $what', ({ path, subject, scan, action, keyOf }) => {
  const changes = async () => (await told(subject)).filter((one) => one.action === action);

  it('is tried on a specimen without being kept', async () => {
    const answer = await send(`${path}/preview`, 'POST', scan);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    const pdf = Buffer.from(await answer.arrayBuffer());
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect([await keyOf(), await changes()]).toEqual([null, []]);
  });

  it('is kept without its paper, under its content, and the audit tells it', async () => {
    expect((await send(path, 'PUT', scan)).status).toBe(200);
    const key = await keyOf();
    const seen = await call(`/api/v1${path}`, { as: 'administrator' });
    expect(seen.headers.get('content-type')).toBe('image/png');
    const bytes = Buffer.from(await seen.arrayBuffer());
    expect(await storage.put(bytes)).toBe(key);
    const { channels } = await sharp(bytes).stats();
    expect(channels[3]).toMatchObject({ min: 0, max: 255 });
    const [first, ...more] = await changes();
    expect(more).toEqual([]);
    expect(Object.values(first.after)).toEqual([key]);
    expect(Object.values(first.before)).toEqual([null]);
  });

  it('is refused when it is none, larger than 5 MB, or of another type, and the old one stays', async () => {
    const key = await keyOf();
    const none = await send(path, 'PUT', Buffer.from('not a picture'));
    expect([none.status, await codeOf(none)]).toEqual([415, 'image-refused']);
    const large = await send(path, 'PUT', Buffer.alloc(5 * 1024 * 1024 + 1));
    expect([large.status, await codeOf(large)]).toEqual([413, 'body-too-large']);
    const pdf = await send(path, 'PUT', scan, 'application/pdf');
    expect([pdf.status, await codeOf(pdf)]).toEqual([415, 'content-type-unsupported']);
    expect(await keyOf()).toBe(key);
    expect(await changes()).toHaveLength(1);
  });
});
