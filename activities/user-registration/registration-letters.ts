import type { RegistrationKind } from '../../domain/registration/registration.ts';
import type { Letter, Words } from '../mail/letter.ts';

const numberIs = (number: string) => ({
  label: { en: 'Registration number', hi: 'पंजीकरण संख्या' },
  value: number,
});

const kinds: Record<RegistrationKind, Words> = {
  exporter: { en: 'as an exporter', hi: 'निर्यातक के रूप में' },
  'exporter-user': {
    en: "as a further user of an exporter's account",
    hi: 'निर्यातक के खाते के अन्य उपयोगकर्ता के रूप में',
  },
  'customs-agent': { en: 'as a customs agent of an exporter', hi: 'निर्यातक के सीमा शुल्क एजेंट के रूप में' },
  'agency-administrator': {
    en: "as an issuing agency's administrator",
    hi: 'जारीकर्ता एजेंसी के प्रशासक के रूप में',
  },
  officer: { en: 'as an issuing officer', hi: 'जारीकर्ता अधिकारी के रूप में' },
  staff: { en: "as one of DGFT's staff", hi: 'डीजीएफ़टी कर्मचारी के रूप में' },
};

/** The first mail: proves the address by a link. Says no name, which a stranger may have chosen. */
export function linkLetter(of: { kind: RegistrationKind; number: string; url: string }): Letter {
  const as = kinds[of.kind];
  return {
    subject: {
      en: 'Confirm your e-mail address for eCoO',
      hi: 'ई-सीओओ के लिए अपना ई-मेल पता सत्यापित करें',
    },
    paragraphs: [
      {
        en: `You are being registered with the certificate of origin service ${as.en}.`,
        hi: `उत्पत्ति प्रमाण-पत्र सेवा में ${as.hi} आपका पंजीकरण किया जा रहा है।`,
      },
      {
        en: 'Follow the link to confirm this address. It works once, for seven days. If you did not expect this, do nothing: no account comes of it.',
        hi: 'इस पते की पुष्टि के लिए लिंक खोलें। यह एक बार, सात दिन तक चलेगा। यदि आपको इसकी अपेक्षा नहीं थी, तो कुछ न करें: कोई खाता नहीं बनेगा।',
      },
    ],
    facts: [numberIs(of.number)],
    link: { label: { en: 'Confirm the address', hi: 'पते की पुष्टि करें' }, url: of.url },
  };
}

/** Something is missing still; with a fresh link where the address is. */
export function reminderLetter(of: {
  number: string;
  lapsesOn: string;
  url: string | null;
}): Letter {
  return {
    subject: {
      en: `Your registration ${of.number} is not finished`,
      hi: `आपका पंजीकरण ${of.number} अधूरा है`,
    },
    paragraphs: [
      {
        en: `Something is still missing from your registration. It lapses on ${of.lapsesOn} unless it is finished by then.`,
        hi: `आपके पंजीकरण में अभी कुछ शेष है। यदि यह ${of.lapsesOn} तक पूरा न हुआ तो समाप्त हो जाएगा।`,
      },
    ],
    facts: [numberIs(of.number)],
    ...(of.url
      ? { link: { label: { en: 'Confirm your address', hi: 'अपने पते की पुष्टि करें' }, url: of.url } }
      : {}),
  };
}

const decisionWords = {
  decide: {
    en: 'A registration waits for your decision',
    hi: 'एक पंजीकरण आपके निर्णय की प्रतीक्षा में है',
  },
  remind: {
    en: 'A registration has waited five working days for your decision',
    hi: 'एक पंजीकरण पाँच कार्य दिवसों से आपके निर्णय की प्रतीक्षा में है',
  },
  escalate: {
    en: 'Nobody has decided on a registration for ten working days',
    hi: 'दस कार्य दिवसों से एक पंजीकरण पर किसी ने निर्णय नहीं लिया है',
  },
} as const;

