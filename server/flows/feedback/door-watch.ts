const HOUR_MS = 3_600_000
const TEN_MINUTES_MS = 600_000
/** A family behind one telephone may answer; a sixth time within an hour is somebody who votes. */
const MOST_AN_HOUR = 5
/** A lounge shares one address; so many of its people at one door in ten minutes, or in an hour, is one person with several browsers. */
const MOST_OF_ADDRESS = { tenMinutes: 5, hour: 12 }

/** Marks of where an answer came from: of this process, never an address, forgotten after the hour and written nowhere. */
export interface Visitor {
  /** The address with the browser. */
  device: string
  /** The address alone: what names itself otherwise each time is one all the same. */
  address: string
}

/** How often each visitor answered at a door within the hour. */
export class DoorWatch {
  readonly #answered = new Map<string, number[]>()
  #sweptAt = 0

  /** Counts this answer. @returns why it is more than one visitor may give; null: it is not */
  tooMany(doorId: string, visitor: Visitor, now: Date): 'one-device' | 'one-address' | null {
    const at = now.getTime()
    this.#sweep(at)
    const device = this.#count(`${doorId}|${visitor.device}`, at)
    const address = this.#count(`${doorId}|${visitor.address}`, at)
    if (device.length > MOST_AN_HOUR) return 'one-device'
    const lately = address.filter((each) => each > at - TEN_MINUTES_MS).length
    return lately > MOST_OF_ADDRESS.tenMinutes || address.length > MOST_OF_ADDRESS.hour ? 'one-address' : null
  }

  #count(key: string, at: number): number[] {
    const lately = (this.#answered.get(key) ?? []).filter((each) => each > at - HOUR_MS)
    lately.push(at)
    this.#answered.set(key, lately)
    return lately
  }

  #sweep(at: number): void {
    if (at < this.#sweptAt + 60_000) return
    this.#sweptAt = at
    for (const [key, times] of this.#answered) if ((times.at(-1) ?? 0) <= at - HOUR_MS) this.#answered.delete(key)
  }
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
