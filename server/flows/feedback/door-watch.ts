import {
  HOUR_MS,
  isAlike,
  neededInARow,
  type Said,
  shareAlike,
  shareOfScore,
  type Usual,
} from '../../feedback/door-run.ts'

/** What comes from one browser at one address: a family behind one telephone may say the same five times within an hour. */
const DEVICE = { alike: { least: 6, chance: 1 / 100 }, score: { least: 9, chance: 1 / 100 } }
/** What comes from one address: a lounge, the guests’ Wi-Fi or a provider’s gate share one, and say all sorts of things. */
const ADDRESS = { alike: { least: 8, chance: 1 / 1_000 }, score: { least: 12, chance: 1 / 1_000 } }

/** Marks of where an answer came from: of this process, never an address, forgotten after the hour and written nowhere. */
export interface Visitor {
  /** The address with the browser. */
  device: string
  /** The address alone: what names itself otherwise each time is one all the same. */
  address: string
}

/** What was said, and when: no words, their shape. */
interface Once extends Said {
  at: number
}

/**
 * What each visitor said at a door within the hour. That many come from one place says nothing, for many people stand there; that they all say the
 * very same does, measured as at [the door](../../feedback/door-run.ts) itself.
 */
export class DoorWatch {
  readonly #said = new Map<string, Once[]>()
  #sweptAt = 0

  /** Notes this answer. @returns why it is one visitor who says the same again and again; null: it is not */
  tooAlike(doorId: string, visitor: Visitor, said: Said, usual: Usual, now: Date): 'one-device' | 'one-address' | null {
    const once = { score: said.score, words: said.words, at: now.getTime() }
    this.#sweep(once.at)
    const device = this.#note(`${doorId}|${visitor.device}`, once)
    const address = this.#note(`${doorId}|${visitor.address}`, once)
    if (inARow(device, DEVICE, usual)) return 'one-device'
    return inARow(address, ADDRESS, usual) ? 'one-address' : null
  }

  #note(key: string, once: Once): Once[] {
    const lately = (this.#said.get(key) ?? []).filter(({ at }) => at > once.at - HOUR_MS)
    lately.push(once)
    this.#said.set(key, lately)
    return lately
  }

  #sweep(at: number): void {
    if (at < this.#sweptAt + 60_000) return
    this.#sweptAt = at
    for (const [key, said] of this.#said) if ((said.at(-1)?.at ?? 0) <= at - HOUR_MS) this.#said.delete(key)
  }
}

/** The newest of these, and all before it that say the same: too many by what is said most often there? */
function inARow(said: readonly Once[], most: typeof DEVICE, usual: Usual): boolean {
  const newest = said.at(-1)
  if (!newest || newest.score === null) return false
  const row = (same: (one: Said, other: Said) => boolean) => {
    const other = said.findLastIndex((one) => !same(one, newest))
    return said.length - 1 - other
  }
  return (
    row(isAlike) >= neededInARow(shareAlike(usual), most.alike) ||
    row((one, other) => one.score === other.score) >= neededInARow(shareOfScore(usual), most.score)
  )
}

/** An address as one house has it: of IPv6 the first half, for the other half is the visitor's to choose. */
export function addressOf(ip: string): string {
  if (!ip.includes(':') || ip.includes('.')) return ip
  const [head = '', tail] = ip.split('::')
  const groups = head.split(':').filter(Boolean)
  const after = tail?.split(':').filter(Boolean) ?? []
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - groups.length - after.length }, () => '0')
  return [...groups, ...zeros, ...after].slice(0, 4).join(':')
}
