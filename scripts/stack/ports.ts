import net from 'node:net';

/** Ports promised in this process and perhaps not bound yet. */
const promised = new Set<number>();

/**
 * A free TCP port on loopback: the preferred one, else the next free one above it. Without a
 * preference one below the range the system hands to outgoing connections, so that nothing
 * slips onto it while its server is being restarted.
 */
export async function freePort(preferred?: number): Promise<number> {
  const first = preferred ?? 20_000 + Math.floor(Math.random() * 12_000);
  for (let port = first; port < first + 500; port++) {
    if (promised.has(port) || !(await isFree(port))) continue;
    promised.add(port);
    return port;
  }
  throw new Error(`No free TCP port between ${first} and ${first + 500}; end what holds them.`);
}

/** True when neither every address nor loopback alone has a listener on the port. */
async function isFree(port: number): Promise<boolean> {
  return (await canListen(port)) && (await canListen(port, '127.0.0.1'));
}

function canListen(port: number, host?: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const server = net.createServer();
  server.once('error', () => resolve(false));
  server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  return promise;
}
