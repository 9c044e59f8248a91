import type { Dependencies } from '../dependencies.ts';
import { createBeginRegistration } from './begin-registration.ts';
import { createDecideRegistration } from './decide-registration.ts';
import { createEndRegistration } from './end-registration.ts';
import { createOpenAccount } from './open-account.ts';
import { createProvePossession } from './prove-possession.ts';
import {
  createRecordConsent,
  createRecordContact,
  createRecordDetails,
  createRecordLetter,
} from './record-proof.ts';
import { createParkRegistration, createResumeRegistration } from './registration-attention.ts';
import { createRemindOfRegistration } from './remind-of-registration.ts';
import { createSendRegistrationCode } from './send-registration-code.ts';
import { createSendFirstPassword, createTellRegistrationEnd } from './tell-registration-end.ts';

/** The steps of `userRegistration`; the names are persisted in histories. */
export const createRegistrationActivities = (dependencies: Dependencies) => ({
  beginRegistration: createBeginRegistration(dependencies),
  provePossession: createProvePossession(dependencies),
  recordConsent: createRecordConsent(dependencies),
  recordDetails: createRecordDetails(dependencies),
  recordLetter: createRecordLetter(dependencies),
  recordContact: createRecordContact(dependencies),
  openAccount: createOpenAccount(dependencies),
  decideRegistration: createDecideRegistration(dependencies),
  endRegistration: createEndRegistration(dependencies),
  parkRegistration: createParkRegistration(dependencies),
  resumeRegistration: createResumeRegistration(dependencies),
  sendRegistrationCode: createSendRegistrationCode(dependencies),
  remindOfRegistration: createRemindOfRegistration(dependencies),
  sendFirstPassword: createSendFirstPassword(dependencies),
  tellRegistrationEnd: createTellRegistrationEnd(dependencies),
});
