import { Readable } from 'node:stream'
import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/import-people.ts'
import { type ImportRow, importById } from '../customers/import.store.ts'
import { countBrought } from '../customers/import-people.store.ts'
import { needSite } from '../customers/import-upload.flow.ts'
import { namesOf } from '../identity/described.store.ts'
import { mergesBrought } from '../identity/event.store.ts'
import { type Caller, callerMay, need } from '../kit/caller.ts'
import type { House } from '../kit/house.ts'
import { Raw } from '../kit/http.ts'
import { invalid } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { stringify } from '../network/audit-csv.ts'
import type { Looks, Shown } from '../network/looks.ts'
import { foldedWords } from '../plain/fold.ts'
import { changedFields, vehiclesIn } from './changed-fields.ts'
import { runOf } from './import-brought.flow.ts'
import { broughtPage, houseNames, joinedPage, type Person, vehicleNames, type Wanted } from './import-people.store.ts'

type Answer = AnswerOf<typeof api.importPeople>
type People = Answer['people']

/** Whom the list showed: those on it, and those whose pages they joined. */
export const peopleShow = (people: People): Shown => ({
  action: 'import.people',
  customerIds: [
    ...new Set(
      people.flatMap(({ customerId, joinedTo }) => (joinedTo ? [customerId, joinedTo.customerId] : [customerId])),
    ),
  ],
})

async function mine(house: House, id: string, which: api.PeopleOfImport, caller: Caller): Promise<ImportRow> {
  const run = await importById(house.db, id)
  needSite(caller, run.site_id)
  if (which === 'joined') need(caller, 'identity.review')
  return run
}

const UUID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const CURSOR = { one: new RegExp(`^${UUID}$`), joined: new RegExp(`^[0-9: .+-]{19,40}\\|${UUID}$`) }

/** One page of whom an import brought. Who was erased since is on no page: nothing is kept of them. */
export async function importPeople(
  house: House,
  { params, query }: InputOf<typeof api.importPeople>,
  caller: Caller,
): Promise<Answer> {
  const run = await mine(house, params.id, query.which, caller)
  if (query.after && !CURSOR[query.which === 'joined' ? 'joined' : 'one'].test(query.after))
    throw invalid('query.after', 'not-a-cursor', 'This is not the `next` of a page before.')
  const found = await page(house, run, query.which, {
    words: foldedWords(query.q ?? ''),
    after: query.after,
    limit: query.limit + 1,
  })
  const shown = found.slice(0, query.limit)
  const review = callerMay(caller, 'identity.review')
  return {
    people: await described(house, shown),
    next: found.length > query.limit ? shown.at(-1)!.cursor : null,
    counts: {
      ...(await countBrought(house.db, run.id)),
      joined: review ? (await mergesBrought(house.db, runOf(run))).joined : null,
    },
  }
}

const page = (house: House, run: ImportRow, which: api.PeopleOfImport, wanted: Wanted): Promise<Person[]> =>
  which === 'joined' ? joinedPage(house.db, runOf(run), wanted) : broughtPage(house.db, run.id, which, wanted)

async function described(house: House, found: readonly Person[]): Promise<People> {
  const names = await namesOf(
    house.db,
    found.flatMap(({ joinedTo }) => joinedTo ?? []),
  )
  const called = {
    vehicles: await vehicleNames(
      house.db,
      found.flatMap(({ changes }) => vehiclesIn(changes)),
    ),
    house: await houseNames(house.db),
  }
  return found.map(({ customerId, name, city, changes, joinedTo, joinedAt, joinedBy }) => ({
    customerId,
    name,
    city,
    changes: changedFields(changes, called),
    joinedTo: joinedTo ? { customerId: joinedTo, name: names.get(joinedTo) ?? '' } : null,
    joinedAt: joinedAt?.toISOString() ?? null,
    joinedBy,
  }))
}

const COLUMNS = [
  'customer',
  'name',
  'city',
  'field',
  'vehicle',
  'before',
  'after',
  'joined to',
  'joined to name',
  'joined at',
]
/** People read at once. */
const PAGE = 500

/** All of one list, streamed. A line for each field that changed; one line of who has none. Never a formula in it. */
export const importPeopleFile =
  (looks: Looks) =>
  async (house: House, { params, query }: InputOf<typeof api.importPeopleFile>, caller: Caller): Promise<Raw> => {
    const run = await mine(house, params.id, query.which, caller)
    await audit(house, caller, 'import.people-file', {
      siteId: run.site_id,
      detail: { import: run.id, which: query.which },
    })
    async function* lines() {
      yield `\uFEFF${stringify(COLUMNS)}`
      const words = foldedWords(query.q ?? '')
      for (let after: string | undefined; ; ) {
        const found = await page(house, run, query.which, { words, after, limit: PAGE })
        const people = await described(house, found)
        looks.note(caller, peopleShow(people), house.now())
        for (const one of people) yield csvOf(one)
        if (found.length < PAGE) return
        after = found.at(-1)!.cursor
      }
    }
    return new Raw('text/csv; charset=utf-8', Readable.from(lines()), {
      'content-disposition': `attachment; filename="import-${query.which}.csv"`,
    })
  }

function csvOf({ customerId, name, city, changes, joinedTo, joinedAt }: People[number]): string {
  const joined = [joinedTo?.customerId ?? '', joinedTo?.name ?? '', joinedAt ?? '']
  const fields = changes.length > 0 ? changes : [{ field: '', vehicle: null, before: '', after: '' }]
  return fields
    .map(({ field, vehicle, before, after }) =>
      stringify([customerId, name, city, field, vehicle ?? '', before, after, ...joined]),
    )
    .join('')
}
