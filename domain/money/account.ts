/** Every office keeps its own money: agency and office codes. */
export type OfficeKey = { agency: string; office: string };

/** What an exporter has paid in advance at one office. Never below zero. */
export function exporterWallet({ iec, agency, office }: OfficeKey & { iec: string }): string {
  return `exporter-wallet/${iec}/${agency}/${office}`;
}

/** What the payment gateway took for the office: runs below zero by what it still has to hand over. */
export function gatewayClearing({ agency, office }: OfficeKey): string {
  return `gateway-clearing/${agency}/${office}`;
}

/** Fees set aside for cases that are not decided. Never below zero. */
export function feesHeld({ agency, office }: OfficeKey): string {
  return `fees-held/${agency}/${office}`;
}

/** Fees of issued certificates. */
export function feesEarned({ agency, office }: OfficeKey): string {
  return `fees-earned/${agency}/${office}`;
}

/** Counterpart of balances brought over from elsewhere: below zero by all that was brought. */
export function openingSuspense({ agency, office }: OfficeKey): string {
  return `opening-suspense/${agency}/${office}`;
}

/** Refunds that the gateway was asked for and has not answered. Never below zero. */
export function refundsPending({ agency, office }: OfficeKey): string {
  return `refunds-pending/${agency}/${office}`;
}
