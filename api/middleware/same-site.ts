import type { RequestHandler } from 'express';
import { problem } from '../problem/problem.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what changes something when a browser sends it from another site: a cookie alone is no
 * sign of will. Programs send neither header and pass.
 */
export function sameSiteOnly(publicUrl: string): RequestHandler {
  const ownOrigin = new URL(publicUrl).origin;
  return (request, _response, next) => {
    if (safeMethods.has(request.method)) return next();
    const site = request.get('sec-fetch-site');
    const origin = request.get('origin');
    const ownHost =
      origin !== undefined && origin === `${request.protocol}://${request.get('host')}`;
    const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
    const foreignOrigin = origin !== undefined && origin !== ownOrigin && !ownHost;
    if (foreignSite || foreignOrigin) {
      throw problem('cross-site-request', 'Only pages of this service may change anything here.');
    }
    next();
  };
}
