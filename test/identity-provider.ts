import { createHash, createPublicKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'

/** Whom the provider says is in front of it. */
export interface Person {
  sub: string
  email: string
  name: string
  email_verified?: boolean | string
}

export interface Provider {
  oidc: { issuer: string; clientId: string; clientSecret: string }
  /** Who signs in next; null: they refuse. */
  person: Person | null
  /** Cannot be reached, or takes the connection and says nothing. */
  mood: 'well' | 'broken' | 'silent'
  /** Signs with a key of its own, as a forger would. */
  forges: boolean
  /** Claims in place of the true ones: another audience, an hour that is over. */
  lies: Record<string, unknown>
  /** What it was asked for, by path. */
  asked: string[]
}

/**
 * A small OpenID Connect provider on this machine (Core 1.0, Discovery 1.0): code flow with PKCE (RFC 7636) and nonce, tokens signed
 * RS256. Refuses what a real one refuses: another client, another redirect address, a code used twice, a verifier that does not fit.
 */
export async function openProvider(): Promise<Provider> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const forger = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const codes = new Map<string, { person: Person; challenge: string; nonce: string | null; redirect: string }>()
  const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

  const server = createServer(async (request, reply) => {
    const url = new URL(request.url ?? '/', provider.oidc.issuer)
    provider.asked.push(url.pathname)
    const json = (status: number, body: object) =>
      reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (provider.mood === 'silent') return
    if (provider.mood === 'broken') return json(503, {})
    const { issuer, clientId, clientSecret } = provider.oidc
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return json(200, {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          userinfo_endpoint: `${issuer}/userinfo`,
          jwks_uri: `${issuer}/keys`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
        })
      case '/keys':
        return json(200, {
          keys: [
            { ...createPublicKey(keys.privateKey).export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' },
          ],
        })
      case '/authorize': {
        const asked = url.searchParams
        const back = new URL(asked.get('redirect_uri') ?? '')
        back.searchParams.set('state', asked.get('state') ?? '')
        if (asked.get('client_id') !== clientId || asked.get('code_challenge_method') !== 'S256') return json(400, {})
        if (provider.person) {
          const code = randomUUID()
          codes.set(code, {
            person: provider.person,
            challenge: asked.get('code_challenge') ?? '',
            nonce: asked.get('nonce'),
            redirect: asked.get('redirect_uri') ?? '',
          })
          back.searchParams.set('code', code)
        } else back.searchParams.set('error', 'access_denied')
        return reply.writeHead(302, { location: back.href }).end()
      }
      case '/token': {
        let body = ''
        for await (const part of request) body += part
        const form = new URLSearchParams(body)
        const [id, secret] = request.headers.authorization?.startsWith('Basic ')
          ? Buffer.from(request.headers.authorization.slice(6), 'base64').toString().split(':')
          : [form.get('client_id'), form.get('client_secret')]
        const code = form.get('code') ?? ''
        const grant = codes.get(code)
        codes.delete(code)
        const challenge = createHash('sha256')
          .update(form.get('code_verifier') ?? '')
          .digest('base64url')
        if (id !== clientId || secret !== clientSecret) return json(401, { error: 'invalid_client' })
        if (!grant || grant.challenge !== challenge || grant.redirect !== form.get('redirect_uri'))
          return json(400, { error: 'invalid_grant' })
        const now = Math.floor(Date.now() / 1000)
        const claims = { iss: issuer, aud: clientId, iat: now, exp: now + 300, ...grant.person }
        const signed = `${base64url({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${base64url({
          ...claims,
          ...(grant.nonce ? { nonce: grant.nonce } : {}),
          ...provider.lies,
        })}`
        const key = provider.forges ? forger.privateKey : keys.privateKey
        const seal = sign('sha256', Buffer.from(signed), key).toString('base64url')
        return json(200, {
          access_token: 'the-access-token',
          refresh_token: 'the-refresh-token',
          token_type: 'Bearer',
          expires_in: 300,
          id_token: `${signed}.${seal}`,
        })
      }
      default:
        return json(404, {})
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const provider: Provider = {
    oidc: {
      issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      clientId: 'okaeri',
      clientSecret: 'between us',
    },
    person: null,
    mood: 'well',
    forges: false,
    lies: {},
    asked: [],
  }
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return provider
}
