import type { Db } from '../kit/house.ts'
import { type Champion, champion, championIds, LANGUAGES } from './learned.store.ts'
import { type Model, unpackModel } from './reader/model.ts'
import { openReaderOver } from './reader/read-verbatim.ts'
import type { Hints, Reader } from './reading.ts'

/**
 * The reader in force, kept in memory by one process: for each language the one the network taught, where there is one, else the shipped.
 * It reads at once with what it has; `refresh` asks whether another is in force by now, and loads weights only then.
 */
export class ReaderInForce implements Reader {
  #reader: Reader
  #ids = ''
  readonly shipped: { models: Record<'fr' | 'en', Model>; name: string }

  constructor(shipped: { models: Record<'fr' | 'en', Model>; name: string }) {
    this.shipped = shipped
    this.#reader = openReaderOver(shipped.models, shipped.name)
  }

  get name(): string {
    return this.#reader.name
  }

  read(text: string, hints?: Hints) {
    return this.#reader.read(text, hints)
  }

  /** @returns the readers in force whose weights are of another version of the house, and were not taken */
  async refresh(db: Db): Promise<string[]> {
    const now = await championIds(db)
    const ids = now
      .map(({ id }) => id)
      .sort()
      .join()
    if (ids === this.#ids) return []
    const models = { ...this.shipped.models }
    const taught: string[] = []
    const unreadable: string[] = []
    for (const language of LANGUAGES) {
      const own = await champion(db, language)
      if (!own) continue
      const model = unpacked(own)
      if (model) {
        models[language] = model
        taught.push(nameOf(own))
      } else unreadable.push(own.id)
    }
    // Whatever read a text is named by all it read with: weights that changed are another reader.
    this.#reader = openReaderOver(models, [this.shipped.name, ...taught].join('+'))
    this.#ids = ids
    return unreadable
  }
}

const nameOf = ({ id, language }: Champion): string => `${language}-${id.slice(-12)}`

/** Undefined where the house was brought up to date since: it reads as shipped until the next night. */
export function unpacked({ weights }: Pick<Champion, 'weights'>): Model | undefined {
  try {
    return unpackModel(weights)
  } catch {
    return undefined
  }
}
