import { privacyDeclaration } from '../../../domain/registration/privacy-declaration.ts';
import { publicEndpoint } from '../../endpoint.ts';
import { privacyDeclarationAnswer } from '../../schemas/registration/registration.ts';

export const privacyDeclarationEndpoint = publicEndpoint({
  method: 'get',
  path: '/privacy-declaration',
  tag: 'Registration',
  summary: 'The privacy declaration in force',
  description: 'Paragraphs in English and Hindi. Agree to this `version`.',
  answers: { 200: { description: 'The declaration', schema: privacyDeclarationAnswer } },
  handle: async () => {
    const { version, en, hi } = privacyDeclaration;
    return { status: 200, body: { version, en: [...en], hi: [...hi] } };
  },
});
