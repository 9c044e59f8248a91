import type { Database, Transaction } from '../../db/database.ts';
import {
  type RegistrationChange,
  type RegistrationRow,
  recordRegistrationStep,
} from '../../db/queries/registration/registration.ts';
import { takeCode } from '../../db/queries/sign-in/one-time-code.ts';
import type { AuditAction } from '../../domain/audit-actions.ts';
import { objectionToDetails } from '../../domain/registration/exporter-details.ts';
import { privacyDeclaration } from '../../domain/registration/privacy-declaration.ts';
import { isDecidedOn, missingProofs } from '../../domain/registration/proofs.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import type {
  AgreeInput,
  ConfirmInput,
  GiveDetailsInput,
  HandInLetterInput,
} from '../../workflows/user-registration/contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { corrupt } from '../failure.ts';
import { refusal } from '../step-result.ts';
import { byApplicant } from './by.ts';
import { dueAtOf, outcomeOf, type StepOutcome } from './standing.ts';

/** Which registration a step is for, and the revision that the run knows it at. */
export type OnRegistration = { registrationId: string; revision: number };

type ProofChange = {
  set: RegistrationChange['set'];
  action: AuditAction;
  after: Record<string, unknown>;
};
type ProofRefusal = {
  refused: RefusalDetail;
  told?: { action: AuditAction; after: Record<string, unknown> };
};

/**
 * Keeps one proof that the applicant brought. With the last one the registration goes on: to who
 * decides, where somebody does. Safe to repeat.
 */
export async function recordProof(
  database: Database,
  { registrationId, revision, network, name }: OnRegistration & { network: string; name: string },
  bring: (
    transaction: Transaction,
    row: RegistrationRow,
    at: Date,
  ) => Promise<ProofChange | ProofRefusal>,
): Promise<StepOutcome> {
  const at = new Date();
  const step = { registrationId, name, revision, at, by: byApplicant(network) };
  const record = await recordRegistrationStep<RefusalDetail>(
    database,
    step,
    async (transaction, row) => {
      const brought = await bring(transaction, row, at);
      if ('refused' in brought) return brought;
      const complete = missingProofs({ ...row, ...brought.set }).length === 0;
      if (!complete || !isDecidedOn(row.kind, row.applicant.role)) return brought;
      const stage = 'awaiting-decision';
      const dueAt = await dueAtOf(database, stage, at);
      return { ...brought, set: { ...brought.set, stage, dueAt } };
    },
  );
  return outcomeOf(database, record);
}

/** Keeps what was agreed to, which version, when and from where (R16). */
export function createRecordConsent({ database }: Dependencies) {
  return async function recordConsent(input: OnRegistration & AgreeInput): Promise<StepOutcome> {
    const { version, language, network } = input;
    return recordProof(database, { ...input, name: 'agree' }, async (_transaction, _row, at) => {
      if (version !== privacyDeclaration.version) {
        const message = `The declaration in force is ${privacyDeclaration.version}. Read it and agree to that one.`;
        return { refused: refusal('declaration-outdated', message) };
      }
      const consent = { version, language, at: at.toISOString(), network };
      return { set: { consent }, action: 'privacy-agreed', after: { version, language } };
    });
  };
}

/** Keeps GSTIN or SEZ and AEO, after holding them against the PAN that DGFT has (R17). */
export function createRecordDetails({ database }: Dependencies) {
  return async function recordDetails(
    input: OnRegistration & GiveDetailsInput,
  ): Promise<StepOutcome> {
    const { details } = input;
    return recordProof(database, { ...input, name: 'details' }, async (_transaction, row) => {
      if (!row.firm) throw corrupt('an exporter registers without a firm');
      const objection = objectionToDetails(details, row.firm.pan);
      if (objection) return { refused: { ...objection, reasoning: [] } };
      return { set: { details }, action: 'details-given', after: { ...details } };
    });
  };
}

/** Keeps the storage key of the agency's letter of authorisation (R40). */
export function createRecordLetter({ database }: Dependencies) {
  return async function recordLetter(
    input: OnRegistration & HandInLetterInput,
  ): Promise<StepOutcome> {
    const { letterKey } = input;
    return recordProof(database, { ...input, name: 'letter' }, async () => ({
      set: { letterKey },
      action: 'letter-handed-in',
      after: { sha256: letterKey },
    }));
  };
}

const contacts = {
  email: {
    purpose: 'registration-email',
    column: 'emailVerifiedAt',
    word: 'link',
    gone: 'link-not-valid',
  },
  mobile: {
    purpose: 'registration-mobile',
    column: 'mobileVerifiedAt',
    word: 'code',
    gone: 'code-not-valid',
  },
} as const;

/**
 * Takes a link or code that was sent, once; a wrong one is counted, and told in the audit (R19).
 * A registration whose address is proved already says so to whoever follows the link again.
 */
export function createRecordContact({ database }: Dependencies) {
  return async function recordContact(
    input: OnRegistration & ConfirmInput & { channel: 'email' | 'mobile' },
  ): Promise<StepOutcome> {
    const { channel, registrationId: subject, codeHash: hash } = input;
    const { purpose, column, word, gone } = contacts[channel];
    return recordProof(
      database,
      { ...input, name: `confirm-${channel}` },
      async (transaction, _row, at) => {
        const { outcome } = await takeCode(transaction, { purpose, subject, hash });
        if (outcome === 'right') {
          return { set: { [column]: at }, action: `${channel}-confirmed` as const, after: {} };
        }
        const refused =
          outcome === 'wrong'
            ? refusal('code-wrong', `This is not the ${word} that was sent.`)
            : refusal(gone, `The ${word} was used, is too old, or was tried too often.`);
        const told = { action: 'code-refused' as const, after: { channel, outcome } };
        return { refused, told };
      },
    );
  };
}
