import type { Language } from '../language.ts';
import { english } from './english.ts';
import { hindi } from './hindi.ts';

export type VerificationWords = typeof english;

export const verificationWords = (language: Language): VerificationWords =>
  language === 'hi' ? hindi : english;
