import { passkey } from '@better-auth/passkey'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { APIError, createAuthMiddleware, isAPIError } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { type GenericOAuthConfig, genericOAuth, twoFactor } from 'better-auth/plugins'
import type { Db } from '../../kit/house.ts'
import type { Log } from '../../kit/log.ts'
import type { SignIn } from '../../network/sign-in.port.ts'

export interface AuthSettings {
  secret: string
  /** Public https address when the house has one; passkeys need it (or localhost). */
  origin: string | undefined
  /** Does this user still work here? Nobody else is signed in, whatever they prove. */
  worksHere(userId: string): Promise<boolean>
  /** This user has set up a second factor. */
  factorSet(userId: string): Promise<void>
}

/** What better-auth offers and this house does not: people, their names and addresses are the network's; a link of ours resets a password. */
const CLOSED = [
  '/sign-up/email',
  '/delete-user',
  '/delete-user/callback',
  '/update-user',
  '/change-email',
  '/request-password-reset',
  '/reset-password',
  '/reset-password/:token',
  '/send-verification-email',
  '/verify-email',
  '/link-social',
  '/unlink-account',
  '/account-info',
  '/get-access-token',
  '/refresh-token',
]

/** What is asked and told as sign-ins, users and accounts are written. */
const hooksOf = (settings: AuthSettings): NonNullable<BetterAuthOptions['databaseHooks']> => ({
  session: {
    create: {
      before: async (session) => {
        if (!(await settings.worksHere(session.userId)))
          throw new APIError('FORBIDDEN', { code: 'no_longer_here', message: 'You do not work here (any more).' })
      },
    },
  },
  user: {
    update: {
      after: async (user) => {
        if (user.twoFactorEnabled) await settings.factorSet(user.id)
      },
    },
  },
  // We ask a provider who someone is, once; its tokens would open their mailbox to whoever reads our database.
  account: {
    create: {
      before: async (account) => ({ data: { ...account, accessToken: null, refreshToken: null, idToken: null } }),
    },
  },
})

/**
 * better-auth on our own Kysely, in the schema `network`: password, passkeys, second factor and, with a `provider`, OIDC.
 * Nobody signs up by themselves: people are created by the network (or at the first visit) and then given a way in.
 */
export function openAuth(db: Db, settings: AuthSettings, log: Log, provider?: GenericOAuthConfig) {
  const secure = settings.origin?.startsWith('https://') ?? false
  return betterAuth({
    appName: 'Okaeri',
    secret: settings.secret,
    ...(settings.origin ? { baseURL: settings.origin } : {}),
    basePath: '/api/auth',
    // Without a public address the house answers on any name it is reached by: its own host is the one trusted origin.
    trustedOrigins: (request) => {
      if (settings.origin) return [settings.origin]
      const host = request?.headers.get('host')
      return host ? [`http://${host}`, `https://${host}`] : []
    },
    database: { db: db.withSchema('network') as never, type: 'postgres' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 200,
      autoSignIn: false,
    },
    // No provider is trusted by name: an address counts as theirs unless the provider says it did not check it (sso.edge.ts).
    account: { accountLinking: { enabled: true, trustedProviders: [] }, updateAccountOnSignIn: false },
    databaseHooks: hooksOf(settings),
    hooks: {
      // Someone changes a password because another may know it: the others are signed out whatever the screen asked.
      before: createAuthMiddleware(async (ctx) =>
        ctx.path === '/change-password'
          ? { context: { ...ctx, body: { ...ctx.body, revokeOtherSessions: true } } }
          : undefined,
      ),
    },
    onAPIError: {
      errorURL: '/sign-in',
      // A refusal is answered; a fault, as a database that is away, leaves as ours do.
      onError(error) {
        if (!isAPIError(error)) throw error
        if (error.statusCode >= 500) log.error({ part: 'sign-in', code: error.body?.code }, 'sign-in failed')
      },
    },
    session: { expiresIn: 60 * 60 * 24 * 30, updateAge: 60 * 60 * 24 },
    // In the database: whoever guesses is not given as many more tries as there are processes.
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 100,
      customRules: {
        '/sign-in/email': { window: 60, max: 10 },
        // Nothing is guessed there; and all the screens of a place come by one address.
        '/sign-in/social': { window: 60, max: 60 },
        '/two-factor/*': { window: 60, max: 10 },
        '/get-session': false,
      },
    },
    advanced: {
      ipAddress: { ipAddressHeaders: ['x-okaeri-address'] },
      cookiePrefix: 'okaeri',
      useSecureCookies: secure,
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
      // Said, because better-auth leaves the check out where NODE_ENV is "test".
      disableOriginCheck: false,
    },
    disabledPaths: CLOSED,
    logger: {
      level: 'error',
      log: (level, message) => log[level === 'error' ? 'error' : 'warn']({ part: 'sign-in' }, message.slice(0, 120)),
    },
    telemetry: { enabled: false },
    plugins: [
      twoFactor({ issuer: 'Okaeri' }),
      passkey({
        rpName: 'Okaeri',
        rpID: settings.origin ? new URL(settings.origin).hostname : 'localhost',
        ...(settings.origin ? { origin: settings.origin } : {}),
      }),
      genericOAuth({ config: provider ? [provider] : [] }),
    ],
  })
}

