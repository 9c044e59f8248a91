import { findEndpoint } from '../../db/queries/webhook/endpoint.ts';
import { listManagers } from '../../db/queries/webhook/managers.ts';
import type { Letter } from '../../domain/notification/letter.ts';
import { switchOffAfterDays } from '../../domain/notification/webhook.ts';
import type { Dependencies } from '../dependencies.ts';
import { composeLetter } from '../mail/letter.ts';
import { mailOnce } from '../mail/mail-once.ts';

const letterFor = (url: string): Letter => ({
  subject: { en: 'A webhook is switched off', hi: 'एक वेबहुक बंद किया गया' },
  paragraphs: [
    {
      en: `Your system could not be told of events at this address: it said that it takes none any more, or every delivery failed for ${switchOffAfterDays} days. Nothing is sent there until you switch the webhook on again. What was not delivered is kept, and you can have it sent again.`,
      hi: `आपके सिस्टम को इस पते पर सूचनाएँ नहीं भेजी जा सकीं: उसने लेना बंद कर दिया, या ${switchOffAfterDays} दिन तक हर प्रयास विफल रहा। जब तक आप वेबहुक फिर से चालू नहीं करते, वहाँ कुछ नहीं भेजा जाएगा। जो नहीं पहुँचा वह सुरक्षित है और फिर से भेजा जा सकता है।`,
    },
  ],
  facts: [{ label: { en: 'Address', hi: 'पता' }, value: url }],
});

/** Mails those who manage the exporter that an endpoint is off, each once. Safe to repeat. */
export function createTellOfSwitchOff(dependencies: Pick<Dependencies, 'database' | 'mailer'>) {
  const { database } = dependencies;
  return async function tellOfSwitchOff(input: { endpointId: string }): Promise<{ sent: number }> {
    const endpoint = await findEndpoint(database, input.endpointId);
    if (!endpoint?.offSince) return { sent: 0 };
    const since = endpoint.offSince.getTime();
    let sent = 0;
    for (const manager of await listManagers(database, endpoint.iec)) {
      const id = `webhook-off/${endpoint.id}/${since}/${manager.id}`;
      const letter = () => composeLetter(letterFor(endpoint.url), manager.language);
      if (await mailOnce(dependencies, { id, to: manager.email }, letter)) sent += 1;
    }
    return { sent };
  };
}
