import { caseSmsTemplates } from './case-sms-templates.ts';

/**
 * A message as registered on the operators' DLT platform (TRAI, TCCCPR 2018): a text that is not
 * that of its template, word for word, is not delivered. `{name}` stands for a variable.
 * In both languages where the language of whom it goes to is not known, else in his.
 */
export type SmsTemplate = { dltTemplateId: string; en?: string; hi?: string };

/** Every message that the service sends to mobiles; a new one is registered on the DLT platform first. */
export const smsTemplates = {
  'registration-code': {
    dltTemplateId: '1107160000000000001',
    en: '{code} is your code for registering with eCoO. It works once, for {minutes} minutes. Tell it to nobody. DGFT',
    hi: 'ई-सीओओ पंजीकरण के लिए आपका कोड {code} है। यह एक बार, {minutes} मिनट तक चलेगा। किसी को न बताएँ।',
  },
  'mobile-change-code': {
    dltTemplateId: '1107160000000000002',
    en: '{code} is your code to confirm this mobile number for eCoO. It works once, for {minutes} minutes. Tell it to nobody. DGFT',
    hi: 'ई-सीओओ में इस मोबाइल नंबर की पुष्टि के लिए आपका कोड {code} है। यह एक बार, {minutes} मिनट तक चलेगा। किसी को न बताएँ।',
  },
  ...caseSmsTemplates,
} as const satisfies Record<string, SmsTemplate>;

export type SmsTemplateName = keyof typeof smsTemplates;

const variable = /\{(\w+)\}/g;
const wording = ({ en, hi }: SmsTemplate) => [en, hi].filter((one) => one !== undefined).join('\n');

/** The text as the DLT platform has it: each variable is `{#var#}`. */
export const registeredText = (template: SmsTemplate): string =>
  wording(template).replaceAll(variable, '{#var#}');

/** The text to send. Throws where a value is missing or longer than DLT's 30 characters. */
export function textOf(template: SmsTemplate, params: Readonly<Record<string, string>>): string {
  return wording(template).replaceAll(variable, (_match, name: string) => {
    const value = params[name];
    if (value === undefined || !/^[^\n]{1,30}$/.test(value)) {
      throw new Error(`The SMS template ${template.dltTemplateId} has no usable value for ${name}`);
    }
    return value;
  });
}
