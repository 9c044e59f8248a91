/**
 * What is sent of a case's turns, in the language of whom it goes to: a template of its own for each.
 * `{reference}` is the number of the certificate, or of the exporter's invoice.
 */
export const caseSmsTemplates = {
  'case-fee-awaited-en': {
    dltTemplateId: '1107160000000000011',
    en: 'eCoO: your application {reference} was accepted. Pay the fee, so that the office can examine it. DGFT',
  },
  'case-fee-awaited-hi': {
    dltTemplateId: '1107160000000000012',
    hi: 'ई-सीओओ: आपका आवेदन {reference} स्वीकार हुआ। शुल्क भरें ताकि कार्यालय जाँच कर सके। DGFT',
  },
  'case-issue-awaited-en': {
    dltTemplateId: '1107160000000000025',
    en: 'eCoO: your declaration {reference} was accepted. Sign the certificate to issue it. DGFT',
  },
  'case-issue-awaited-hi': {
    dltTemplateId: '1107160000000000026',
    hi: 'ई-सीओओ: आपकी घोषणा {reference} स्वीकार हुई। प्रमाण-पत्र जारी करने के लिए उस पर हस्ताक्षर करें। DGFT',
  },
  'case-query-raised-en': {
    dltTemplateId: '1107160000000000013',
    en: 'eCoO: the office has a question about your application {reference}. Please look at it and answer. DGFT',
  },
  'case-query-raised-hi': {
    dltTemplateId: '1107160000000000014',
    hi: 'ई-सीओओ: आपके आवेदन {reference} पर कार्यालय का प्रश्न है। कृपया देखें और उत्तर दें। DGFT',
  },
  'case-lapse-near-en': {
    dltTemplateId: '1107160000000000015',
    en: 'eCoO: your application {reference} waits for you and lapses soon. Please look at it. DGFT',
  },
  'case-lapse-near-hi': {
    dltTemplateId: '1107160000000000016',
    hi: 'ई-सीओओ: आपका आवेदन {reference} आपकी प्रतीक्षा में है और शीघ्र समाप्त हो जाएगा। कृपया देखें। DGFT',
  },
  'case-issued-en': {
    dltTemplateId: '1107160000000000017',
    en: 'eCoO: certificate of origin {reference} is issued. DGFT',
  },
  'case-issued-hi': {
    dltTemplateId: '1107160000000000018',
    hi: 'ई-सीओओ: उत्पत्ति प्रमाण-पत्र {reference} जारी हुआ। DGFT',
  },
  'case-rejected-en': {
    dltTemplateId: '1107160000000000019',
    en: 'eCoO: your application {reference} was rejected. The reasons are in your mail. DGFT',
  },
  'case-rejected-hi': {
    dltTemplateId: '1107160000000000020',
    hi: 'ई-सीओओ: आपका आवेदन {reference} अस्वीकृत हुआ। कारण आपके ई-मेल में हैं। DGFT',
  },
  'case-lapsed-en': {
    dltTemplateId: '1107160000000000021',
    en: 'eCoO: your application {reference} has lapsed. You can apply anew. DGFT',
  },
  'case-lapsed-hi': {
    dltTemplateId: '1107160000000000022',
    hi: 'ई-सीओओ: आपका आवेदन {reference} समाप्त हो गया। आप नया आवेदन कर सकते हैं। DGFT',
  },
  'case-cancelled-en': {
    dltTemplateId: '1107160000000000023',
    en: 'eCoO: certificate of origin {reference} is cancelled and must not be used. DGFT',
  },
  'case-cancelled-hi': {
    dltTemplateId: '1107160000000000024',
    hi: 'ई-सीओओ: उत्पत्ति प्रमाण-पत्र {reference} रद्द हुआ; उसका उपयोग न करें। DGFT',
  },
} as const;
