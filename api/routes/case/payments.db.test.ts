import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { merchantKeyOf, sealSecret } from '../../../credential/sealed-secret.ts';
import { office, paymentOrder } from '../../../db/schema/schema.ts';
import { seal, unseal } from '../../../gateways/payment/checksum.ts';
import { caseInStage } from '../../../test/records/case-in-stage.ts';
import { apiServer, masterKeys } from '../../../test/servers/api-server.ts';
import { paymentAnswer } from '../../schemas/case/record-answers.ts';
import { problemAnswer } from '../../schemas/problem-answer.ts';

const { call, database, idOf } = await apiServer();
const owner = { accountId: idOf('exporter'), iec: 'AAACS7302F' };

async function order(status: 'open' | 'paid', merchantVersion = 1) {
  const applicationId = await caseInStage(database, 'awaiting-payment', owner);
  const id = `FEE${applicationId.replaceAll('-', '').slice(0, 17).toUpperCase()}`;
  await database.insert(paymentOrder).values({
    id,
    applicationId,
    officeId: 'EIC-MUMBAI',
    merchantVersion,
    amountPaise: 35_000,
    status,
    gatewayReference: status === 'paid' ? `TXN${id}` : null,
  });
  return { id, applicationId };
}

function reply(orderId: string, merchant = 'EICMERCHANT', key = 'key-of-EIC', status = '0300') {
  const before = [
    merchant,
    orderId,
    `TXN${orderId}`,
    'BANK1',
    '00000350.00',
    'HDF',
    'NA',
    'NA',
    'INR',
  ];
  const after = ['R', merchant, 'NA', 'NA', '22-11-2026 12:00:00', status, 'NA'];
  return seal([...before, ...after, ...Array(7).fill('NA'), 'NA', 'NA'], key);
}

const post = (where: 'return' | 'notice', fields: Record<string, string> | string) =>
  call(`/api/v1/payments/${where}`, {
    body: new URLSearchParams(fields).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'https://gateway.example',
      'sec-fetch-site': 'cross-site',
    },
  });

describe('payment', () => {
  it('R32 hands the browser an order sealed with the key of the office', async () => {
    const { id, applicationId } = await order('open');
    const path = `/api/v1/applications/${applicationId}/payment`;
    const answer = paymentAnswer.parse(await (await call(path, { as: 'exporter' })).json());
    expect(answer).toMatchObject({ orderId: id, url: 'http://gateway.example/pay' });
    const text = answer.msg.slice(0, answer.msg.lastIndexOf('|'));
    expect(answer.msg).toBe(seal(text.split('|'), 'key-of-EIC'));
    expect(text.split('|').slice(0, 4)).toEqual(['EICMERCHANT', id, 'NA', '350.00']);
    expect(text).toContain('http://ecoo.example/api/v1/payments/return');
  });

  it('takes word of an order that is settled, however often, and does nothing', async () => {
    const { id } = await order('paid');
    for (let i = 0; i < 3; i++) {
      expect((await post('notice', { msg: reply(id) })).status).toBe(204);
    }
    const back = await post('return', { msg: reply(id) });
    expect(back.status).toBe(303);
    expect(back.headers.get('location')).toBe('/payment/paid');
    const failed = await post('return', { msg: reply(id, undefined, undefined, '0399') });
    expect(failed.headers.get('location')).toBe('/payment/failed');
  });

  it('asks the gateway to come again while no case can be told', async () => {
    const { id } = await order('open');
    const answer = await post('notice', { msg: reply(id) });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
  });

  it('R42 an order keeps the merchant that it was opened under, whatever the office has since', async () => {
    const { applicationId } = await order('open');
    const settled = await order('paid');
    const sealedKey = (merchantId: string, key: string) =>
      sealSecret(key, masterKeys, merchantKeyOf('EIC-MUMBAI', merchantId));
    const setMerchant = (merchantId: string, key: string) =>
      database
        .update(office)
        .set({ merchantId, checksumKeySealed: sealedKey(merchantId, key) })
        .where(eq(office.id, 'EIC-MUMBAI'));
    const formOf = async () => {
      const path = `/api/v1/applications/${applicationId}/payment`;
      return paymentAnswer.parse(await (await call(path, { as: 'exporter' })).json()).msg;
    };
    const noticed = async (merchantId: string, key: string) =>
      (await post('notice', { msg: reply(settled.id, merchantId, key) })).status;
    try {
      await setMerchant('EICMERCHANT', 'a newer key');
      expect(await formOf()).toMatch(/^EICMERCHANT\|/);
      expect(unseal(await formOf(), 'a newer key')).not.toBeNull();
      await setMerchant('OTHERMERCHANT', 'the key of another');
      expect(unseal(await formOf(), 'a newer key')?.[0]).toBe('EICMERCHANT');
      // Sealed days ago, or since the key was changed.
      expect(await noticed('EICMERCHANT', 'key-of-EIC')).toBe(204);
      expect(await noticed('EICMERCHANT', 'a newer key')).toBe(204);
      expect(await noticed('OTHERMERCHANT', 'the key of another')).toBe(400);
      expect(await noticed('EICMERCHANT', 'the key of another')).toBe(400);
    } finally {
      await setMerchant('EICMERCHANT', 'key-of-EIC');
    }
    const later = await order('paid', 4);
    expect((await post('notice', { msg: reply(later.id) })).status).toBe(204);
    const olderKey = reply(later.id, 'EICMERCHANT', 'a newer key');
    expect((await post('notice', { msg: olderKey })).status).toBe(400);
  });

  it('believes nobody else', async () => {
    const { id } = await order('open');
    const flipped = reply(id).replace('350.00', '950.00');
    const refused: (Record<string, string> | string)[] = [
      { msg: reply(id, 'EICMERCHANT', 'another key') },
      { msg: flipped },
      { msg: reply(id, 'IMCMERCHANT', 'key-of-IMC') },
      { msg: reply(id, 'NOBODY') },
      { msg: reply('FEE0000000000000000') },
      { msg: seal(['EICMERCHANT', id], 'key-of-EIC') },
      { msg: '' },
      { msg: 'a\0b|c' },
      { other: 'x' },
      `msg=${encodeURIComponent(reply(id))}&msg=again`,
    ];
    for (const fields of refused) {
      const answer = await post('notice', fields);
      expect(answer.status).toBe(400);
      const { code } = problemAnswer.parse(await answer.json());
      expect(code).toBe('payment-message-refused');
    }
  });
});
