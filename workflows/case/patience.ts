import {
  type Notice,
  nextNotice,
  type WaitingStage,
} from '../../domain/application/response-time.ts';
import { attempt } from './attempt.ts';
import { type Case, enterStage } from './case.ts';
import type { Inbox } from './inbox.ts';
import * as steps from './steps.ts';

/** What becomes of a case that waits for its exporter, and when. Throws when no end was set. */
export function noticeDue({ respondBy }: Case, stage: WaitingStage): Notice {
  if (respondBy === null) throw new Error(`nothing says until when a case in ${stage} waits`);
  return nextNotice(stage, Date.parse(respondBy), Date.now());
}

/** Nothing came in time: the exporter is reminded, or the case ends. */
export async function remindOrLapse(kase: Case, inbox: Inbox, { what }: Notice): Promise<void> {
  const { applicationId } = kase;
  if (what === 'remind') {
    const reminded = await attempt(kase, inbox, 'remind the exporter', () =>
      steps.remindExporter({ applicationId, revision: kase.revision }),
    );
    return enterStage(kase, reminded);
  }
  const lapsed = await attempt(kase, inbox, 'let the case lapse', () =>
    steps.lapseCase({ applicationId, revision: kase.revision }),
  );
  enterStage(kase, lapsed);
}
