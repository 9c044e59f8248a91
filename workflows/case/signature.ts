import { attempt } from './attempt.ts';
import { type Case, enterStage } from './case.ts';
import type { Inbox, Intention } from './inbox.ts';
import * as steps from './steps.ts';
import { withdraw } from './withdrawal.ts';

/** Waits for the officer's signature; a new signing request, release and withdrawal may come first. */
export async function collectSignature(kase: Case, inbox: Inbox): Promise<void> {
  const wanted = await inbox.signatureOrRelease();
  if (wanted === 'release') return sendBack(kase, inbox);
  if (wanted.kind === 'withdraw') return withdraw(kase, inbox, wanted.input);
  await prepareOrIssue(kase, inbox, wanted);
}

/** Prepares the certificate for whoever asks to sign it, or issues it with the signature that came. */
export async function prepareOrIssue(
  kase: Case,
  inbox: Inbox,
  wanted: Intention<'attachSignature' | 'renewSigningRequest'>,
): Promise<void> {
  const { applicationId } = kase;
  const { by } = wanted.input;
  const signed = await attempt(kase, inbox, 'issue the certificate', () =>
    wanted.kind === 'attachSignature'
      ? steps.issueCertificate({
          applicationId,
          revision: kase.revision,
          by,
          signature: wanted.input.signature,
        })
      : steps.prepareCertificate({
          applicationId,
          revision: kase.revision,
          by,
          signingOfficer: by.accountId,
        }),
  );
  enterStage(kase, signed);
  if (signed.refused) inbox.refuse(signed.refused);
  else inbox.accept();
}

/** Back to the office's queue, unless the record says that the officer can sign after all. */
async function sendBack(kase: Case, inbox: Inbox): Promise<void> {
  const { applicationId } = kase;
  const released = await attempt(kase, inbox, 'send the case back to the queue', () =>
    steps.releaseCase({ applicationId, revision: kase.revision }),
  );
  enterStage(kase, released, 'The officer who was to sign may do so no more.');
}
