import type { Provider, ProviderSettings } from '../../../contract/message-providers.ts'

export type Channel = Provider['channel']
export type Kind = Provider['kind']

/** What each channel goes out by. */
export const KINDS: Record<Exclude<Channel, 'push'>, readonly Kind[]> = {
  email: ['smtp'],
  sms: ['smpp', 'http'],
  'voice-drop': ['http'],
  postcard: ['print', 'http'],
}
export const CHANNELS = Object.keys(KINDS) as (keyof typeof KINDS)[]

/** What a request says unless its form says otherwise. */
const BODIES: Partial<Record<Channel, string>> = {
  sms: '{"to":"{{to}}","from":"{{from}}","text":"{{text}}"}',
  'voice-drop': '{"to":"{{to}}","audio":"{{audio}}","callBack":"{{callBack}}"}',
  postcard: '{"text":"{{text}}","address":["{{line1}}","{{line2}}","{{line3}}","{{line4}}","{{line5}}","{{line6}}"]}',
}

export interface Draft {
  name: string
  settings: ProviderSettings
  secrets: { password?: string; authorization?: string; signingKey?: string }
  perSecond: number
  costCents: number
  idempotent: boolean
}

export const emptyDraft = (channel: Channel, kind: Kind, name: string): Draft => ({
  name,
  settings:
    kind === 'smtp'
      ? { security: 'starttls', port: 587 }
      : kind === 'smpp'
        ? { port: 2775 }
        : kind === 'http'
          ? { method: 'POST', contentType: 'application/json', body: BODIES[channel] ?? '' }
          : {},
  secrets: {},
  perSecond: 10,
  costCents: 0,
  idempotent: false,
})

export const draftOf = (provider: Provider): Draft => ({
  name: provider.name,
  settings: provider.settings,
  secrets: {},
  perSecond: provider.perSecond,
  costCents: provider.costCents,
  idempotent: provider.idempotent,
})

/** Names and values as they are written, one pair a line, and back. A line without a name is still being written. */
export const pairsText = (pairs: Readonly<Record<string, string>>): string =>
  Object.entries(pairs)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')
export const pairsIn = (written: string): Record<string, string> =>
  Object.fromEntries(
    written.split('\n').flatMap((line) => {
      const [, name, value] = /^\s*([^\s:=]+)\s*[:=]\s*(.*?)\s*$/u.exec(line) ?? []
      return name && value ? [[name, value]] : []
    }),
  )

const isEmpty = (value: unknown): boolean =>
  value === '' ||
  value === undefined ||
  value === null ||
  (typeof value === 'object' && Object.keys(value).length === 0)

/** What is sent: an empty field is not a value. */
export const filled = ({ settings, ...rest }: Draft) => ({
  ...rest,
  settings: Object.fromEntries(Object.entries(settings).filter(([, value]) => !isEmpty(value))) as ProviderSettings,
})
