import type { Language } from '../language.ts';

const english = {
  forgot: 'Forgot your password?',
  forgotHow: 'If there is such an account, its e-mail address gets a link to a new password.',
  login: 'IEC, login or e-mail address',
  send: 'Send the link',
  sent: 'Look into your mailbox',
  sentHow:
    'If there is such an account, a link is on its way to its e-mail address. It works once, for 30 minutes. Nothing there? Look into the folder for unwanted mail, then ask once more.',
  incomplete: 'Fill in the login and the answer.',
  reset: 'Set a new password',
  resetHow:
    'Fifteen characters or more; officers, administrators and operations, who use an authenticator, may take eight. No signs or digits are needed: some words that do not belong together are good. Every session and API token of the account ends.',
  newPassword: 'New password',
  save: 'Save',
  saved: 'Your new password is set',
  signIn: 'Sign in',
  again: 'Ask for a new link',
  agree: 'Change of e-mail address',
  agreeHow:
    'You were asked to agree to another e-mail address of an account. Did you, or the owner of the account, ask for that?',
  agreeNow: 'Yes, I agree',
  agreed: 'You have agreed',
  agreedWaiting: 'The address changes as soon as the other one has agreed as well.',
  agreedDone: 'Both addresses have agreed: the new one counts from now on.',
};

const hindi: typeof english = {
  forgot: 'पासवर्ड भूल गए?',
  forgotHow: 'यदि ऐसा खाता है, तो उसके ई-मेल पते पर नए पासवर्ड का लिंक भेजा जाएगा।',
  login: 'आईईसी, लॉगिन या ई-मेल पता',
  send: 'लिंक भेजें',
  sent: 'अपना मेलबॉक्स देखें',
  sentHow:
    'यदि ऐसा खाता है, तो उसके ई-मेल पते पर लिंक भेजा जा रहा है। यह एक बार, 30 मिनट तक चलेगा। नहीं मिला? अवांछित मेल का फ़ोल्डर देखें, फिर दोबारा माँगें।',
  incomplete: 'लॉगिन और उत्तर भरें।',
  reset: 'नया पासवर्ड रखें',
  resetHow:
    'पंद्रह या अधिक अक्षर; अधिकारी, प्रशासक और संचालक, जो ऑथेंटिकेटर का प्रयोग करते हैं, आठ भी रख सकते हैं। चिह्न या अंक ज़रूरी नहीं: कुछ असंबद्ध शब्द अच्छे हैं। खाते के सभी सत्र और API टोकन समाप्त होंगे।',
  newPassword: 'नया पासवर्ड',
  save: 'सहेजें',
  saved: 'आपका नया पासवर्ड रख दिया गया',
  signIn: 'साइन इन करें',
  again: 'नया लिंक माँगें',
  agree: 'ई-मेल पते में बदलाव',
  agreeHow: 'आपसे किसी खाते के नए ई-मेल पते पर सहमति माँगी गई है। क्या आपने या खाते के स्वामी ने यह माँगा था?',
  agreeNow: 'हाँ, मैं सहमत हूँ',
  agreed: 'आपकी सहमति मिल गई',
  agreedWaiting: 'दूसरे पते से भी सहमति मिलते ही पता बदल जाएगा।',
  agreedDone: 'दोनों पतों से सहमति मिल गई: अब नया पता मान्य है।',
};

export const wordsOf = (language: Language) => (language === 'hi' ? hindi : english);
