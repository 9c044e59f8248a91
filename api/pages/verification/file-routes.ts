import { Router } from 'express';
import type { ApiDependencies } from '../../dependencies.ts';
import { receiveFile } from '../../documents/receive-upload.ts';
import { networkOf } from '../../limits/network.ts';
import { problemContent } from '../../problem/problem.ts';
import { checkFile } from '../../verification/check-file.ts';
import { languageOf } from '../language.ts';
import { fileResultPage } from './file-result-page.ts';
import { showAsk } from './show-ask.ts';
import { type VerificationWords, verificationWords } from './words.ts';

type Refusal = keyof VerificationWords & `file${string}`;

/** What people are told in place of a problem's code. */
const inWords: Record<string, { status: number; words: Refusal | 'notPdf' }> = {
  'body-too-large': { status: 413, words: 'fileTooLarge' },
  'bad-file-upload': { status: 422, words: 'fileMissing' },
  'temporarily-unavailable': { status: 503, words: 'fileAway' },
};

/** By the first bytes: readers look for the mark a little further on, a certificate of ours begins so. */
const isPdf = (bytes: Buffer) => bytes.subarray(0, 5).toString('latin1') === '%PDF-';

/** A file brought to be checked in full. It is read into memory, checked, and forgotten. */
export function fileRoutes(api: ApiDependencies): Router {
  const routes = Router({ caseSensitive: true });
  routes.post('/verify/file', async (request, response) => {
    const language = languageOf(request);
    const words = verificationWords(language);
    const refuse = (status: number, name: Refusal | 'notPdf') =>
      showAsk(api, { request, response }, { status, fileErrors: [words[name] as string] });
    const taken = await api.limiters['certificate-file'].take(networkOf(request));
    if (!taken.allowed) {
      response.set('Retry-After', String(taken.retryAfterSeconds));
      return refuse(429, 'fileBusy');
    }
    try {
      const bytes = await receiveFile(request, response);
      if (bytes.length === 0) return refuse(422, 'fileMissing');
      if (!isPdf(bytes)) return refuse(422, 'notPdf');
      const answer = await checkFile(api, bytes);
      if (answer === 'given-up') return refuse(422, 'fileTooHard');
      const { verification, contentIntact, issuerRecognised } = answer;
      if (verification && contentIntact) api.tally.count(verification, 'file');
      const status = verification && contentIntact && issuerRecognised ? 200 : 422;
      response.status(status).set('Cache-Control', 'no-store').type('html');
      response.send(fileResultPage(answer, language));
    } catch (error) {
      const known = inWords[problemContent(error)?.code ?? ''];
      if (!known) throw error;
      return refuse(known.status, known.words);
    }
  });
  return routes;
}
