/**
 * How a certificate was asked after: its page, which QR codes and typed numbers lead to; the file
 * itself; a program with one number; a list of them with a token.
 */
export const verificationChannels = ['page', 'file', 'program', 'list'] as const;
export type VerificationChannel = (typeof verificationChannels)[number];
