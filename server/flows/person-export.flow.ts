import { Readable } from 'node:stream'
import type { InputOf } from '../../contract/endpoint.ts'
import type { exportPerson } from '../../contract/privacy.ts'
import { customerById } from '../customers/customers.store.ts'
import { voicesOf } from '../customers/person-data.store.ts'
import type { Caller } from '../kit/caller.ts'
import type { House } from '../kit/house.ts'
import { Raw } from '../kit/http.ts'
import { notFound } from '../kit/problem.ts'
import { type ZipFile, zipOf } from '../kit/zip.ts'
import { audit } from '../network/audit.store.ts'
import { writeLooks } from '../network/looks.flow.ts'
import type { Looks } from '../network/looks.ts'
import { setting } from '../network/places.store.ts'
import type { Held, Row } from '../plain/held.ts'
import { heldOf, subjectOf } from './person-data.flow.ts'
import { emptyParts, PAGE_END, PART_END, pageHead, partHead, rowText } from './person-export-page.ts'
import { exportWords } from './person-export-words.ts'

/** Rows in memory at once. */
const PAGE = 500

/** The rows of one table, page after page. */
async function* pagesOf(held: Held): AsyncGenerator<Row[]> {
  for (let from = 0; ; from += PAGE) {
    const rows = await held.page(from, PAGE)
    if (rows.length > 0) yield rows
    if (rows.length < PAGE) return
  }
}

/** The rows of a table as one JSON array. Counts them on the way. */
async function* jsonOf(held: Held, counts: Map<string, number>): AsyncGenerator<string> {
  let n = 0
  yield '['
  for await (const rows of pagesOf(held)) {
    yield `${n > 0 ? ',\n' : ''}${rows.map((row) => JSON.stringify(row)).join(',\n')}`
    n += rows.length
  }
  counts.set(held.table, n)
  yield ']\n'
}

const EXTENSIONS: Record<string, string> = { 'audio/webm': 'webm', 'audio/mp4': 'm4a', 'audio/ogg': 'ogg' }

/**
 * Everything about a person, as a ZIP that is written while it is read: a page to read, a JSON file for each table, the recording of the
 * name. It holds what we hold of them and of nobody else: of a relation the other's name, of colleagues their role.
 */
export const exportPersonFlow =
  (looks: Looks) =>
  async (house: House, { params, query }: InputOf<typeof exportPerson>, caller: Caller): Promise<Raw> => {
    const now = house.now()
    const customer = await customerById(house.db, params.id, now.toISOString().slice(0, 10))
    if (!customer) throw notFound('customer')
    const [subject, network] = await Promise.all([subjectOf(house, params.id), setting(house.db, 'name', '')])
    // Who was shown them this minute is told too.
    await writeLooks(house, looks, () => true)
    await audit(house, caller, 'privacy.export', { customerId: params.id, siteId: customer.siteId })
    const locale = customer.language === 'fr' ? 'fr' : 'en'
    const words = exportWords(locale)
    const counts = new Map<string, number>()
    const held = heldOf(house, subject, query.staffNames)

    async function* page(): AsyncGenerator<string> {
      yield pageHead({ name: customer!.name, network, at: now, locale }, words)
      for (const each of held.filter(({ table }) => counts.get(table))) {
        yield partHead(each.table, counts.get(each.table) ?? 0, words)
        for await (const rows of pagesOf(each))
          yield rows.map((row) => rowText(each.table, row, words, locale)).join('')
        yield PART_END
      }
      yield emptyParts(
        held.flatMap(({ table }) => (counts.get(table) ? [] : [table])),
        words,
      )
      yield PAGE_END
    }
    async function* files(): AsyncGenerator<ZipFile> {
      for (const each of held) yield { name: `data/${each.table}.json`, chunks: jsonOf(each, counts) }
      for (const [n, { mime, audio }] of (await voicesOf(house.db, subject.ids)).entries())
        yield { name: `voice-${n + 1}.${EXTENSIONS[mime.split(';')[0]!] ?? 'bin'}`, chunks: [audio] }
      const about = {
        of: customer!.name,
        customerIds: subject.ids,
        by: network,
        at: now,
        tables: Object.fromEntries(counts),
      }
      yield { name: 'data/about.json', chunks: [`${JSON.stringify(about, null, 2)}\n`] }
      yield { name: locale === 'fr' ? 'a-lire.html' : 'read-me.html', chunks: page() }
    }
    return new Raw('application/zip', Readable.from(zipOf(files(), now)), {
      'content-disposition': `attachment; filename="${locale === 'fr' ? 'donnees' : 'data'}-${params.id.slice(-6)}.zip"`,
    })
  }
