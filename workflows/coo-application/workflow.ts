import { allHandlersFinished, condition, isCancellation, log } from '@temporalio/workflow';
import { type Case, enterStage, openCase, reasonOf } from './case.ts';
import type { CooApplicationInput } from './contract.ts';
import { type Inbox, openInbox } from './inbox.ts';
import * as steps from './steps.ts';

/**
 * The life of one application for a certificate of origin, from submission to its end (R1).
 * Starts by Update-with-Start with `submit`; a submission that is refused ends the run and leaves
 * the draft. A step that cannot go on parks the case; the run itself never fails.
 */
export async function cooApplication(input: CooApplicationInput): Promise<{ outcome: string }> {
  const kase = openCase(input.applicationId);
  const inbox = openInbox(kase);

  await acceptSubmission(kase, inbox);
  while (kase.stage === 'awaiting-payment') await collectFee(kase, inbox);
  while (kase.stage === 'under-review' || kase.stage === 'awaiting-signature') {
    await (kase.stage === 'under-review' ? review(kase, inbox) : collectSignature(kase, inbox));
  }
  if (kase.stage !== 'draft') await tellExporter(kase);

  await condition(allHandlersFinished);
  return { outcome: kase.stage };
}

async function acceptSubmission(kase: Case, inbox: Inbox): Promise<void> {
  const { input } = await inbox.next('submit');
  const { applicationId } = kase;
  kase.revision = input.expectedRevision;
  const submission = await attempt(kase, inbox, 'record the submission', () =>
    steps.recordSubmission({ applicationId, ...input }),
  );
  if ('refused' in submission) return inbox.refuse(submission.refused);
  enterStage(kase, submission);

  await attempt(kase, inbox, 'look up the IEC', () => steps.lookupIec({ applicationId }));
  const opening = await attempt(kase, inbox, 'open the case', () =>
    steps.openApplication({
      applicationId,
      revision: kase.revision,
      expectedFeePaise: input.expectedFeePaise,
    }),
  );
  kase.orderOpen = opening.orderOpen;
  enterStage(kase, opening);
  if (opening.refused) return inbox.refuse(opening.refused);
  inbox.accept();
}

async function collectFee(kase: Case, inbox: Inbox): Promise<void> {
  const { applicationId } = kase;
  for (let minutes = 1; kase.stage === 'awaiting-payment'; minutes = Math.min(minutes * 2, 360)) {
    const news = await inbox.paymentOr(kase.orderOpen ? `${minutes} minutes` : null);
    const payment = await attempt(kase, inbox, 'take the fee', () =>
      news === 'ask-gateway'
        ? steps.settlePayment({ applicationId, revision: kase.revision })
        : steps.payFee({ applicationId, revision: kase.revision, ...news.input }),
    );
    kase.orderOpen = payment.orderOpen;
    enterStage(kase, payment);
    if (payment.refused) inbox.refuse(payment.refused);
    else inbox.accept();
  }
}

async function review(kase: Case, inbox: Inbox): Promise<void> {
  const { applicationId } = kase;
  const { input } = await inbox.next('decide');
  const { by, decision } = input;
  const decided = await attempt(kase, inbox, 'record the decision', () =>
    decision.approve
      ? steps.prepareCertificate({
          applicationId,
          revision: kase.revision,
          by,
          signingOfficer: decision.signingOfficer ?? by.accountId,
        })
      : steps.recordRejection({
          applicationId,
          revision: kase.revision,
          by,
          reasons: decision.reasons,
        }),
  );
  enterStage(kase, decided, decided.refused && `Not decided: ${decided.refused.message}`);
  if (decided.refused) inbox.refuse(decided.refused);
  else inbox.accept();
}

async function collectSignature(kase: Case, inbox: Inbox): Promise<void> {
  const { applicationId } = kase;
  const wanted = await inbox.signatureOrRelease();
  if (wanted === 'release') return sendBack(kase, inbox);
  const { kind, input } = wanted;
  const signed = await attempt(kase, inbox, 'issue the certificate', () =>
    kind === 'attachSignature'
      ? steps.issueCertificate({
          applicationId,
          revision: kase.revision,
          by: input.by,
          signature: input.signature,
        })
      : steps.prepareCertificate({
          applicationId,
          revision: kase.revision,
          by: input.by,
          signingOfficer: input.by.accountId,
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

/** A mail that cannot be sent for a day is given up: the record says the same, and the case ends. */
async function tellExporter(kase: Case): Promise<void> {
  try {
    await steps.notifyExporter({ applicationId: kase.applicationId });
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('The exporter could not be told by mail', { reason: reasonOf(error) });
  }
}

/** Runs a step; when it cannot go on by itself, parks the case until operations let it go on. */
async function attempt<T>(
  kase: Case,
  inbox: Inbox,
  step: string,
  run: () => Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (isCancellation(error)) throw error;
      await park(kase, inbox, step, reasonOf(error));
    }
  }
}

async function park(kase: Case, inbox: Inbox, step: string, reason: string): Promise<void> {
  const { applicationId } = kase;
  const parked = await steps.recordAttention({
    applicationId,
    revision: kase.revision,
    step,
    reason,
  });
  enterStage(kase, parked, `Could not ${step}: ${reason}`);
  inbox.park(`The case is parked for DGFT operations: could not ${step}.`);
  while (kase.stage === 'needs-attention') {
    const { input } = await inbox.next('resume');
    const resumed = await steps.recordResumption({
      applicationId,
      revision: kase.revision,
      by: input.by,
      note: input.note,
    });
    enterStage(kase, resumed);
    if (resumed.refused) inbox.refuse(resumed.refused);
    else inbox.accept();
  }
}
