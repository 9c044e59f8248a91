/** One text of the declaration that somebody agrees to; a changed text is a new version. */
export type PrivacyDeclaration = {
  version: string;
  /** Paragraphs, in order. */
  en: readonly string[];
  hi: readonly string[];
};

/** The declaration in force (R16). What was agreed to is kept with its version, so none is edited. */
export const privacyDeclaration: PrivacyDeclaration = {
  version: '2026-11',
  en: [
    'The Directorate General of Foreign Trade runs this service to issue certificates of origin under the Foreign Trade (Development and Regulation) Act, 1992 and the Foreign Trade Policy.',
    'For your account we keep your name, e-mail address, mobile number, the certificate by which you proved who you are, the firm or agency that you act for, and what you do here, with time and network address.',
    'What an application says of goods, parties and values is kept with it. What a certificate says can be seen by anybody who knows its number, so that customs abroad can verify it.',
    'We pass data to the issuing agency that you choose, to the payment gateway for the fee, to customs authorities that verify a certificate, and to nobody else unless a law orders it.',
    'Data is kept in India and as long as the agreements and Indian law ask: records of origin for at least five years, the audit of accounts for at least one year after the account has ended.',
    'You may see what we keep of you, have it put right (basic details of an exporter at DGFT, by Modify IEC), and complain to the helpdesk (coo-dgft@gov.in) and to the Data Protection Board of India.',
    'I declare that what I state here is true, that I act for the firm or agency named, and that I keep my password, my codes and my signature token to myself.',
  ],
  hi: [
    'विदेश व्यापार महानिदेशालय यह सेवा विदेश व्यापार (विकास और विनियमन) अधिनियम, 1992 और विदेश व्यापार नीति के अधीन उत्पत्ति प्रमाण-पत्र जारी करने के लिए चलाता है।',
    'आपके खाते के लिए हम आपका नाम, ई-मेल पता, मोबाइल नंबर, वह प्रमाण-पत्र जिससे आपने अपनी पहचान सिद्ध की, वह फ़र्म या एजेंसी जिसके लिए आप कार्य करते हैं, और आप यहाँ जो करते हैं उसे समय और नेटवर्क पते के साथ रखते हैं।',
    'आवेदन में माल, पक्षों और मूल्यों के बारे में जो लिखा है वह उसके साथ रखा जाता है। प्रमाण-पत्र में जो लिखा है उसे उसका नंबर जानने वाला कोई भी देख सकता है, ताकि विदेश के सीमा शुल्क अधिकारी उसका सत्यापन कर सकें।',
    'हम डेटा आपकी चुनी हुई जारीकर्ता एजेंसी को, शुल्क के लिए भुगतान गेटवे को, और प्रमाण-पत्र सत्यापित करने वाले सीमा शुल्क प्राधिकारियों को देते हैं; और किसी को नहीं, जब तक कोई क़ानून आदेश न दे।',
    'डेटा भारत में और उतने समय तक रखा जाता है जितना समझौते और भारतीय क़ानून माँगते हैं: उत्पत्ति के अभिलेख कम से कम पाँच वर्ष, खातों का लेखा खाता समाप्त होने के बाद कम से कम एक वर्ष।',
    'आप देख सकते हैं कि हम आपके बारे में क्या रखते हैं, उसे ठीक करवा सकते हैं (निर्यातक के मूल विवरण डीजीएफ़टी पर Modify IEC से), और सहायता केंद्र (coo-dgft@gov.in) तथा भारतीय डेटा संरक्षण बोर्ड से शिकायत कर सकते हैं।',
    'मैं घोषणा करता/करती हूँ कि यहाँ दी गई जानकारी सही है, मैं नामित फ़र्म या एजेंसी के लिए कार्य करता/करती हूँ, और मैं अपना पासवर्ड, कोड और हस्ताक्षर टोकन अपने पास रखूँगा/रखूँगी।',
  ],
};
