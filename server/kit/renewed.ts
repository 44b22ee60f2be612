import type { FastifyInstance, FastifyRequest } from 'fastify'

/**
 * Cookies that go out with whatever is answered to a request: a session that is used is prolonged, and the browser must hear of it, or it lets go of
 * its cookie on the day it was first told. An answer that sets cookies of its own (another session, none any more) has the last word.
 */
export function renewals(app: FastifyInstance): (request: FastifyRequest, cookies: readonly string[]) => void {
  const renewed = new WeakMap<FastifyRequest, readonly string[]>()
  app.addHook('onSend', async (request, reply) => {
    const cookies = renewed.get(request)
    if (cookies && !reply.hasHeader('set-cookie')) reply.header('set-cookie', cookies)
  })
  return (request, cookies) => void (cookies.length > 0 && renewed.set(request, cookies))
}
