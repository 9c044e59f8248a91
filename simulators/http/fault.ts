import { setTimeout as wait } from 'node:timers/promises';
import { json, type NextFunction, type Request, type Response, Router } from 'express';
import { z } from 'zod';

const fault = z.strictObject({
  /** `down`: refuses. `slow`: waits first. `cut`: does what was asked, then hangs up unanswered. */
  mode: z.enum(['up', 'down', 'slow', 'cut']),
  /** How long `slow` waits. */
  delayMs: z.int().min(1).max(600_000).default(5_000),
  /** After so many requests the simulator is up again; without it, until told otherwise. */
  requests: z.int().min(1).optional(),
});

export type Fault = z.infer<typeof fault>;

/** What is wrong with one simulator at present. */
export type FaultSwitch = {
  /** The fault that the next request meets; counts it. */
  next: () => Fault;
  get: () => Fault;
  set: (fault: Fault) => void;
};

const healthy: Fault = { mode: 'up', delayMs: 5_000 };

export function createFaultSwitch(): FaultSwitch {
  let current = healthy;
  return {
    get: () => current,
    set: (changed) => {
      current = changed;
    },
    next: () => {
      const met = current;
      if (met.requests !== undefined) {
        current = met.requests > 1 ? { ...met, requests: met.requests - 1 } : healthy;
      }
      return met;
    },
  };
}

/** `GET` and `POST /simulator/faults`: how a test or an operator breaks a simulator and mends it. */
export function faultRoutes(faults: FaultSwitch): Router {
  const router = Router();
  router.get('/simulator/faults', (_request, response) => {
    response.json(faults.get());
  });
  router.post('/simulator/faults', json(), (request, response) => {
    const asked = fault.safeParse(request.body);
    if (asked.success) faults.set(asked.data);
    response.status(asked.success ? 200 : 400);
    response.json(asked.success ? faults.get() : { problems: asked.error.issues });
  });
  return router;
}

/** Makes every request behind it suffer from the fault that is set. */
export function suffer(faults: FaultSwitch) {
  return async (_request: Request, response: Response, next: NextFunction): Promise<void> => {
    const { mode, delayMs } = faults.next();
    if (mode === 'down') {
      response.status(503).set('retry-after', '1').type('text').send('The simulator is set down.');
      return;
    }
    if (mode === 'slow') await wait(delayMs, undefined, { ref: false });
    if (mode === 'cut') {
      response.end = () => {
        response.socket?.destroy();
        return response;
      };
    }
    next();
  };
}