/** To who decides, or over their heads to DGFT operations. */
export function decisionLetter(of: {
  reminder: keyof typeof decisionWords;
  kind: RegistrationKind;
  number: string;
  lapsesOn: string;
}): Letter {
  const words = decisionWords[of.reminder];
  const as = kinds[of.kind];
  return {
    subject: { en: `${words.en}: ${of.number}`, hi: `${words.hi}: ${of.number}` },
    paragraphs: [
      {
        en: `Somebody registers ${as.en}. Approve or reject it under User Management; without a decision it lapses on ${of.lapsesOn}.`,
        hi: `कोई ${as.hi} पंजीकरण कर रहा है। उपयोगकर्ता प्रबंधन में स्वीकृत या अस्वीकृत करें; निर्णय न होने पर यह ${of.lapsesOn} को समाप्त हो जाएगा।`,
      },
    ],
    facts: [numberIs(of.number)],
  };
}

/** The user name and a password for one use (R18). */
export function passwordLetter(of: {
  number: string;
  login: string;
  password: string;
  days: number;
  url: string;
}): Letter {
  return {
    subject: { en: 'Your eCoO account is open', hi: 'आपका ई-सीओओ खाता खुल गया है' },
    paragraphs: [
      {
        en: `Sign in with this user name and password within ${of.days} days. You will be asked at once for a password of your own; this one then works no more.`,
        hi: `इस उपयोगकर्ता नाम और पासवर्ड से ${of.days} दिनों के भीतर साइन इन करें। आपसे तुरंत अपना पासवर्ड बनाने को कहा जाएगा; उसके बाद यह नहीं चलेगा।`,
      },
    ],
    facts: [
      numberIs(of.number),
      { label: { en: 'User name', hi: 'उपयोगकर्ता नाम' }, value: of.login },
      { label: { en: 'Password for one use', hi: 'एक बार का पासवर्ड' }, value: of.password },
    ],
    link: { label: { en: 'Sign in', hi: 'साइन इन करें' }, url: of.url },
  };
}

/** To an agent who has an account: one more exporter may be acted for. */
export function mandateLetter(of: { number: string; iec: string; url: string }): Letter {
  return {
    subject: { en: 'An exporter has given you a mandate', hi: 'एक निर्यातक ने आपको अधिदेश दिया है' },
    paragraphs: [
      {
        en: `You may now act for the exporter with IEC ${of.iec}. Sign in with the account that you have.`,
        hi: `अब आप आईईसी ${of.iec} वाले निर्यातक के लिए कार्य कर सकते हैं। अपने मौजूदा खाते से साइन इन करें।`,
      },
    ],
    facts: [numberIs(of.number)],
    link: { label: { en: 'Sign in', hi: 'साइन इन करें' }, url: of.url },
  };
}

const ends = {
  'already-registered': {
    en: 'You have an account here already. Sign in with it, or ask for a new password there.',
    hi: 'यहाँ आपका खाता पहले से है। उसी से साइन इन करें, या वहाँ नया पासवर्ड माँगें।',
  },
  'inviter-may-not-any-more': {
    en: 'Who invited you may not do so any more. No account was opened.',
    hi: 'जिसने आपको आमंत्रित किया वह अब ऐसा नहीं कर सकता। कोई खाता नहीं खोला गया।',
  },
  'not-approved': {
    en: 'Your registration was not approved. No account was opened.',
    hi: 'आपका पंजीकरण स्वीकृत नहीं हुआ। कोई खाता नहीं खोला गया।',
  },
  lapsed: {
    en: 'Your registration was not finished in time and has lapsed. You may register anew.',
    hi: 'आपका पंजीकरण समय पर पूरा न होने से समाप्त हो गया है। आप फिर से पंजीकरण कर सकते हैं।',
  },
  withdrawn: {
    en: 'Your registration was taken back. No account was opened.',
    hi: 'आपका पंजीकरण वापस ले लिया गया। कोई खाता नहीं खोला गया।',
  },
} as const satisfies Record<string, Words>;

/** How it ended without an account, with the decider's reason where there is one. */
export function endLetter(of: {
  number: string;
  endedBecause: keyof typeof ends;
  reason: string | null;
}): Letter {
  const reason = of.reason ? [{ label: { en: 'Reason', hi: 'कारण' }, value: of.reason }] : [];
  return {
    subject: {
      en: `Your registration ${of.number} has ended`,
      hi: `आपका पंजीकरण ${of.number} समाप्त हुआ`,
    },
    paragraphs: [ends[of.endedBecause]],
    facts: [numberIs(of.number), ...reason],
  };
}
