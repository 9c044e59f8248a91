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

/** What the gateway paid out to the office's bank account: below zero by all that came there. */
export function bank({ agency, office }: OfficeKey): string {
  return `bank/${agency}/${office}`;
}

/** What the gateway kept for itself, tax included: below zero. */
export function gatewayCharges({ agency, office }: OfficeKey): string {
  return `gateway-charges/${agency}/${office}`;
}

/** What the gateway's settlement and our books disagree on, until two people have settled it. */
export function differences({ agency, office }: OfficeKey): string {
  return `differences/${agency}/${office}`;
}

/** Differences that the office carries itself: gains above zero, losses below. */
export function gainsAndLosses({ agency, office }: OfficeKey): string {
  return `gains-and-losses/${agency}/${office}`;
}

/** What the earlier platform hands over of its exporters' wallets: below zero by all that came. */
export function legacyPlatform({ agency, office }: OfficeKey): string {
  return `legacy-platform/${agency}/${office}`;
}

/** Wallet money of one batch of the earlier platform's that is not accepted. Never below zero, in the end zero. */
export function migrationSuspense({
  batch,
  agency,
  office,
}: OfficeKey & { batch: number }): string {
  return `migration-suspense/${batch}/${agency}/${office}`;
}
