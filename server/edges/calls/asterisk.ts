import type { CallMessage } from '../../signals/call-ring.ts'
import type { Payload } from '../../signals/device.port.ts'
import { epochOf } from '../payload/clock.ts'
import { decodeText } from '../payload/text.ts'
import { callerOf, isExtension, malformed, nothing, ringOf } from './ring.ts'

type Fields = ReadonlyMap<string, string>

/** The events that say something about a call; `asterisk.edge.ts` hands no others over. */
export const ASTERISK_EVENTS: ReadonlySet<string> = new Set(['Newchannel', 'DialBegin', 'DialEnd', 'Hangup'])

/** The lines of one block of Asterisk's manager protocol; the first of a name counts. */
export function amiFields(block: string): Fields {
  const fields = new Map<string, string>()
  for (const line of block.split(/\r?\n/u)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trim()
    if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim())
  }
  return fields
}

/**
 * One event of Asterisk's manager interface. One call is many channels: `Linkedid` is what they share. A call rings when
 * its first channel comes in, again for each telephone that is dialled (who that is, is `agent`), is answered when one of
 * them picks up, and ends with its first channel: missed when that was never up. A leg that stops ringing says nothing.
 */
export function readAsterisk({ body, now }: Payload): CallMessage {
  const text = decodeText(body)
  if (!text.ok) return malformed(text.because)
  const fields = amiFields(text.value)
  const event = fields.get('Event')
  if (event === undefined) return fields.has('Response') ? nothing('other-event') : malformed('unknown-shape')
  if (event === 'Newchannel') return newChannel(fields, now)
  if (event === 'DialBegin') return dialled(fields, 'ringing', now)
  if (event === 'DialEnd')
    return fields.get('DialStatus') === 'ANSWER' ? dialled(fields, 'answered', now) : nothing('leg-ended')
  return event === 'Hangup' ? hungUp(fields, now) : nothing('other-event')
}

const isFirst = (fields: Fields): boolean =>
  fields.get('Uniqueid') !== undefined && fields.get('Uniqueid') === fields.get('Linkedid')
const numberIn = (fields: Fields, ...names: string[]): string | undefined =>
  names.map((name) => callerOf(fields.get(name))).find((number) => number !== undefined && /^\+?\d+$/u.test(number))
const timeOf = (fields: Fields): Date | undefined => epochOf(fields.get('Timestamp'))

/** Who calls decides: a long number from outside comes in; a short or unknown one that dials a long number goes out. */
function directionOf(from: string | undefined, to: string | undefined): 'in' | 'out' | 'inside' {
  if (from !== undefined && !isExtension(from)) return 'in'
  if (to !== undefined && !isExtension(to)) return 'out'
  return from === undefined ? 'in' : 'inside'
}

function newChannel(fields: Fields, now: Date): CallMessage {
  if (!isFirst(fields) || fields.get('ChannelStateDesc') !== 'Ring') return nothing('other-leg')
  const from = numberIn(fields, 'CallerIDNum')
  const to = numberIn(fields, 'Exten')
  // To the dial plan a call that comes in and one that goes out look alike: only a caller from outside is sure.
  const direction = directionOf(from, isExtension(from) ? to : undefined)
  if (direction === 'inside') return nothing('internal-call')
  return ringOf(
    { ids: [], call: fields.get('Linkedid'), from, to, direction, state: 'ringing', time: timeOf(fields) },
    now,
  )
}

function dialled(fields: Fields, state: 'ringing' | 'answered', now: Date): CallMessage {
  const from = numberIn(fields, 'CallerIDNum', 'DestConnectedLineNum')
  const dialledNumber = /^(?:[^/@]*\/)?(\+?\d+)/u.exec(fields.get('DialString') ?? '')?.[1]
  const to = dialledNumber ?? numberIn(fields, 'DestCallerIDNum', 'DestExten')
  const direction = directionOf(from, to)
  if (direction === 'inside') return nothing('internal-call')
  return ringOf(
    {
      ids: [fields.get('DestUniqueid')],
      call: fields.get('Linkedid') ?? fields.get('DestLinkedid'),
      from,
      to: direction === 'in' ? numberIn(fields, 'Exten') : to,
      direction,
      state,
      time: timeOf(fields),
      agent: direction === 'in' ? to : from,
    },
    now,
  )
}

function hungUp(fields: Fields, now: Date): CallMessage {
  if (!isFirst(fields)) return nothing('other-leg')
  const from = numberIn(fields, 'CallerIDNum')
  const to = numberIn(fields, 'Exten')
  const direction = directionOf(from, isExtension(from) ? to : undefined)
  if (direction === 'inside') return nothing('internal-call')
  const state = fields.get('ChannelStateDesc') === 'Up' ? 'ended' : 'missed'
  return ringOf({ ids: [], call: fields.get('Linkedid'), from, to, direction, state, time: timeOf(fields) }, now)
}

export const sampleAsterisk = (from: string, to: string, at: Date): string => {
  const id = `${at.getTime() / 1000}`
  return [
    'Event: Newchannel',
    'Privilege: call,all',
    `Channel: PJSIP/trunk-${(at.getTime() % 0xffffffff).toString(16).padStart(8, '0')}`,
    'ChannelState: 4',
    'ChannelStateDesc: Ring',
    `CallerIDNum: ${from || '<unknown>'}`,
    `Exten: ${to || 's'}`,
    `Uniqueid: ${id}`,
    `Linkedid: ${id}`,
    '',
    '',
  ].join('\r\n')
}
