import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Prometheus figures at /metrics, from this machine only: no labels that could name a person. */
export function openMetrics(app: FastifyInstance, now: () => { screens: number; plates: number }) {
  const register = new Registry()
  collectDefaultMetrics({ register, prefix: 'okaeri_' })
  const seconds = new Histogram({
    name: 'okaeri_http_seconds',
    help: 'Time to answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
    registers: [register],
  })
  new Gauge({
    name: 'okaeri_screens',
    help: 'Live screens',
    registers: [register],
    collect() {
      this.set(now().screens)
    },
  })
  new Gauge({
    name: 'okaeri_known_plates',
    help: 'Plates in the filter',
    registers: [register],
    collect() {
      this.set(now().plates)
    },
  })
  app.addHook('onResponse', async (request, reply) => {
    seconds.observe(
      { method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    )
  })
  return {
    route() {
      app.get('/metrics', async (request, reply) => {
        if (!['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip)) return reply.callNotFound()
        return reply.type(register.contentType).send(await register.metrics())
      })
    },
  }
}
