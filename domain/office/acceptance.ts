import { schemes as offered } from '../agreement/schemes.ts';
import { isSelfDeclared } from './self-declaration.ts';

/** What of an office decides whether it takes an application. */
export type Counter = {
  /** The office and its agency are both at work. */
  active: boolean;
  /** Codes of the schemes that the office may issue under; null: all of its agency's. */
  schemes: readonly string[] | null;
  /** Codes that DGFT authorises the agency for; null: DGFT has told none, so all. */
  agencySchemes: readonly string[] | null;
  /** IECs under which the agency exports itself. */
  agencyIecs: readonly string[];
  /** Takes what exporters declare themselves, and nothing else. */
  selfDeclaration: boolean;
  /** The gateway's credentials have been entered and tried. */
  gateway: boolean;
  wallet: boolean;
};

export type PaymentWay = 'wallet' | 'gateway';
export type OfficeObjection = {
  code:
    | 'office-closed'
    | 'scheme-not-at-office'
    | 'agency-of-applicant'
    | 'gateway-not-offered'
    | 'wallet-not-offered';
  message: string;
};

/** Codes that an agency's offices may choose from: what DGFT authorises it for, of what is offered here. */
export function schemesOfAgency(authorised: readonly string[] | null): string[] {
  const codes = offered.filter((scheme) => !isSelfDeclared(scheme)).map(({ code }) => code);
  return authorised === null ? codes : codes.filter((code) => authorised.includes(code));
}

/** Codes that the office may issue under just now; an authorisation taken back counts at once. */
export function schemesOfOffice({
  schemes,
  agencySchemes,
  selfDeclaration,
}: Pick<Counter, 'schemes' | 'agencySchemes' | 'selfDeclaration'>): string[] {
  if (selfDeclaration) return offered.filter(isSelfDeclared).map(({ code }) => code);
  const codes = schemesOfAgency(agencySchemes);
  return schemes === null ? codes : codes.filter((code) => schemes.includes(code));
}

/** Why the office cannot take a fee this way; null when it can (R42, R43). */
export function objectionToPayment(
  { gateway, wallet }: Pick<Counter, 'gateway' | 'wallet'>,
  way: PaymentWay,
): OfficeObjection | null {
  if (way === 'gateway' && !gateway) {
    const message = 'This office takes no payment by the gateway yet. Pay from the wallet.';
    return { code: 'gateway-not-offered', message };
  }
  if (way === 'wallet' && !wallet) {
    const message = 'This office offers no wallet. Submit again and pay by the gateway.';
    return { code: 'wallet-not-offered', message };
  }
  return null;
}

/** Why this exporter's application under `scheme` cannot be handed in here; null when it can. */
export function objectionToOffice(
  office: Counter,
  { scheme, iec }: { scheme: string; iec: string },
): OfficeObjection | null {
  if (!office.active) {
    const message = 'This office takes no applications any more. Name another office.';
    return { code: 'office-closed', message };
  }
  if (office.agencyIecs.includes(iec)) {
    const message =
      'This agency exports under your IEC itself and may not decide on its own goods. Name an office of another agency.';
    return { code: 'agency-of-applicant', message };
  }
  // A scheme that nobody issues under is for the rules of origin to refuse, in their own words.
  const isOffered = offered.some(({ code }) => code === scheme);
  if (!isOffered || schemesOfOffice(office).includes(scheme)) return null;
  const message = `This office does not issue certificates under ${scheme}. Name an office that does.`;
  return { code: 'scheme-not-at-office', message };
}
