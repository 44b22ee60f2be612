import type { GenericOAuthConfig } from 'better-auth/plugins'
import type { Log } from '../../kit/log.ts'
import type { Auth } from './auth.edge.ts'

/** The company's own identity provider, by OpenID Connect. */
export interface Sso {
  issuer: string
  clientId: string
  clientSecret: string
}

const DISCOVERY_MS = 5000
const ERROR_PAGE = '/sign-in'

/**
 * What we ask of the provider. An address it says it did not check (`email_verified: false`, OpenID Connect Core 1.0 §5.1) opens
 * nobody's account; one without that claim does, for directories such as Entra ID or AD FS leave it out and own their addresses.
 */
export const providerOf = (sso: Sso): GenericOAuthConfig => ({
  providerId: 'sso',
  discoveryUrl: `${sso.issuer.replace(/\/$/u, '')}/.well-known/openid-configuration`,
  requireIdTokenVerification: true,
  clientId: sso.clientId,
  clientSecret: sso.clientSecret,
  scopes: ['openid', 'email', 'profile'],
  pkce: true,
  disableSignUp: true,
  accountSubject: ({ profile }) => String(profile.sub ?? ''),
  mapProfileToUser: (profile) => ({ emailVerified: String(profile.email_verified ?? true) !== 'false' }),
})

/**
 * better-auth reads the provider's description once, while it opens, and every request waits for that. So the provider has an
 * instance of its own, opened when someone first signs in that way: a provider that is away or slow holds up nobody else, and
 * is asked again at the next attempt.
 */
export function openSso(open: () => Auth, log: Log) {
  let opened: Promise<Auth> | undefined

  async function ready(): Promise<Auth> {
    const auth = open()
    const context = await within(auth.$context, DISCOVERY_MS)
    if (!context.socialProviders.some((provider) => provider.id === 'sso')) throw new Error('the provider is away')
    return auth
  }

  /** Answers a request of single sign-on; while the provider is away, the screen or the browser is told so. */
  return async (request: Request): Promise<Response> => {
    opened ??= ready()
    const mine = opened
    let auth: Auth
    try {
      auth = await mine
    } catch (error) {
      if (opened === mine) opened = undefined
      log.warn({ err: error }, 'single sign-on does not answer')
      return request.method === 'GET'
        ? new Response(null, { status: 302, headers: { location: `${ERROR_PAGE}?error=sso_away` } })
        : Response.json({ code: 'SSO_AWAY', message: 'The sign-on of your company does not answer' }, { status: 503 })
    }
    return auth.handler(request)
  }
}

/** Is this request part of signing in by the provider? */
export const isSso = (path: string): boolean => /\/(sign-in\/social|callback\/[^/]+)$/u.test(path)

async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  try {
    return await Promise.race([
      work,
      new Promise<never>((_resolve, refuse) => {
        timer = setTimeout(() => refuse(new Error(`no answer within ${ms} ms`)), ms)
      }),
    ])
  } finally {
    clearTimeout(timer)
  }
}
