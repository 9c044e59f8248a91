import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import type { FaultSwitch } from '../http/fault.ts';
import type { RunningSimulator } from '../http/server.ts';
import type { MessageStore } from './store.ts';

const largestMessage = 10 * 1024 * 1024;

function smtpAnswer(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

function refusalOf(address: string): Error | null {
  if (address.startsWith('nobody@')) return smtpAnswer(550, 'There is no such mailbox');
  if (address.startsWith('full@')) return smtpAnswer(452, 'The mailbox is full at present');
  return null;
}

/**
 * A real SMTP server that keeps what it is sent. It has no mailbox for `nobody@…` (550, for good),
 * and the one of `full@…` takes nothing for the time being (452).
 * Faults: `down` greets with 421, `slow` waits before it takes a message, `cut` keeps the message
 * and hangs up before it says so.
 */
export async function startSmtp(options: {
  port: number;
  store: MessageStore;
  faults: FaultSwitch;
}): Promise<RunningSimulator> {
  const { port, store, faults } = options;
  const faultOf = new Map<string, ReturnType<FaultSwitch['next']>>();
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: largestMessage,
    closeTimeout: 500,
    onConnect: (session, done) => {
      const fault = faults.next();
      faultOf.set(session.id, fault);
      done(fault.mode === 'down' ? smtpAnswer(421, 'The simulator is set down') : null);
    },
    onClose: (session) => {
      faultOf.delete(session.id);
    },
    onRcptTo: ({ address }, _session, done) => {
      done(refusalOf(address.toLowerCase()));
    },
    onData: async (stream, session, done) => {
      const { mode, delayMs } = faultOf.get(session.id) ?? faults.get();
      const raw = await buffer(stream);
      if (stream.sizeExceeded) return done(smtpAnswer(552, 'The message is too large'));
      if (mode === 'slow') await wait(delayMs, undefined, { ref: false });
      const { mailFrom, rcptTo } = session.envelope;
      store.receive(raw, {
        from: mailFrom === false ? '' : mailFrom.address,
        to: rcptTo.map(({ address }) => address.toLowerCase()),
      });
      if (mode !== 'cut') return done();
      for (const connection of server.connections) {
        if (connection.id === session.id) connection._socket.destroy();
      }
    },
  });
  server.on('error', () => {}); // Clients that hang up half-way are their own affair.
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: taken } = server.server.address() as AddressInfo;
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `smtp://127.0.0.1:${taken}`, stop };
}
