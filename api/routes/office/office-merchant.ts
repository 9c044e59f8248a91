import { randomUUID } from 'node:crypto';
import { merchantKeyOf, sealSecret } from '../../../credential/sealed-secret.ts';
import { audit } from '../../../db/queries/audit/audit.ts';
import { changeOffice, lockOffice } from '../../../db/queries/office/office-settings.ts';
import { readMerchantEntry } from '../../../domain/office/merchant-entry.ts';
import { createPaymentGateway } from '../../../gateways/payment/client.ts';
import type { Merchant } from '../../../gateways/payment/message.ts';
import { isGatewayUnavailable } from '../../../gateways/unavailable.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { endpoint } from '../../endpoint.ts';
import { officeAnswerOf } from '../../office-answer.ts';
import { problem } from '../../problem/problem.ts';
import { merchantBody, officeAnswer, officePath } from '../../schemas/office/office.ts';
import { toldBy } from '../../told-by.ts';
import { officeFor } from './offices.ts';

const timeoutMs = 5_000;

function clean(field: keyof Merchant, given: string): string {
  const entry = readMerchantEntry(given);
  if (entry.outcome === 'clean') return entry.text;
  const errors = [{ pointer: `/${field}`, detail: entry.message }];
  throw problem(entry.code, `${field}: ${entry.message}`, { errors });
}

/**
 * Asks the gateway about an order that nobody made, signed with the new key: who is told that there
 * is none has the right key. Throws when it has not, and when the gateway cannot be asked.
 */
async function tryAtGateway(api: ApiDependencies, merchant: Merchant): Promise<void> {
  const gateway = createPaymentGateway({ url: api.paymentGatewayUrl, timeoutMs });
  const order = `TRY${randomUUID().replaceAll('-', '').toUpperCase().slice(0, 17)}`;
  const answer = await gateway.queryPayment(merchant, order).catch((error: unknown) => {
    if (!isGatewayUnavailable(error)) throw error;
    const detail = 'The payment gateway cannot be asked just now, so nothing was saved.';
    throw problem('temporarily-unavailable', detail, { retryAfterSeconds: 30 });
  });
  if (answer.outcome !== 'refused') return;
  const detail = 'The gateway knows no such Merchant ID, or the checksum key is not its key.';
  throw problem('merchant-refused', detail);
}

export const officeMerchantEndpoint = endpoint({
  method: 'put',
  path: '/offices/{id}/merchant',
  tag: 'Offices',
  summary: "Set the office's Merchant ID and checksum key",
  description:
    'Both are tried at the payment gateway before they are saved. The key is never shown again.',
  pathSchema: officePath,
  bodySchema: merchantBody,
  answers: { 200: { description: 'The office', schema: officeAnswer } },
  problems: [
    'merchant-blank',
    'merchant-has-blanks',
    'merchant-has-stray-characters',
    'merchant-refused',
  ],
  handle: async ({ account, path, body, request, api }) => {
    await officeFor(api, account, 'set-merchant', path.id);
    const merchantId = clean('merchantId', body.merchantId);
    const checksumKey = clean('checksumKey', body.checksumKey);
    await tryAtGateway(api, { merchantId, checksumKey });
    const belongsTo = merchantKeyOf(path.id, merchantId);
    const checksumKeySealed = sealSecret(checksumKey, api.masterKeys, belongsTo);
    return api.database.transaction(async (own) => {
      const told = toldBy(account, request);
      const before = await lockOffice(own, path.id);
      const set = { merchantId, checksumKeySealed, merchantSetBy: told.actor };
      const row = await changeOffice(own, path.id, { ...set, merchantSetAt: told.at });
      const answer = await officeAnswerOf(own, row);
      await audit(own, {
        ...told,
        subject: `office/${path.id}`,
        action: 'office-merchant-set',
        before: { merchantId: before?.merchantId ?? '' },
        after: { merchantId },
      });
      return { status: 200, body: answer, headers: { ETag: `"${row.revision}"` } };
    });
  },
});
