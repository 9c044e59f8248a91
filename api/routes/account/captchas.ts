import { digitsOf, isAnswer, questionsOf } from '../../../credential/captcha/answer.ts';
import { audioOf } from '../../../credential/captcha/audio.ts';
import { imageOf } from '../../../credential/captcha/image.ts';
import { readCaptcha } from '../../../db/queries/sign-in/captcha.ts';
import { askCaptcha } from '../../captcha/ask-captcha.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { publicEndpoint } from '../../endpoint.ts';
import { limited } from '../../limits/limit.ts';
import { networkOf } from '../../limits/network.ts';
import { problem } from '../../problem/problem.ts';
import {
  captchaBody,
  captchaPath,
  captchaQuestion,
  captchaVoiceQuery,
} from '../../schemas/account/captcha.ts';

/** The open question in that form. Throws `not-found` for every other. */
async function openQuestion(api: ApiDependencies, id: string, form: 'image' | 'audio') {
  const asked = await readCaptcha(api.database, id);
  if (asked?.form !== form) throw problem('not-found', `There is no open question with ${form}.`);
  const own = questionsOf(api.masterKeys, id).find((one) =>
    isAnswer(one, digitsOf(one), asked.expected),
  );
  if (!own) throw problem('not-found', 'The key under which this was asked is not known any more.');
  return own;
}

export const captchaEndpoints = [
  publicEndpoint({
    method: 'post',
    path: '/captchas',
    tag: 'Sessions',
    summary: 'Ask a question that keeps programs out',
    description:
      'Four forms: a sum to read, digits to see, digits to hear, or work for the device alone. An ' +
      'answer counts once, within five minutes; to refresh, ask again.',
    bodySchema: captchaBody,
    answers: { 201: { description: 'The question', schema: captchaQuestion } },
    problems: ['too-many-requests'],
    handle: async ({ body, api, request }) => {
      await limited(api, 'captcha', networkOf(request));
      return { status: 201, body: await askCaptcha(api, body.form) };
    },
  }),
  publicEndpoint({
    method: 'get',
    path: '/captchas/{id}/image',
    tag: 'Sessions',
    summary: 'The digits to see',
    pathSchema: captchaPath,
    answers: { 200: { description: 'Six digits', mediaType: 'image/png' } },
    problems: ['too-many-requests'],
    handle: async ({ path, api, request }) => {
      await limited(api, 'captcha', networkOf(request));
      const bytes = await imageOf(await openQuestion(api, path.id, 'image'));
      return { status: 200, file: { type: 'image/png', bytes, name: 'digits.png' } };
    },
  }),
  publicEndpoint({
    method: 'get',
    path: '/captchas/{id}/audio',
    tag: 'Sessions',
    summary: 'The digits to hear',
    pathSchema: captchaPath,
    querySchema: captchaVoiceQuery,
    answers: { 200: { description: 'Six digits, spoken', mediaType: 'audio/wav' } },
    problems: ['too-many-requests'],
    handle: async ({ path, query, api, request }) => {
      await limited(api, 'captcha', networkOf(request));
      const bytes = audioOf(await openQuestion(api, path.id, 'audio'), query.lang);
      return { status: 200, file: { type: 'audio/wav', bytes, name: 'digits.wav' } };
    },
  }),
];
