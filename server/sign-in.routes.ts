import type { FastifyInstance } from 'fastify'
import { Problem } from './kit/problem.ts'

/** better-auth's own routes, behind Fastify. */
export function signInRoutes(
  app: FastifyInstance,
  handle: (request: Request) => Promise<Response>,
  databaseAnswers: () => Promise<unknown>,
): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    config: { rateLimit: { max: 120, timeWindow: 60_000 } },
    async handler(request, reply) {
      const headers = new Headers()
      for (const [name, value] of Object.entries(request.headers))
        if (typeof value === 'string' && name !== 'content-length') headers.set(name, value)
      headers.set('x-okaeri-address', request.ip)
      const url = `${request.protocol}://${request.headers.host ?? 'localhost'}${request.url}`
      if (!URL.canParse(url)) throw new Problem(400, 'bad-host', 'The address you came by cannot be read')
      const answer = await handle(
        new Request(url, {
          method: request.method,
          headers,
          ...(request.body ? { body: JSON.stringify(request.body) } : {}),
        }),
      )
      if (answer.status === 401 || answer.status === 500) await databaseAnswers()
      if (answer.status === 429) throw tooManyTries(answer.headers.get('x-retry-after') ?? '60')
      reply.status(answer.status)
      for (const [name, value] of answer.headers)
        if (name !== 'set-cookie' && name !== 'content-length') reply.header(name, value)
      const cookies = answer.headers.getSetCookie()
      if (cookies.length > 0) reply.header('set-cookie', cookies)
      return reply.send(Buffer.from(await answer.arrayBuffer()))
    },
  })
}

const tooManyTries = (seconds: string) =>
  new Problem(429, 'too-many', 'Too many tries', {
    hint: `Wait ${seconds} seconds and try again.`,
    headers: { 'retry-after': seconds },
  })
