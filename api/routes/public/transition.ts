import { audit } from '../../../db/queries/audit/audit.ts';
import {
  listSwitches,
  listSwitchHistory,
  type NamedSwitch,
  setSwitch,
} from '../../../db/queries/transition/transition.ts';
import { isServedHere, legacyPortal } from '../../../domain/transition/transition.ts';
import { allow, mayReach } from '../../authority.ts';
import { endpoint, publicEndpoint } from '../../endpoint.ts';
import {
  switchAnswer,
  switchBody,
  switchHistoryAnswer,
  switchQuery,
  transitionAnswer,
} from '../../schemas/transition.ts';
import { todayInIndia } from '../../today.ts';
import { toldBy } from '../../told-by.ts';

const tag = 'Transition';

/** Strangers learn what counts and since when; who set it, its own people. */
const shown = ({ dataSet, from, source, sure, setAt, setByName }: NamedSwitch, who: boolean) => ({
  dataSet,
  from,
  servedHere: isServedHere(from, todayInIndia()),
  source,
  sure,
  setBy: who ? setByName : null,
  setAt: setAt.toISOString(),
});

/** What of the platform before this one is served here, and since when (R60, R61, R62). */
export const transitionEndpoints = [
  publicEndpoint({
    method: 'get',
    path: '/transition',
    tag,
    summary: 'What is served here, and what still on the earlier platform',
    answers: { 200: { description: 'One switch for each data set', schema: transitionAnswer } },
    handle: async ({ api }) => {
      const switches = await listSwitches(api.database);
      return {
        status: 200,
        body: { legacyPortal, switches: switches.map((one) => shown(one, false)) },
      };
    },
  }),
  endpoint({
    method: 'get',
    path: '/transition/history',
    tag,
    summary: 'All that was ever said of the data sets, newest first',
    querySchema: switchQuery,
    answers: { 200: { description: 'By whom and when', schema: switchHistoryAnswer } },
    handle: async ({ account, query, api }) => {
      mayReach(account, 'view', 'transition');
      const switches = await listSwitchHistory(api.database, query.dataSet ?? null);
      return { status: 200, body: { switches: switches.map((one) => shown(one, true)) } };
    },
  }),
  endpoint({
    method: 'post',
    path: '/transition',
    tag,
    summary: 'Say from which day a data set is served here',
    description: 'What was said before stays on record.',
    idempotency: 'record',
    bodySchema: switchBody,
    answers: { 201: { description: 'As it counts now', schema: switchAnswer } },
    handle: async ({ account, body, request, database }) => {
      allow(account, 'set', { kind: 'transition' });
      return database.transaction(async (own) => {
        const told = toldBy(account, request);
        const before = (await listSwitches(own)).find(({ dataSet }) => dataSet === body.dataSet);
        const said = { ...body, sure: 'found' as const, setBy: account.accountId };
        const row = await setSwitch(own, said);
        await audit(own, {
          ...told,
          subject: `transition/${body.dataSet}`,
          action: 'transition-switched',
          before: before && { from: before.from, source: before.source },
          after: { from: body.from, source: body.source },
        });
        return { status: 201, body: shown({ ...row, setByName: account.name }, true) };
      });
    },
  }),
];
