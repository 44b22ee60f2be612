import { resolve } from 'node:path'
import { z } from 'zod'

const ROLES = ['web', 'worker'] as const
const WEATHER_SOURCES = ['off', 'open-meteo', 'vigilance'] as const
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

/** What the environment asks for, complete and checked. */
export interface Config {
  /** given database; undefined for the embedded one */
  databaseUrl: string | undefined
  /** absolute */
  dataDir: string
  port: number
  host: string
  /** public address without a slash at the end; undefined while nobody told */
  origin: string | undefined
  roles: readonly (typeof ROLES)[number][]
  logLevel: (typeof LOG_LEVELS)[number]
  /** may calendars be fetched from addresses of the local network (an intranet's calendar server) */
  privateCalendars: boolean
  /** who is asked for the weather; files of the data folder are read whatever this says */
  weather: (typeof WEATHER_SOURCES)[number]
  /** an address that answers weather as a file would tell it; asked whatever `weather` says */
  weatherUrl: string | undefined
  /** the weather's address may lead into the network's own network */
  privateWeather: boolean
  /** the key of Météo-France's portal, for Vigilance */
  vigilanceKey: string | undefined
  /** may shops of the local network be told what left the shelf */
  privateWebhooks: boolean
  /** may imports query databases of the local network */
  privateDatabases: boolean
  /** At this start, print a link for each owner to choose a new password by. */
  ownerLink: boolean
  oidc: { issuer: string; clientId: string; clientSecret: string } | undefined
  /** the master secret, when given; else it is made in the data folder */
  secret: string | undefined
}

