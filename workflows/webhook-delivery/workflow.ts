import { isCancellation, log, setCurrentDetails, sleep } from '@temporalio/workflow';
import type { WebhookDeliveryInput } from './contract.ts';
import * as steps from './steps.ts';

/**
 * Brings one event to one endpoint of an exporter's system: tried again with growing pauses for
 * days, then given up until somebody sends it again. The run itself never fails.
 */
export async function webhookDelivery({
  deliveryId,
}: WebhookDeliveryInput): Promise<{ outcome: string }> {
  for (;;) {
    const { outcome, pauseMs, switchedOff } = await steps.attemptDelivery({ deliveryId });
    if (switchedOff) await tellOfSwitchOff(switchedOff);
    if (outcome !== 'due') return { outcome };
    setCurrentDetails(
      `Not delivered yet; tried again after ${Math.round(pauseMs / 1000)} seconds.`,
    );
    await sleep(pauseMs);
  }
}

async function tellOfSwitchOff(endpointId: string): Promise<void> {
  try {
    await steps.tellOfSwitchOff({ endpointId });
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('The exporter could not be told of an endpoint that is off', { endpointId });
  }
}
