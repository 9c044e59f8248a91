import { questionsOf } from '../../credential/captcha/answer.ts';
import { sumOf } from '../../credential/captcha/arithmetic.ts';
import { masterKeys } from '../servers/api-server.ts';

const hiddenField = (text: string, name: string) =>
  new RegExp(`name="${name}" value="([\\w-]+)"`).exec(text)?.[1] ?? '';

/** The hidden fields of a page's sum, with its right answer. */
export function answeredSum(text: string) {
  const captcha = hiddenField(text, 'captcha');
  const [question] = questionsOf(masterKeys, captcha);
  return { captcha, form: hiddenField(text, 'form'), answer: sumOf(question).answer };
}