/** Every fault of the environment at once, each with what to do. */
export class ConfigFault extends Error {
  override name = 'ConfigFault'
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(`Okaeri cannot start with these settings:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
    this.faults = faults
  }
}

/** 32 characters, and not a pattern: a phrase everybody copies, one key held down, a counted alphabet. @returns why it is weak, or undefined. */
export function weakness(secret: string): string | undefined {
  if (secret.length < 32) return `has ${secret.length} characters; 32 is the least`
  if (/change.?me|secret|password|example|default|okaeri|12345|qwerty|azerty|abcdef|lorem/i.test(secret))
    return 'holds a word that anyone would try'
  const bits = secret.length * entropyPerCharacter(secret)
  // 32 random hexadecimal digits hold about 115 bits by this count; 'ab' sixteen times holds 32.
  if (bits < 80 || repeats(secret)) return 'repeats itself too much'
  return undefined
}

/** Shannon entropy of the characters, in bits each: an upper bound of what the text can hide. */
function entropyPerCharacter(text: string): number {
  const counts = new Map<string, number>()
  for (const each of text) counts.set(each, (counts.get(each) ?? 0) + 1)
  return [...counts.values()].reduce((sum, n) => sum - (n / text.length) * Math.log2(n / text.length), 0)
}

/** Is it one shorter text written again and again? */
function repeats(text: string): boolean {
  for (let size = 1; size <= text.length / 2; size += 1) if (text.slice(size) === text.slice(0, -size)) return true
  return false
}

const address = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined)
const isHere = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host)

const given = z
  .string()
  .trim()
  .optional()
  .transform((text) => text || undefined)

const number = given
  .transform((text) => Number(text ?? 4270))
  .refine((port) => Number.isInteger(port) && port >= 0 && port <= 65_535, {
    error: 'PORT should be a whole number from 1 to 65535 (0 takes a free one).',
  })

const shape = z.object({
  DATABASE_URL: given.refine((text) => !text || /^postgres(ql)?:\/\//.test(text), {
    // Never the value: it holds a password.
    error:
      'DATABASE_URL should read postgres://user:password@host:5432/database. Unset it to use the embedded database.',
  }),
  OKAERI_DATA: given,
  PORT: number,
  HOST: given.refine((text) => !text || /^[\w.:-]+$/.test(text), {
    error: 'HOST should be an address of this machine, as 0.0.0.0 or 127.0.0.1.',
  }),
  OKAERI_ORIGIN: given
    .refine((text) => !text || ['http:', 'https:'].includes(address(text)?.protocol ?? ''), {
      error: 'OKAERI_ORIGIN should be the address people type, as https://okaeri.example.com.',
    })
    .refine((text) => !text || address(text)?.protocol !== 'http:' || isHere(address(text)?.hostname ?? ''), {
      error:
        'OKAERI_ORIGIN should begin with https:// : passkeys, recordings and notifications work on no other (http:// only for localhost).',
    })
    .refine(
      (text) =>
        !text ||
        !address(text) ||
        ((address(text)?.pathname === '/' && !address(text)?.search && !address(text)?.username) ?? false),
      {
        error: 'OKAERI_ORIGIN should end after the host: Okaeri lives at the root of its address.',
      },
    )
    .transform((text) => (text ? address(text)?.origin : undefined)),
  OKAERI_ROLES: given
    .transform((text) => (text ? text.split(/[\s,]+/).filter(Boolean) : [...ROLES]))
    .refine((roles) => roles.length > 0 && roles.every((role) => (ROLES as readonly string[]).includes(role)), {
      error: 'OKAERI_ROLES should be web, worker or web,worker.',
    })
    .transform((roles) => ROLES.filter((role) => roles.includes(role))),
  OKAERI_LOG: given
    .transform((text) => text?.toLowerCase() ?? 'info')
    .pipe(z.enum(LOG_LEVELS, { error: `OKAERI_LOG should be one of ${LOG_LEVELS.join(', ')}.` })),
  OKAERI_ALLOW_PRIVATE_CALENDARS: given
    .transform((text) => text?.toLowerCase() ?? 'no')
    .pipe(z.enum(['yes', 'no'], { error: 'OKAERI_ALLOW_PRIVATE_CALENDARS should be yes or no.' }))
    .transform((text) => text === 'yes'),
  OKAERI_WEATHER: given
    .transform((text) => text ?? 'off')
    .pipe(z.enum(WEATHER_SOURCES, { error: 'OKAERI_WEATHER should be off, open-meteo or vigilance.' })),
  OKAERI_WEATHER_URL: given.refine((text) => !text || /^https?:$/u.test(address(text)?.protocol ?? ''), {
    error: 'OKAERI_WEATHER_URL should be the https address of a file of weather.',
  }),
  OKAERI_ALLOW_PRIVATE_WEATHER: given
    .transform((text) => text?.toLowerCase() ?? 'no')
    .pipe(z.enum(['yes', 'no'], { error: 'OKAERI_ALLOW_PRIVATE_WEATHER should be yes or no.' }))
    .transform((text) => text === 'yes'),
  OKAERI_VIGILANCE_KEY: given,
  OKAERI_ALLOW_PRIVATE_DATABASES: given
    .transform((text) => text?.toLowerCase() ?? 'no')
    .pipe(z.enum(['yes', 'no'], { error: 'OKAERI_ALLOW_PRIVATE_DATABASES should be yes or no.' }))
    .transform((text) => text === 'yes'),
  OKAERI_OWNER_LINK: given
    .transform((text) => text?.toLowerCase() ?? 'no')
    .pipe(z.enum(['yes', 'no'], { error: 'OKAERI_OWNER_LINK should be yes or no.' }))
    .transform((text) => text === 'yes'),
  OKAERI_ALLOW_PRIVATE_WEBHOOKS: given
    .transform((text) => text?.toLowerCase() ?? 'no')
    .pipe(z.enum(['yes', 'no'], { error: 'OKAERI_ALLOW_PRIVATE_WEBHOOKS should be yes or no.' }))
    .transform((text) => text === 'yes'),
  OKAERI_OIDC_ISSUER: given.refine(
    (text) => !text || address(text)?.protocol === 'https:' || isHere(address(text)?.hostname ?? ''),
    {
      error: 'OKAERI_OIDC_ISSUER should be the https address of your identity provider.',
    },
  ),
  OKAERI_OIDC_CLIENT_ID: given,
  OKAERI_OIDC_CLIENT_SECRET: given,
  OKAERI_SECRET: given.superRefine((text, context) => {
    const why = text === undefined ? undefined : weakness(text)
    if (why)
      context.addIssue({
        code: 'custom',
        message: `OKAERI_SECRET ${why}. Make one with: openssl rand -base64 33. Or unset it, and Okaeri makes its own.`,
      })
  }),
})

const OIDC = ['OKAERI_OIDC_ISSUER', 'OKAERI_OIDC_CLIENT_ID', 'OKAERI_OIDC_CLIENT_SECRET'] as const

/**
 * Reads the configuration. Pure: it looks at nothing but `env` (and the current folder, to make OKAERI_DATA absolute).
 * @throws ConfigFault with every fault, in one message
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = shape.safeParse(env)
  const faults = read.success ? [] : read.error.issues.map(({ message }) => message)
  const has = (name: string): boolean => (env[name] ?? '').trim() !== ''

  const missing = OIDC.filter((name) => !has(name))
  if (missing.length > 0 && missing.length < OIDC.length)
    faults.push(
      `Single sign-on needs all three or none: ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing.`,
    )
  if (read.success && read.data.OKAERI_WEATHER === 'vigilance' && !has('OKAERI_VIGILANCE_KEY'))
    faults.push(
      'OKAERI_WEATHER=vigilance needs OKAERI_VIGILANCE_KEY: a key of the portal of Météo-France, which is free.',
    )
  if (has('OKAERI_ROLES') && !has('DATABASE_URL') && read.success && read.data.OKAERI_ROLES.length < ROLES.length) {
    faults.push(
      'OKAERI_ROLES divides the work between processes, and the embedded database serves only one: set DATABASE_URL too, or unset OKAERI_ROLES.',
    )
  }
  if (!read.success || faults.length > 0) throw new ConfigFault([...new Set(faults)])

  const {
    OKAERI_OIDC_ISSUER: issuer,
    OKAERI_OIDC_CLIENT_ID: clientId,
    OKAERI_OIDC_CLIENT_SECRET: clientSecret,
    ...rest
  } = read.data
  return {
    databaseUrl: rest.DATABASE_URL,
    dataDir: resolve(rest.OKAERI_DATA ?? 'data'),
    port: rest.PORT,
    // A shop's cameras and phones reach Okaeri over its own network.
    host: rest.HOST ?? '0.0.0.0',
    origin: rest.OKAERI_ORIGIN,
    roles: rest.OKAERI_ROLES,
    logLevel: rest.OKAERI_LOG,
    privateCalendars: rest.OKAERI_ALLOW_PRIVATE_CALENDARS,
    weather: rest.OKAERI_WEATHER,
    weatherUrl: rest.OKAERI_WEATHER_URL,
    privateWeather: rest.OKAERI_ALLOW_PRIVATE_WEATHER,
    vigilanceKey: rest.OKAERI_VIGILANCE_KEY,
    privateWebhooks: rest.OKAERI_ALLOW_PRIVATE_WEBHOOKS,
    privateDatabases: rest.OKAERI_ALLOW_PRIVATE_DATABASES,
    ownerLink: rest.OKAERI_OWNER_LINK,
    oidc: issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : undefined,
    secret: rest.OKAERI_SECRET,
  }
}

/** Names beginning with OKAERI_ that mean nothing to us: a typing error that would otherwise be silent. */
export const unknownSettings = (env: Readonly<Record<string, string | undefined>>): string[] =>
  Object.keys(env).filter((name) => name.startsWith('OKAERI_') && !(name in shape.shape))

/** The addresses to print at the start: this machine first, then what others on its networks type. */
export function addressesOf(
  host: string,
  port: number,
  networks: Readonly<Record<string, readonly { address: string; family: string; internal: boolean }[] | undefined>>,
): string[] {
  const here = `http://localhost:${port}`
  if (host !== '0.0.0.0' && host !== '::')
    return [isHere(host) ? here : `http://${host.includes(':') ? `[${host}]` : host}:${port}`]
  const others = Object.values(networks).flatMap((each) => each ?? [])
  return [
    here,
    ...others
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map((each) => `http://${each.address}:${port}`),
  ]
}
