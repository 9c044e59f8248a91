import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { sealSecret, webhookSecretOf } from '../../credential/sealed-secret.ts';
import { newWebhookSecret } from '../../credential/webhook-secret.ts';
import { takenOverCancelled } from '../../db/queries/certificate/succession.ts';
import { legacyExporter, webhookDelivery, webhookEndpoint } from '../../db/schema/schema.ts';
import { noticeDesk } from '../../test/desks/notice-desk.ts';
import {
  acceptBatch,
  legacyCertificateIn,
  reconciledBatch,
} from '../../test/records/legacy-record.ts';
import { webhookReceiver } from '../../test/servers/webhook-receiver.ts';
import { webhookDeliveryId } from '../webhook-delivery/contract.ts';

const desk = await noticeDesk();
const { database, owner, deliver, user, mailsTo } = desk;
const receiver = await webhookReceiver();
const officer = await desk.officer();
const gone = { iec: 'AADCG1234K', email: 'firm@legacy.example', mobile: '9876543210' };

test('R61 a cancellation of one that came over is told to its exporter, to the address on record where nobody is left, and to their systems', async () => {
  const signer = await user({ rights: ['view', 'sign'] });
  const id = randomUUID();
  await database.insert(webhookEndpoint).values({
    ...{ id, iec: owner.iec, url: `${receiver.url}/${id}`, events: ['certificate.cancelled'] },
    secretSealed: sealSecret(newWebhookSecret(), desk.masterKeys, webhookSecretOf(id)),
    createdBy: owner.accountId,
  });
  const { number: batch } = await reconciledBatch(database);
  await database.insert(legacyExporter).values({
    ...{ ...gone, batch, line: 3, repaired: false, firmName: 'Gone & Sons', gstin: '' },
    ...{ state: '27', createdOn: '2020-02-01' },
  });
  const ours = await legacyCertificateIn(database, batch, { iec: owner.iec });
  const theirs = await legacyCertificateIn(database, batch, { iec: gone.iec });
  await acceptBatch(database, batch, [owner.accountId, officer.id]);
  for (const number of [ours, theirs]) {
    await database.transaction((own) =>
      takenOverCancelled(own, {
        ...{ number, seen: 'in-force', code: 'other-reason', reason: 'Not <India>' },
        ...{ cancelledAt: new Date(), cancelledBy: officer.id, request: number },
      }),
    );
  }
  await deliver();
  await deliver();

  for (const [number, address] of [
    [ours, signer.email],
    [theirs, gone.email],
  ] as const) {
    const [letter, ...more] = await mailsTo(address);
    expect(more).toEqual([]);
    expect(letter?.subject).toBe(`Certificate of origin ${number} is cancelled`);
    for (const said of ['Reason: Not <India>', 'Invoice: INV/1/24', 'Office: EIC Mumbai']) {
      expect(letter?.text).toContain(said);
    }
  }
  const [delivery, ...others] = await database.select().from(webhookDelivery);
  expect(others).toEqual([]);
  await desk.client.workflow.getHandle(webhookDeliveryId(delivery?.id ?? '')).result();
  expect(JSON.parse(receiver.at(`/${id}`)[0]?.body ?? '')).toMatchObject({
    type: 'certificate.cancelled',
    data: { applicationId: null, stage: null, revision: null, certificateNumber: ours },
  });
});
