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

/** What is sent: an empty field is not a value. */
export const filled = ({ settings, ...rest }: Draft) => ({
  ...rest,
  settings: Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== '' && value !== undefined && value !== null),
  ) as ProviderSettings,
})
