import type { Site, Staff } from '../../contract/network.ts'
import { type Channel, channelOf } from '../customers/channel.ts'
import { KnownPlates } from '../customers/known-plates.ts'
import type { PlateRead } from '../customers/plate-read.ts'
import { Looks } from '../network/looks.ts'
import { Turns } from '../plain/turns.ts'
import type { ConfusionCount } from '../signals/confusion.ts'
import type { SourceRow } from '../signals/source.store.ts'
import { Tally } from '../signals/tally.ts'
import type { ExpectedToday, ExpectedVehicle } from '../visits/expected-today.ts'
import { Load } from '../visits/load.ts'
import { GONE_MS, oneCar } from './same-passage.ts'

/**
 * What one process remembers between two reads, in memory only: it can be lost at any moment and is never written anywhere.
 * A stranger's plate lives here for seconds at most, to tell a second read of the same car from another car.
 */
export class Watch {
  readonly tally = new Tally()
  /** Who was shown to whom, until it is written. */
  readonly looks = new Looks()
  readonly lastEvents = new Map<string, Date>()
  /** Filter over every known plate; until `ready`, everything is let through to the database. */
  plates = new KnownPlates()
  ready = false
  /** How many plates are on file, counted, as long as the filter cannot tell. */
  readonly counted = new Kept<number>(10_000)
  readonly sources = new Kept<SourceRow | null>(10_000)
  readonly channels = new Kept<Channel>(60_000)
  readonly sites = new Kept<Site>(5_000)
  /** The civil day by time zone and minute: no minute lies in two days, in any zone. */
  readonly days = new Kept<string>(60_000)
  readonly staff = new Kept<Staff[]>(3_000)
  readonly reachable = new Kept<Set<string>>(5_000)
  readonly expected = new Kept<ExpectedToday>(3_000)
  readonly load = new Load()
  readonly mixes = new Kept<{ expected: number; known: number; stranger: number }>(60_000)
  /** The same text from the same camera: what came of it. */
  readonly recent = new Kept<{ visitId: string | null }>(20_000, 20_000)
  /** Calls whose end was told before anybody knew that they ring: steps overtake each other on their way. */
  readonly over = new Kept<'ended' | 'missed'>(300_000, 5_000)
  /** Calls that were counted, as long as they may ring. */
  readonly rung = new Kept<true>(300_000, 5_000)
  readonly tracks = new Kept<Track>(180_000, 20_000)
  /** The short lists that cars before this camera asked, as long as they are taken to stand there. */
  readonly lists = new KeptEach<Standing>(GONE_MS)
  /** What was read, for short lists that reception has not answered. */
  readonly asked = new Kept<AskedRead>(900_000, 5_000)
  /** Whom reception said no to, by camera: not asked again while that car stands there, however its plate is read. */
  readonly denied = new KeptEach<Denied>(GONE_MS)
  /** One read of a track at a time, one writing of the counts at a time. */
  readonly turns = new Turns()

  /**
   * How many vehicles a plate may be of. Never less than there are: in a base taken for empty every near miss is the one customer there, and
   * strangers are greeted by their name. So it moves with each plate that comes, and is counted until the filter is whole.
   */
  async onFile(now: Date, count: () => Promise<number>): Promise<number> {
    if (this.ready) return this.plates.size
    return this.turns.take('plates on file', () => this.counted.through('', now, count))
  }

  learnedChannel(counts: readonly ConfusionCount[]): Channel {
    return channelOf(counts)
  }

  /** This vehicle is here now: it will hardly arrive again today. The kept list is mended, not fetched anew. */
  arrived(siteId: string, vehicle: Omit<ExpectedVehicle, 'becauses'>, now: Date): void {
    this.expected.get(siteId, now)?.arrived(vehicle)
  }

  /** The short list of a car that stands there, by how it was read last. */
  stands(sourceId: string, car: Standing, now: Date): void {
    this.lists.add(sourceId, car, now, (other) => other.perhapsId === car.perhapsId)
  }

  /** It is not them: the car that was read so, before this camera, is none of these. */
  deny(sourceId: string, no: Denied, now: Date): void {
    this.denied.add(sourceId, no, now)
  }

  /**
   * The plates that this read must not be taken for: of a car that was refused here and has been seen at least once a minute since. Seen now, it
   * stands there still.
   */
  deniedTo(sourceId: string, read: string, at: Date, now: Date): ReadonlySet<string> {
    const still = this.denied
      .get(sourceId, now)
      .filter((no) => Math.abs(at.getTime() - no.at.getTime()) <= GONE_MS && oneCar(no.read, read))
    for (const no of still) this.denied.add(sourceId, { ...no, at }, now, (other) => other === no)
    return new Set(still.flatMap(({ plates }) => plates))
  }

