import type { ProviderSettings } from '../../contract/message-providers.ts'
import { mayDisplay } from '../consent/caller-number.ts'
import { namesIn } from './fill-template.ts'
import type { CarriedChannel } from './tables.ts'

/** What a template may name. */
const namesNothing = 'Only to, text, from, id, language, subject, audio, callBack and line1 to line6 are filled in.'
const NAMES = new Set([
  'id',
  'to',
  'text',
  'subject',
  'language',
  'from',
  'audio',
  'callBack',
  'line1',
  'line2',
  'line3',
  'line4',
  'line5',
  'line6',
])
const KINDS: Record<CarriedChannel, readonly string[]> = {
  email: ['smtp', 'rehearsal'],
  sms: ['smpp', 'http', 'rehearsal'],
  'voice-drop': ['http'],
  postcard: ['print', 'http'],
  push: ['web-push'],
}

export interface Fault {
  path: string
  because: string
}

/** What a way out still lacks to be one, all at once. */
export function providerFaults(asked: { channel: CarriedChannel; kind: string; settings: ProviderSettings }): Fault[] {
  const { channel, kind, settings } = asked
  const faults: Fault[] = []
  const say = (path: string, because: string) => void faults.push({ path: `body.${path}`, because })
  if (!KINDS[channel].includes(kind)) {
    say('kind', `No ${channel} goes out by ${kind}.`)
    return faults
  }
  const need = (name: keyof ProviderSettings) => {
    if (!settings[name]) say(`settings.${name}`, 'needed')
  }
  if (kind === 'smtp') {
    need('host')
    for (const name of ['from', 'bounces', 'replies'] as const)
      if ((name === 'from' || settings[name]) && !/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/u.test(settings[name] ?? ''))
        say(`settings.${name}`, 'An address such as contact@example.com.')
  }
  if (kind === 'smpp') {
    for (const name of ['host', 'port', 'user', 'from'] as const) need(name)
    if (settings.from && !/^(?:\+?\d{3,15}|[\w .-]{1,11})$/u.test(settings.from))
      say('settings.from', 'A number, or a name of eleven letters at most.')
  }
  if (channel === 'voice-drop' && !mayDisplay(settings.from ?? ''))
    say('settings.from', 'A machine may not show a 06 or 07 number (CALL-10): take one of another kind.')
  if (kind === 'http') {
    if (!/^https?:\/\/[^\s]+$/u.test(settings.url ?? '')) say('settings.url', 'An address that begins with https://.')
    if (settings.method !== 'GET') need('body')
    const texts = {
      url: settings.url ?? '',
      body: settings.body ?? '',
      headers: Object.values(settings.headers ?? {}).join(' '),
    }
    for (const [name, text] of Object.entries(texts))
      for (const named of namesIn(text)) if (!NAMES.has(named)) say(`settings.${name}`, namesNothing)
    if ((settings.contentType ?? 'application/json').includes('json') && settings.body && !isJson(settings.body))
      say('settings.body', 'This is no JSON once its places are filled.')
    sayAnswers(settings, say)
  }
  return faults
}

/** What an accepted answer looks like: said once, and not the same as a refusal. */
function sayAnswers(
  { answerPath, accepted = [], refused = [] }: ProviderSettings,
  say: (path: string, because: string) => void,
): void {
  if (accepted.length === 0 && (answerPath || refused.length > 0)) say('settings.accepted', 'needed')
  if (answerPath && !/^[^\s.]+(?:\.[^\s.]+)*$/u.test(answerPath))
    say('settings.answerPath', 'Names parted by points, such as messages.0.status.')
  const both = refused.find((word) => accepted.some((each) => each.toLowerCase() === word.toLowerCase()))
  if (both) say('settings.refused', 'The same cannot be accepted and refused.')
}

const isJson = (template: string): boolean => {
  try {
    JSON.parse(template.replaceAll(/\{\{\s*\w+\s*\}\}/gu, 'x'))
    return true
  } catch {
    return false
  }
}
