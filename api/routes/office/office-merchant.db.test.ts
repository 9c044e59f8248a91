import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { merchantKeyOf, openSecret } from '../../../credential/sealed-secret.ts';
import { listAuditOf } from '../../../db/queries/audit/audit.ts';
import { office } from '../../../db/schema/schema.ts';
import { startPaymentGateway } from '../../../simulators/payment-gateway/server.ts';
import { apiServer, type Login, masterKeys } from '../../../test/servers/api-server.ts';
import { officeAnswer } from '../../schemas/office/office.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'merchant-'));
const gateway = await startPaymentGateway({ dataDir, port: 0 });
const { call, database } = await apiServer({ paymentGatewayUrl: gateway.url });
afterAll(async () => {
  await gateway.stop();
  rmSync(dataDir, { recursive: true });
});

const tell = (path: string, body: object) =>
  fetch(`${gateway.url}/simulator/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const right = { merchantId: 'EICMUM1', checksumKey: 'G3eAmyVkAzKp8jFq0fqPEqxF4agynvtJ' };
await tell('merchants', { ...right, noticeUrl: null });

async function set(body: object, as: Login = 'administrator') {
  const answer = await call('/api/v1/offices/EIC-MUMBAI/merchant', { method: 'PUT', body, as });
  const text = await answer.text();
  return { status: answer.status, text, ...(JSON.parse(text) as { code?: string }) };
}
const kept = async () => {
  const [row] = await database.select().from(office).where(eq(office.id, 'EIC-MUMBAI'));
  if (!row) throw new Error('the office is gone');
  const { merchantId, checksumKeySealed, merchantSetAt } = row;
  const belongsTo = merchantKeyOf('EIC-MUMBAI', merchantId);
  return { merchantId, key: openSecret(checksumKeySealed, masterKeys, belongsTo), merchantSetAt };
};
const before = await kept();
const told = async () =>
  (await listAuditOf(database, 'office/EIC-MUMBAI')).map(({ body }) => body).join('\n');

describe("R42 an office's payment parameters", () => {
  it.each([
    ['a blank Merchant ID', { ...right, merchantId: ' ' }, 'merchant-blank', '/merchantId'],
    ['a blank key', { ...right, checksumKey: '' }, 'merchant-blank', '/checksumKey'],
    [
      'a key with a blank in it',
      { ...right, checksumKey: 'two words-two' },
      'merchant-has-blanks',
      '/checksumKey',
    ],
    [
      'an invisible character copied from a mail',
      { ...right, merchantId: 'EIC\u200bMUM1' },
      'merchant-has-stray-characters',
      '/merchantId',
    ],
  ])('%s is refused at entry by code and field', async (_what, body, code, pointer) => {
    const refused = await set(body);
    expect(refused).toMatchObject({ status: 422, code });
    expect(refused).toMatchObject({ errors: [{ pointer }] });
    expect(await kept()).toEqual(before);
  });

  it.each([
    ['a Merchant ID that the gateway does not know', { ...right, merchantId: 'EICMUM2' }],
    ['a key that is not its key', { ...right, checksumKey: 'another-key-than-that' }],
  ])('%s is refused at entry, and nothing is saved', async (_what, body) => {
    expect(await set(body)).toMatchObject({ status: 422, code: 'merchant-refused' });
    expect(await kept()).toEqual(before);
  });

  it.each(['down', 'cut'])('while the gateway is %s nothing is saved', async (mode) => {
    await tell('faults', { mode });
    expect(await set(right)).toMatchObject({ status: 503, code: 'temporarily-unavailable' });
    await tell('faults', { mode: 'up' });
    expect(await kept()).toEqual(before);
    expect(await told()).toBe('');
  });

  it('right ones are sealed, and the key is never shown again', async () => {
    const padded = { merchantId: ` ${right.merchantId}\n`, checksumKey: `${right.checksumKey} ` };
    const answer = await set(padded);
    expect(answer.status).toBe(200);
    expect(await kept()).toMatchObject({ merchantId: right.merchantId, key: right.checksumKey });
    const seen = await call('/api/v1/offices/EIC-MUMBAI', { as: 'administrator' });
    const text = await seen.text();
    const { merchant } = officeAnswer.parse(JSON.parse(text));
    expect(merchant).toEqual({
      merchantId: right.merchantId,
      setAt: (await kept()).merchantSetAt?.toISOString(),
      setBy: 'Person administrator',
    });
    const [row] = await database.select().from(office).where(eq(office.id, 'EIC-MUMBAI'));
    for (const shown of [text, answer.text, await told(), JSON.stringify(row)]) {
      expect(shown).not.toContain(right.checksumKey);
      expect(shown).not.toContain(right.checksumKey.slice(-6));
    }
    expect(await told()).toContain('"action":"office-merchant-set"');
  });
});