  /** The same memory, with counts that nobody writes: for what we send ourselves to try the way. */
  uncounted(): Watch {
    return Object.create(this, { tally: { value: new Tally() } }) as Watch
  }

  /** Drops what is over: a stranger's plate goes with the seconds it was kept for. */
  sweep(now: Date): void {
    for (const kept of [this.recent, this.over, this.rung, this.tracks, this.lists, this.asked, this.denied])
      kept.sweep(now)
    this.looks.sweep(now)
  }

  /** Everything: the network was wiped. */
  forgetAll(): void {
    this.forgetSite(null)
    for (const kept of [
      this.sources,
      this.channels,
      this.mixes,
      this.recent,
      this.over,
      this.rung,
      this.tracks,
      this.lists,
      this.asked,
      this.denied,
      this.counted,
    ])
      kept.clear()
    this.tally.drain()
    this.looks.clear()
    this.lastEvents.clear()
    this.plates = new KnownPlates()
  }

  forgetSite(siteId: string | null): void {
    if (siteId === null) {
      this.sites.clear()
      this.staff.clear()
      this.expected.clear()
      this.load.forget()
    } else {
      this.sites.delete(siteId)
      this.staff.delete(siteId)
      this.expected.delete(siteId)
      this.load.forget()
    }
  }
}

/** A car before a camera about which reception was asked, and when it was last seen. */
export interface Standing {
  plate: string
  perhapsId: string
  at: Date
}

/** A read, and the plates reception said it is not. */
export interface Denied {
  read: string
  plates: string[]
  /** When that car was last seen. */
  at: Date
}

/** What was read, behind a short list; its plates are those of the candidates. */
export interface AskedRead {
  sourceId: string
  read: string
  plates: string[]
  at: Date
}

export interface Track {
  reads: PlateRead[]
  /** When it was last seen. */
  at: Date
  visitId: string | null
  perhapsId: string | null
}

/**
 * Several values for one key, each kept for its own while: what comes later keeps none of them longer. The last twenty of a key, for a
 * camera that floods.
 */
class KeptEach<T> {
  readonly #ms: number
  readonly #values = new Map<string, { value: T; until: number }[]>()
  constructor(ms: number) {
    this.#ms = ms
  }
  get(key: string, now: Date): T[] {
    return this.#kept(key, now).map(({ value }) => value)
  }
  /** Kept from now on, in the place of those it replaces. */
  add(key: string, value: T, now: Date, replaces: (other: T) => boolean = () => false): void {
    const others = this.#kept(key, now).filter((each) => !replaces(each.value))
    this.#values.set(key, [...others, { value, until: now.getTime() + this.#ms }].slice(-20))
  }
  clear(): void {
    this.#values.clear()
  }
  /** Drops what is over. */
  sweep(now: Date): void {
    for (const key of this.#values.keys()) {
      const kept = this.#kept(key, now)
      if (kept.length > 0) this.#values.set(key, kept)
      else this.#values.delete(key)
    }
  }
  #kept(key: string, now: Date): { value: T; until: number }[] {
    return (this.#values.get(key) ?? []).filter(({ until }) => until > now.getTime())
  }
}

/** Values kept for a while: at most `most` of them, the oldest leaving first. Times are handed in. */
class Kept<T> {
  readonly #ms: number
  readonly #most: number
  readonly #values = new Map<string, { value: T; until: number }>()
  constructor(ms: number, most = 1_000) {
    this.#ms = ms
    this.#most = most
  }
  get(key: string, now: Date): T | undefined {
    const kept = this.#values.get(key)
    return kept && kept.until > now.getTime() ? kept.value : undefined
  }
  /** What was kept even if its time is over: for when the database is away. */
  stale(key: string): T | undefined {
    return this.#values.get(key)?.value
  }
  set(key: string, value: T, now: Date): T {
    this.#values.delete(key)
    this.#values.set(key, { value, until: now.getTime() + this.#ms })
    if (this.#values.size > this.#most) {
      const oldest = this.#values.keys().next()
      if (!oldest.done) this.#values.delete(oldest.value)
    }
    return value
  }
  delete(key: string): void {
    this.#values.delete(key)
  }
  clear(): void {
    this.#values.clear()
  }
  /** Drops what is over. */
  sweep(now: Date): void {
    for (const [key, kept] of this.#values) if (kept.until <= now.getTime()) this.#values.delete(key)
  }
  /** Kept, or fetched and kept. */
  async through(key: string, now: Date, fetch: () => Promise<T>): Promise<T> {
    return this.get(key, now) ?? this.set(key, await fetch(), now)
  }
}
