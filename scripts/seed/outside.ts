import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ne } from 'drizzle-orm';
import type { KeyRing } from '../../credential/key-ring.ts';
import { merchantKeyOf, openSecret } from '../../credential/sealed-secret.ts';
import type { Database } from '../../db/database.ts';
import * as table from '../../db/schema/schema.ts';
import type { Dgft } from '../../gateways/dgft/registry.ts';
import { registeredText, smsTemplates } from '../../gateways/message/sms-templates.ts';

/** Tells the simulated gateway every office's Merchant ID, key and where notices go. */
export async function registerMerchants(
  database: Database,
  masterKeys: KeyRing,
  gatewayUrl: string,
  publicUrl: string,
): Promise<void> {
  const offices = await database.select().from(table.office).where(ne(table.office.merchantId, ''));
  const answers = await Promise.all(
    offices.map(({ id, merchantId, checksumKeySealed }) =>
      fetch(`${gatewayUrl}/simulator/merchants`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          merchantId,
          checksumKey: openSecret(checksumKeySealed, masterKeys, merchantKeyOf(id, merchantId)),
          noticeUrl: `${publicUrl}/api/v1/payments/notice`,
        }),
      }),
    ),
  );
  const refused = answers.find(({ ok }) => !ok);
  if (refused) throw new Error(`The payment gateway refuses a merchant: ${await refused.text()}`);
}

/** Tells the simulated DGFT where its notices go, and whom it signs people in for. */
export async function registerAtDgft(env: {
  DGFT_URL: string;
  ECOO_PUBLIC_URL: string;
  ECOO_SECRETS_DIR: string;
}): Promise<void> {
  const secret = (name: string) => readFileSync(path.join(env.ECOO_SECRETS_DIR, name), 'utf8');
  const answer = await fetch(`${env.DGFT_URL}/simulator/service`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      noticeUrl: `${env.ECOO_PUBLIC_URL}/api/v1/dgft/notices`,
      noticeSecret: secret('dgft-webhook-secret').trim(),
      clientId: 'ecoo',
      clientSecret: secret('dgft-client-secret').trim(),
      redirectUri: `${env.ECOO_PUBLIC_URL}/sign-in/dgft/callback`,
    }),
  });
  if (!answer.ok) throw new Error(`DGFT refuses the service: ${await answer.text()}`);
}

/** Registers every text of the service on the simulated DLT platform. */
export async function registerSmsTemplates(settings: {
  url: string;
  entityId: string;
  sender: string;
}): Promise<void> {
  const { url, entityId, sender } = settings;
  for (const template of Object.values(smsTemplates)) {
    const text = registeredText(template);
    const answer = await fetch(`${url}/simulator/templates`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ templateId: template.dltTemplateId, entityId, sender, text }),
    });
    if (!answer.ok) throw new Error(`The SMS gateway refuses a template: ${await answer.text()}`);
  }
}

/** This and the next year's public holidays, as DGFT notifies them. */
export async function seedHolidays(database: Database, dgft: Dgft): Promise<void> {
  const year = new Date().getUTCFullYear();
  const lists = await Promise.all([year - 1, year, year + 1].map((one) => dgft.holidays(one)));
  const rows = lists.flat();
  if (rows.length > 0) await database.insert(table.holiday).values(rows).onConflictDoNothing();
}