export type Auth = ReturnType<typeof openAuth>

/** The sign-in port over better-auth. */
export function signInWith(auth: Auth): SignIn {
  return {
    async createUser({ name, email }) {
      const { internalAdapter } = await auth.$context
      const existing = await internalAdapter.findUserByEmail(email.toLowerCase())
      if (existing) return existing.user.id
      const user = await internalAdapter.createUser(
        { name, email: email.toLowerCase(), emailVerified: true },
        { method: 'admin' },
      )
      return user.id
    },
    async setPassword(userId, password) {
      const { internalAdapter, password: hasher } = await auth.$context
      const hash = await hasher.hash(password)
      const accounts = await internalAdapter.findAccounts(userId)
      if (accounts.some((account) => account.providerId === 'credential'))
        await internalAdapter.updatePassword(userId, hash)
      else await internalAdapter.linkAccount({ userId, providerId: 'credential', accountId: userId, password: hash })
    },
    async signOut(userId) {
      const { internalAdapter } = await auth.$context
      await internalAdapter.deleteUserSessions(userId)
    },
    async openSession(userId) {
      const context = await auth.$context
      const session = await context.internalAdapter.createSession(userId)
      const user = await context.internalAdapter.findUserById(userId)
      if (!user) throw new Error('no such user')
      return sessionCookies(context, session, user)
    },
  }
}

/** The cookies better-auth itself would set at sign-in, signed with its secret. */
async function sessionCookies(context: Awaited<Auth['$context']>, session: unknown, user: unknown): Promise<string[]> {
  const cookies: string[] = []
  const endpointContext = {
    context,
    headers: new Headers(),
    setCookie: (name: string, value: string, options: CookieOptions = {}) =>
      void cookies.push(cookieLine(name, value, options)),
    setSignedCookie: async (name: string, value: string, secret: string, options: CookieOptions = {}) =>
      void cookies.push(cookieLine(name, encodeURIComponent(`${value}.${await hmac(secret, value)}`), options, true)),
    getSignedCookie: async () => undefined,
    getCookie: () => undefined,
  }
  await setSessionCookie(endpointContext as never, { session, user } as never, false)
  return cookies
}

interface CookieOptions {
  path?: string
  maxAge?: number
  httpOnly?: boolean
  secure?: boolean
  sameSite?: string
}

function cookieLine(name: string, value: string, options: CookieOptions, encoded = false): string {
  return [
    `${name}=${encoded ? value : encodeURIComponent(value)}`,
    `Path=${options.path ?? '/'}`,
    ...(options.maxAge === undefined ? [] : [`Max-Age=${options.maxAge}`]),
    'HttpOnly',
    ...(options.secure ? ['Secure'] : []),
    `SameSite=${options.sameSite ?? 'Lax'}`,
  ].join('; ')
}

async function hmac(secret: string, value: string): Promise<string> {
  const key = await crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  )
  return Buffer.from(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(value))).toString('base64')
}
