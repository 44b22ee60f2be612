import { type Because, say } from '../../contract/because.ts'
import { FACT_KINDS } from '../../contract/facts.ts'
import type { Gesture, Moment, Playbook } from '../../contract/playbook.ts'
import type { PlaybookFault } from '../../contract/playbooks.ts'
import { editDistance } from '../plain/edit-distance.ts'
import { readCondition } from './condition.ts'
import { didYouMean } from './did-you-mean.ts'
import { type Path, type Place, type Places, written } from './playbook-place.ts'
import { sampleScene } from './sample-scene.ts'

export type Tell = (path: Path, because: Because, cure: Because, place?: Place) => void

const datesOf = (moment: Moment): boolean => typeof moment.on === 'object' && 'date' in moment.on

const predicts = (moment: Moment): boolean => typeof moment.on === 'object' && 'prediction' in moment.on

/** What holds between the parts of one moment. */
export function momentFaults(moment: Moment, path: Path, places: Places, tell: Tell): void {
  if (moment.core && moment.holdout > 0)
    tell([...path, 'holdout'], say('playbook-core-holdout'), say('playbook-cure-core-holdout'))
  if (moment.before !== undefined && !datesOf(moment) && !predicts(moment))
    tell([...path, 'before'], say('playbook-before-without-date'), say('playbook-cure-before'))
  if (moment.before !== undefined && moment.after !== undefined)
    tell([...path, 'before'], say('playbook-before-and-after'), say('playbook-cure-one-of-two'))
  if (moment.after !== undefined && typeof moment.on === 'object' && !datesOf(moment))
    tell([...path, 'after'], say('playbook-after-without-fact'), say('playbook-cure-after'))
  if (/^0+\b/u.test(moment.within.trim()))
    tell([...path, 'within'], say('playbook-no-time'), say('playbook-cure-no-time'))
  if (new Set(moment.do).size < moment.do.length)
    tell([...path, 'do'], say('playbook-gesture-twice'), say('playbook-cure-gesture-twice'))
  kindFault(moment, path, tell)
  conditionFaults(moment, path, places, tell)
}

/** A kind of the network's own is welcome; one letter beside a kind of the house is a slip. */
function kindFault(moment: Moment, path: Path, tell: Tell): void {
  const { on } = moment
  if (typeof on !== 'string' || (FACT_KINDS as readonly string[]).includes(on)) return
  const near = FACT_KINDS.find((kind) => editDistance(on, kind, 1) <= 1)
  if (near)
    tell(
      [...path, 'on'],
      say('playbook-unknown-fact', { value: on }),
      say('playbook-cure-did-you-mean', { word: near }),
    )
}

function conditionFaults(moment: Moment, path: Path, places: Places, tell: Tell): void {
  if (moment.if === undefined) return
  const at = [...path, 'if']
  const read = readCondition(moment.if)
  if ('condition' in read) {
    const missing = read.condition(sampleScene(moment.on)).because
    if (missing === 'order' || missing === 'fact')
      tell(at, say('playbook-never-there', { name: missing }), say('playbook-cure-never-there', { name: missing }))
    return
  }
  const { code, from, to, said, instead } = read.fault
  const before = moment.if.slice(0, from).split('\n')
  const place = places.within(at, before.length, before.at(-1)!.length + 1)
  const name = moment.if.slice(from, to)
  const near = didYouMean(name, instead)
  const cure =
    near !== null
      ? say('playbook-cure-did-you-mean', { word: near })
      : instead.length > 0
        ? say('playbook-cure-one-of', { values: instead.join(', ') })
        : say(`playbook-cure-condition-${slipIn(moment.if) ?? code}`, { said })
  // What the library says is English: the piece it stops at is shown instead.
  tell(
    at,
    say(`playbook-condition-${code}`, {
      name,
      said,
      near: nearIn(moment.if, from, code === 'syntax' ? from + PIECE : to),
    }),
    cure,
    place,
  )
}

/** The piece of a condition that something is wrong with; at its end, the last of it. */
function nearIn(text: string, from: number, to: number): string {
  const piece = text.slice(from, Math.max(to, from + 1)).trim()
  return (piece || text.trimEnd().slice(-PIECE)).slice(0, PIECE)
}
const PIECE = 40

/** What people write for another sign: one « = », a word for « and » or « or ». What stands between quotes is text. */
function slipIn(text: string): 'equals' | 'and' | null {
  const bare = text.replaceAll(/"[^"]*"|'[^']*'/gu, '""')
  if (/(?<![=!<>])=(?!=)/u.test(bare)) return 'equals'
  return /\s(?:and|or|et|ou)\s/iu.test(bare) ? 'and' : null
}

/** What doing a gesture may make happen by itself: a call may be answered, a message replied to. */
const MAKES: Partial<Record<Gesture, readonly string[]>> = {
  call: ['call.answered'],
  email: ['message.replied'],
  sms: ['message.replied'],
  whatsapp: ['message.replied'],
  linkedin: ['message.replied'],
  'voice-drop': ['call.missed', 'call.answered'],
}

/** What asking makes happen by itself: an answer, and of an unhappy one a case. */
const ASKED = ['answer.received', 'case.opened'] as const
const CAN_ASK: readonly Gesture[] = ['email', 'sms', 'push']

/** The facts that a moment may bring about by itself. */
const madeBy = ({ do: gestures, ask }: Moment): Set<string> =>
  new Set([
    ...gestures.flatMap((gesture) => MAKES[gesture] ?? []),
    ...(ask !== undefined && gestures.some((gesture) => CAN_ASK.includes(gesture)) ? ASKED : []),
  ])

/** Moments that start each other without end: what one does makes the fact that starts the next. */
export function cycleFaults(playbook: Playbook, tell: Tell): void {
  const starts = playbook.moments.map(madeBy)
  const next = (i: number): number[] =>
    playbook.moments.flatMap(({ on }, j) => (typeof on === 'string' && starts[i]!.has(on) ? [j] : []))
  playbook.moments.forEach((moment, i) => {
    const round = roundFrom(i, next)
    if (!round || Math.min(...round) !== i) return
    const ids = [...round, i].map((j) => playbook.moments[j]!.id).join(' → ')
    tell(
      ['moments', i, 'on'],
      say(round.length === 1 ? 'playbook-starts-itself' : 'playbook-cycle', { ids }),
      say(
        playbook.moments.some(({ ask }, j) => ask && round.includes(j))
          ? 'playbook-cure-cycle-ask'
          : 'playbook-cure-cycle',
        {
          on: String(moment.on),
        },
      ),
    )
  })
}

/** The shortest way from a moment back to itself, or null. */
function roundFrom(start: number, next: (i: number) => number[]): number[] | null {
  const ways: number[][] = [[start]]
  const seen = new Set<number>()
  for (let way = ways.shift(); way; way = ways.shift())
    for (const j of next(way.at(-1)!)) {
      if (j === start) return way
      if (!seen.has(j)) {
        seen.add(j)
        ways.push([...way, j])
      }
    }
  return null
}

export const faultTeller =
  (places: Places, faults: PlaybookFault[]): Tell =>
  (path, because, cure, place) =>
    void faults.push({ ...(place ?? places.of(path)), path: written(path), because, cure })
