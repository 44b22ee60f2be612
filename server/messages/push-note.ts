import type { PushNote } from '../network/push.port.ts'
import type { Leaving } from './letter.ts'
import type { Links } from './link.ts'

/** A push service keeps it for a browser that is away no longer than this: what is three days old is read on their page. */
export const MOST_WAIT_MS = 3 * 86_400_000
const LEAST_WAIT_MS = 60_000
/** Of a notification, telephones show about so much. */
const MOST_TITLE = 60
const MOST_LINE = 150
/** A push service may refuse more than 4,096 bytes (RFC 8030); encryption takes 103 of them, and what is said here never needs the rest. */
const MOST_BYTES = 3_000

/** What its service worker is told; the same shape as for staff. */
interface Payload {
  title: string
  body: string
  /** Path to open. */
  open: string
  tag: string
  /** Where it says that it has shown it. */
  shown: string
  lang: string
}

/**
 * A message as it stands on a locked screen, where anybody reads: who speaks, and one line that says nothing of whom it is for. The rest is
 * read on their page, or where it asks something. A later one of the same moment takes its place, on the way and on the screen.
 */
export function pushNote(
  message: Pick<
    Leaving,
    'id' | 'customerId' | 'moment' | 'purpose' | 'subject' | 'title' | 'language' | 'expiresAt' | 'extra'
  >,
  { place, links, mark, now }: { place: string; links: Links; mark: (text: string) => string; now: Date },
): PushNote {
  // What the push service sees of it must say nothing: not which moment, not whose.
  const topic = mark(`push ${message.customerId} ${message.moment ?? message.id}`).slice(0, 32)
  const page = pathOf(links.page)
  const payload: Payload = {
    title: cut(place, MOST_TITLE),
    body: cut(message.subject || message.title, MOST_LINE),
    open: message.extra.ask ? pathOf(message.extra.ask.link) : page,
    tag: topic,
    shown: `/api/my/${page.split('/').at(-1) ?? ''}/shown`,
    lang: message.language,
  }
  return {
    payload: within(payload),
    ttlSeconds: Math.round(waitsMs(message.expiresAt, now) / 1000),
    urgency: message.purpose === 'commercial' ? 'low' : 'normal',
    topic,
  }
}

/** Until it means nothing any more, three days at most. */
function waitsMs(expiresAt: Date | null, now: Date): number {
  const left = expiresAt ? expiresAt.getTime() - now.getTime() : MOST_WAIT_MS
  return Math.min(MOST_WAIT_MS, Math.max(LEAST_WAIT_MS, left))
}

const pathOf = (address: string): string => {
  const { pathname, search } = new URL(address)
  return pathname + search
}

const letters = new Intl.Segmenter('fr', { granularity: 'grapheme' })

/** Cut at a word, never within a letter. */
function cut(text: string, most: number): string {
  const one = text.replaceAll(/\s+/gu, ' ').trim()
  const all = Array.from(letters.segment(one), ({ segment }) => segment)
  if (all.length <= most) return one
  const kept = all.slice(0, most - 1).join('')
  const end = kept.lastIndexOf(' ')
  return `${(end > most / 2 ? kept.slice(0, end) : kept).trimEnd()}…`
}

/** As many bytes as a push service surely takes: the line gives way first, then the name. */
function within(payload: Payload): string {
  const bytes = (told: Payload) => Buffer.byteLength(JSON.stringify(told))
  let told = payload
  for (let most = MOST_LINE; bytes(told) > MOST_BYTES && most > 10; most = Math.floor(most / 2))
    told = { ...told, title: cut(told.title, most), body: cut(told.body, most) }
  return JSON.stringify(told)
}
