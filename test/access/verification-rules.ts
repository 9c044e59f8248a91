import { type Make, on, type Rule } from './rule.ts';

const nothing: Make = () => ({ facts: {} });
const body = { certificates: [{ number: 'EIC-MUMBAI-2026-9999999-A' }] };

/** Who may come through the doors of verification. */
export const verificationRules = (certificate: Make): Record<string, Rule> => ({
  'get /verify/{number}': 'public',
  'get /forms': 'public',
  'get /forms/{scheme}/specimen': 'public',
  'get /schemas/certificate-1.json': 'public',
  'post /verifications': on('verification', 'create', nothing, body),
  'get /certificates/{number}/uncefact': on('certificate', 'view', certificate),
  'get /certificates/{number}/verifications': on('certificate', 'view', certificate),
});
