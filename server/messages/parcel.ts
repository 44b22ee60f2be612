import type { OpenProvider, Parcel } from './channel.port.ts'
import { emailQuoted } from './email-shell.ts'
import type { Leaving } from './letter.ts'
import { type Links, linksFor } from './link.ts'
import { spokenIn } from './message-words.ts'
import { asMime } from './mime.ts'
import { pushNote } from './push-note.ts'
import { emailText } from './write-message.ts'

/** All that is not in the message itself. */
export interface Around {
  /** Who speaks, from a site (ELEC-3). */
  senderAt(siteId: string | null): { name: string; address: string }
  staff: ReadonlyMap<string, { name: string; email: string | null }>
  sites: ReadonlyMap<string, { name: string }>
  /** Browsers of each customer that may be rung. */
  devices: ReadonlyMap<string, Parcel['devices'] & {}>
  origin: string
  mark: (text: string) => string
  now: Date
}

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

/** A message as it goes to the provider. */
export function parcelFor(provider: OpenProvider, message: Leaving, around: Around): Parcel {
  const { id, toAddress: to, language, body } = message
  const links = linksFor(around.mark, around.origin, { kind: 'message', id }, around.now)
  const values: Record<string, string> = {
    id,
    to,
    text: body,
    subject: message.subject,
    language,
    from: text(provider.settings.from),
    callBack: message.extra.callBack ?? '',
    audio: message.extra.recording ? recordingAddress(around, message.extra.recording) : '',
    ...Object.fromEntries((message.extra.lines ?? []).map((line, at) => [`line${at + 1}`, line])),
  }
  const plain = { id, to, language, text: body, values }
  if (message.channel === 'push') return { ...plain, ...asPush(message, around, links) }
  return message.channel === 'email' ? { ...plain, ...asEmail(provider, message, around, links) } : plain
}

/** Who speaks: the place, else the house. */
const placeOf = (message: Leaving, around: Around): string =>
  (message.siteId && around.sites.get(message.siteId)?.name) || around.senderAt(message.siteId).name

const asPush = (message: Leaving, around: Around, links: Links): Pick<Parcel, 'note' | 'devices'> => ({
  note: pushNote(message, { ...around, place: placeOf(message, around), links }),
  devices: around.devices.get(message.customerId) ?? [],
})

/** Where a provider fetches the recording that it plays: an address of its own, good for two days. */
function recordingAddress({ origin, mark, now }: Pick<Around, 'origin' | 'mark' | 'now'>, recording: string): string {
  const until = Math.floor(now.getTime() / 86_400_000) + 2
  return `${origin}/api/recordings/${recording}/played?until=${until}&mark=${mark(`recording ${recording} ${until}`).slice(0, 22)}`
}

/** `bounces@val.example` and `01936a…`: what comes back to `bounces+01936a…@val.example` names its message by itself. */
const returnTo = (address: string, id: string): string => address.replace('@', `+${id}@`)

function asEmail(
  provider: OpenProvider,
  message: Leaving,
  around: Around,
  links: Links,
): Pick<Parcel, 'raw' | 'envelopeFrom' | 'text'> {
  const { settings } = provider
  const from = text(settings.from)
  const bounces = text(settings.bounces)
  const staff = message.staffId ? around.staff.get(message.staffId) : undefined
  const place = placeOf(message, around)
  const sender = around.senderAt(message.siteId)
  const said = emailText(message.body, message.language, sender, links, message.extra.notice)
  const raw = asMime({
    // A person writes, for a house that is named: « Alice Martin, Garage du Val ».
    from: { name: [staff?.name, place].filter(Boolean).join(', '), address: from },
    to: message.toAddress,
    replyTo: text(settings.replies) || staff?.email || undefined,
    subject: message.subject || message.title,
    messageId: `${message.id}@${from.split('@')[1] ?? 'localhost'}`,
    date: around.now,
    headers: {
      'List-Unsubscribe': `<${links.out}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Auto-Submitted': 'auto-generated',
    },
    text: said,
    htmlQuoted: emailQuoted(
      { language: spokenIn(message.language), sender: sender.name, address: sender.address },
      {
        words: message.body,
        page: links.page,
        out: links.out,
        ask: message.extra.ask,
        notice: message.extra.notice?.text,
      },
    ),
  })
  return { raw, envelopeFrom: bounces ? returnTo(bounces, message.id) : from, text: said }
}
