export const webhookDeliveryName = 'webhookDelivery';

/** One run at a time for a delivery; sent again by hand it is another run. */
export const webhookDeliveryId = (deliveryId: string) => `webhook-delivery/${deliveryId}`;

export type WebhookDeliveryInput = { deliveryId: string };
