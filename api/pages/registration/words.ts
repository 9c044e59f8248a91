import type { Language } from '../language.ts';

const english = {
  confirmTitle: 'Confirm your e-mail address',
  confirmWhy:
    'You are being registered with eCoO. Press the button to confirm that this address is yours. If you did not expect it, close this page: no account comes of it.',
  confirm: 'Confirm the address',
  confirmed: 'Your e-mail address is confirmed',
  confirmedNext: 'Go on where you began your registration.',
  notConfirmed: 'The address could not be confirmed',
  newLink:
    'If it was confirmed before, all is well. Otherwise wait for the reminder with a new link.',
  title: 'Your registration',
  number: 'Registration number',
  lost: 'Open the link in your mail first; it leads here.',
  mobile: 'Confirm your mobile number',
  mobileWhy: 'We have sent a code of six digits by SMS. It works for ten minutes.',
  code: 'Code from the SMS',
  send: 'Send a new code',
  declaration: 'Privacy declaration',
  agree: 'I agree',
  save: 'Confirm',
  awaiting: 'Everything is there. You will be told by mail what was decided.',
  active: 'Your account is open. User name and a password for one use are on their way by mail.',
  ended: 'This registration has ended without an account. You were told why by mail.',
  letter: 'The letter of authorisation is handed in through the API or the program you began with.',
  waiting: 'This takes a moment. Load the page again.',
};

export type RegistrationWords = typeof english;

const hindi: RegistrationWords = {
  confirmTitle: 'अपने ई-मेल पते की पुष्टि करें',
  confirmWhy:
    'ई-सीओओ में आपका पंजीकरण किया जा रहा है। यह पता आपका है, इसकी पुष्टि के लिए बटन दबाएँ। यदि आपको इसकी अपेक्षा नहीं थी, तो यह पृष्ठ बंद करें: कोई खाता नहीं बनेगा।',
  confirm: 'पते की पुष्टि करें',
  confirmed: 'आपके ई-मेल पते की पुष्टि हो गई',
  confirmedNext: 'जहाँ आपने पंजीकरण आरंभ किया था, वहीं आगे बढ़ें।',
  notConfirmed: 'पते की पुष्टि नहीं हो सकी',
  newLink: 'यदि पुष्टि पहले हो चुकी थी तो सब ठीक है। अन्यथा नए लिंक वाले अनुस्मारक की प्रतीक्षा करें।',
  title: 'आपका पंजीकरण',
  number: 'पंजीकरण संख्या',
  lost: 'पहले अपनी मेल का लिंक खोलें; वह यहाँ लाता है।',
  mobile: 'अपने मोबाइल नंबर की पुष्टि करें',
  mobileWhy: 'हमने एसएमएस से छह अंकों का कोड भेजा है। यह दस मिनट तक चलेगा।',
  code: 'एसएमएस का कोड',
  send: 'नया कोड भेजें',
  declaration: 'गोपनीयता घोषणा',
  agree: 'मैं सहमत हूँ',
  save: 'पुष्टि करें',
  awaiting: 'सब कुछ मिल गया। निर्णय आपको मेल से बताया जाएगा।',
  active: 'आपका खाता खुल गया। उपयोगकर्ता नाम और एक बार का पासवर्ड मेल से आ रहे हैं।',
  ended: 'यह पंजीकरण बिना खाते के समाप्त हुआ। कारण आपको मेल से बताया गया।',
  letter: 'प्राधिकार पत्र एपीआई या उसी कार्यक्रम से दिया जाता है जिससे आपने आरंभ किया था।',
  waiting: 'इसमें कुछ समय लगेगा। पृष्ठ फिर से लोड करें।',
};

export const wordsOf = (language: Language): RegistrationWords =>
  language === 'hi' ? hindi : english;
