import { fieldsOf, textOf } from '../payload/field.ts'
import { parseJson } from '../payload/json.ts'

/** What 3CX's event socket says of somebody at a telephone: there or changed, or gone. */
export interface ParticipantEvent {
  what: 'there' | 'gone'
  dn: string
  id: string
}

/** `Upset` (added or changed) and `Remove` of 3CX's event types; it has others (keys pressed, answers) that say nothing of this. */
const WHAT: ReadonlyMap<unknown, ParticipantEvent['what']> = new Map([
  [0, 'there'],
  [1, 'gone'],
])

/** `{ sequence, event: { event_type, entity: "/callcontrol/<dn>/participants/<id>" } }`; nothing for anything else. */
export function participantEvent(message: unknown): ParticipantEvent | undefined {
  const json = typeof message === 'string' ? parseJson(message) : undefined
  if (!json?.ok) return undefined
  const { event_type, entity } = fieldsOf(fieldsOf(json.value).event)
  const what = WHAT.get(event_type)
  const [, dn, id] = /^\/callcontrol\/([^/]+)\/participants\/([^/]+)$/u.exec(textOf(entity) ?? '') ?? []
  return what && dn && id ? { what, dn, id } : undefined
}

/** Whether the answer to an action says that it succeeded: 3CX adds a `finalstatus` to some. */
export function succeeded(body: unknown): boolean {
  const status = textOf(fieldsOf(body).finalstatus)
  return status === undefined || /^success/iu.test(status)
}

/** Where a call goes, one after the other and each once: whom the answer names, then the fallback; never back to where it is. */
export function destinationsOf(answer: string | undefined, routePoint: string, fallback: string): string[] {
  const json = parseJson(answer ?? '')
  const named = json.ok ? fieldsOf(json.value).ring : undefined
  const people = Array.isArray(named) ? named.filter((each): each is string => typeof each === 'string') : []
  return [...new Set([...people.filter((each) => each !== fallback), fallback])].filter(
    (each) => each !== '' && each !== routePoint,
  )
}

/** How long the answer says each telephone rings; nothing when it does not say. */
export function secondsOf(answer: string | undefined): number | undefined {
  const json = parseJson(answer ?? '')
  const said = json.ok ? fieldsOf(json.value).seconds : undefined
  return typeof said === 'number' && said > 0 && said <= 120 ? said : undefined
}

/** Samples a second of 3CX's audio streams: 16 bit, mono, little-endian. */
export const SAMPLE_RATE = 8000

/** The French ring-back tone: 440 Hz, one second and a half in five. @param from first sample. @param samples how many */
export function ringBack(from: number, samples: number): Buffer {
  const sound = Buffer.alloc(samples * 2)
  for (let n = 0; n < samples; n++) {
    const at = from + n
    const heard = at % (5 * SAMPLE_RATE) < 1.5 * SAMPLE_RATE
    if (heard) sound.writeInt16LE(Math.round(3000 * Math.sin((2 * Math.PI * 440 * at) / SAMPLE_RATE)), n * 2)
  }
  return sound
}
