import { html } from '../pages/html.ts';
import { both, page } from '../pages/layout.ts';
import { field } from '../pages/sign-in/fields.ts';

/** Why a sign-in with DGFT came to nothing. */
export type Failure = 'not-ours' | 'refused' | 'no-iec' | 'closed' | 'away' | 'code-wrong';

const words: Record<Failure, { english: string; hindi: string }> = {
  'not-ours': {
    english: 'This sign-in was not begun in this browser, or it took longer than ten minutes.',
    hindi: 'यह साइन इन इस ब्राउज़र में शुरू नहीं हुआ था, या इसमें दस मिनट से अधिक लगे।',
  },
  refused: {
    english: 'DGFT did not sign you in.',
    hindi: 'डीजीएफटी ने आपको साइन इन नहीं किया।',
  },
  'no-iec': {
    english:
      'Your account at DGFT is not linked to an IEC. Register at https://www.dgft.gov.in, or link your e-mail address to the IEC of your firm there; then sign in here again.',
    hindi:
      'डीजीएफटी पर आपका खाता किसी आईईसी से नहीं जुड़ा है। https://www.dgft.gov.in पर पंजीकरण करें, या अपना ई-मेल पता अपनी फर्म के आईईसी से जोड़ें; फिर यहाँ दोबारा साइन इन करें।',
  },
  closed: {
    english:
      'Your account here is closed. The first user of your IEC, or the helpdesk, can tell why.',
    hindi: 'यहाँ आपका खाता बंद है। आपके आईईसी का पहला उपयोगकर्ता या सहायता केंद्र कारण बता सकता है।',
  },
  'code-wrong': {
    english: 'This is not the present code of your authenticator, or it was used before.',
    hindi: 'यह आपके ऑथेंटिकेटर का वर्तमान कोड नहीं है, या इसका उपयोग हो चुका है।',
  },
  away: {
    english: 'DGFT’s sign-in does not answer just now. Try again in a minute.',
    hindi: 'डीजीएफटी का साइन इन अभी उत्तर नहीं दे रहा है। एक मिनट बाद फिर प्रयास करें।',
  },
};

export const statusOf: Record<Failure, number> = {
  'not-ours': 400,
  refused: 401,
  'no-iec': 403,
  closed: 403,
  'code-wrong': 401,
  away: 503,
};

/** What is shown instead of a session, with the way to another attempt. */
export function dgftFailurePage(failure: Failure): string {
  const { english, hindi } = words[failure];
  return page(
    'Error: sign in with DGFT',
    html`<h1>${both('Sign in with DGFT', 'डीजीएफटी से साइन इन')}</h1>
<section class="card"><p role="alert"><b>${both(english, hindi)}</b></p>
<p><a href="/sign-in/dgft">${both('Try again', 'फिर प्रयास करें')}</a> ·
<a href="/sign-in">${both('Sign in otherwise', 'दूसरे तरीके से साइन इन')}</a></p></section>`,
  );
}

/** Where the authenticator's code is asked for, once DGFT has vouched. */
export const codePath = '/sign-in/dgft/code';

/** Asks for the code of the authenticator that the account has here. */
export const dgftCodePage = (): string =>
  page(
    'Sign in with DGFT',
    html`<h1>${both('Sign in with DGFT', 'डीजीएफटी से साइन इन')}</h1>
<section class="card"><form method="post" action="${codePath}">
${field({ name: 'code', label: 'Code of your authenticator / ऑथेंटिकेटर का कोड', complete: 'one-time-code', digits: true })}
<p><button>${both('Sign in', 'साइन इन')}</button></p></form></section>`,
  );
