import { existsSync } from 'node:fs'
import compress from '@fastify/compress'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyInstance } from 'fastify'
import helmet from 'helmet'
import { drained } from './drain.ts'
import { Problem } from './problem.ts'

export interface AppSettings {
  /** Folder of the built web, when there is one. */
  web: string | undefined
  /** Folder of swagger-ui-dist. */
  docs: string | undefined
  /** Served over https by a proxy in front. */
  https: boolean
}

const MEGABYTE = 1024 * 1024

/** Fastify with what every house needs: safe headers, limits, uploads, the built web. No business word here. */
export async function openApp(settings: AppSettings): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: MEGABYTE,
    trustProxy: 'loopback',
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  })
  const safeHeaders = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Mantine writes the variables of its theme in a style element.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: settings.https ? { maxAge: 31_536_000 } : false,
    crossOriginOpenerPolicy: settings.https,
    originAgentCluster: settings.https,
    referrerPolicy: { policy: 'same-origin' },
  })
  // Made once: @fastify/helmet makes them anew for each request (0.08 ms that a car at the gate would wait).
  app.addHook('onRequest', (request, reply, done) =>
    safeHeaders(request.raw, reply.raw, done as (error?: unknown) => void),
  )
  app.addHook('onSend', async (request, reply) => {
    reply.header('permissions-policy', 'microphone=(self), camera=(), geolocation=()')
    if (reply.statusCode === 413) await drained(request.raw)
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  await app.register(rateLimit, {
    global: true,
    max: 3000,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, context) =>
      new Problem(429, 'too-many', 'Too many requests', { hint: `Wait ${context.after} and try again.` }),
  })
  await app.register(compress, { global: true, threshold: 2048 })
  await app.register(multipart, { limits: { fileSize: 100 * MEGABYTE, files: 1, fields: 20 } })
  app.addContentTypeParser(/^audio\//u, { parseAs: 'buffer', bodyLimit: 2 * MEGABYTE }, (_request, body, done) =>
    done(null, body),
  )
  // Bytes as they are: pictures, PDF and CSV; how much, each endpoint says.
  app.addContentTypeParser(
    /^(?:image\/(?:png|jpeg|webp)|application\/pdf|text\/csv)\b/u,
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  )
  if (settings.docs)
    await app.register(fastifyStatic, {
      root: settings.docs,
      prefix: '/api/docs/',
      decorateReply: false,
      index: false,
      allowedPath: (path) => /swagger-ui(-bundle)?\.(css|js)$/u.test(path),
    })
  if (settings.web && existsSync(settings.web)) await serveWeb(app, settings.web)
  return app
}

/**
 * The built web: hashed assets for a year, the page itself never kept; any path without a dot is the page. Every file is looked up
 * when it is asked for, so that a web built anew is served without a restart.
 */
async function serveWeb(app: FastifyInstance, root: string): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    serve: false,
    setHeaders(reply, path) {
      reply.header('cache-control', /[\\/]assets[\\/]/u.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.get('/*', { config: { rateLimit: false } }, (request, reply) => {
    const path = request.url.split('?')[0] ?? '/'
    if (path.startsWith('/api/') || path.startsWith('/in/')) {
      reply.callNotFound()
      return reply
    }
    return reply.sendFile(/\.\w+$/u.test(path) ? path : 'index.html')
  })
}

/** A page of the API, readable by people, over Swagger UI. */
export const docsPage = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Okaeri · API</title><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head><body><div id="page"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>`
export const docsScript = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#page', deepLinking: true, docExpansion: 'none', filter: true, displayRequestDuration: true })`
