import { RIVER } from '../../server/order.ts'
import { type SqlOf, sqlOf } from './sql-calls.ts'
import { changesShape, tablesIn } from './sql-text.ts'
import { isCode, type Kind, kindOf, lineAt, type Offence, type Place, placeOf, type Tree } from './tree.ts'

const LAYS_THE_DEMO =
  'lays and wipes a whole invented network, every slice at once, in batches of hundreds: going through the slices would date its two years of history today'

/** Who may write where no slice does, and why. */
const WRITES_EVERYWHERE: Record<string, string> = {
  'server/flows/demo/demo-fill.store.ts': LAYS_THE_DEMO,
  'server/flows/demo/demo-history.store.ts': LAYS_THE_DEMO,
  'server/flows/demo/demo-loop.store.ts': LAYS_THE_DEMO,
  'server/flows/demo/demo-voice.store.ts': LAYS_THE_DEMO,
}

/** Text put together at run time that is no table, and what it is. */
const RAW_TEXT: Record<string, string> = {
  'server/customers/import-save.store.ts': 'lists of columns and their types, from constants of the same file',
}

const SCHEMAS: ReadonlySet<string> = new Set([...RIVER, 'jobs', 'public'])
/** PostgreSQL's own tables and what `copy` writes to. */
const OF_THE_SERVER = /^(?:pg_\w+|stdin|stdout)$/u
const SPEAKS_SQL: readonly Kind[] = ['store', 'flow']

/**
 * One schema a slice: it writes its own and reads its own and those before it. Flows read everything and write through the stores of the
 * slices. SQL stands in stores and in the flow of a slice, nowhere else; a table is written out in full, so that it can be judged.
 */
export function sqlOffences(tree: Tree): Offence[] {
  const offences: Offence[] = []
  const known = knownTables(tree)
  for (const [path, text] of tree) {
    const place = placeOf(path)
    const code = isCode(path) || /^scripts\/.*\.m?js$/u.test(path)
    if (!code || kindOf(path) === 'test' || (place.area === 'beside' && !path.startsWith('scripts/'))) continue
    // `${sql.id('a', 'b')}` is a call and a part of a text: one offence.
    const said = new Map<string, Offence>()
    for (const use of usesIn(sqlOf(path, text))) {
      const because = refused(path, place, use, known)
      if (!because) continue
      const line = lineAt(text, use.at)
      said.set(`${line} ${because}`, { rule: 'sql', file: path, line, because })
    }
    offences.push(...said.values())
  }
  return offences
}

interface Use {
  schema: string | undefined
  name: string | undefined
  write: boolean
  at: number
  shape?: boolean
  raw?: boolean | undefined
}

function usesIn(sql: SqlOf): Use[] {
  const uses: Use[] = []
  for (const { sql: text, at } of sql.texts) {
    if (changesShape(text)) uses.push({ schema: undefined, name: undefined, write: true, at: at(0), shape: true })
    for (const use of tablesIn(text, SCHEMAS)) uses.push({ ...use, at: at(use.at) })
  }
  for (const { table, write, at, raw } of sql.calls) {
    const [, schema, name] = /^(?:(\w+)\.)?"?(\w+)"?(?:\s+as\s+\w+)?$/iu.exec(table?.trim() ?? '') ?? []
    uses.push({ schema, name, write, at, raw })
  }
  return uses.filter(
    (use) =>
      use.schema !== undefined || use.name === undefined || !(sql.given.has(use.name) || OF_THE_SERVER.test(use.name)),
  )
}

function refused(path: string, place: Place, use: Use, known: ReadonlySet<string>): string | undefined {
  const { area } = place
  const table = `${use.schema}.${use.name}`
  if (area === 'web' || area === 'contract' || area === 'beside') return 'SQL outside the server'
  if (use.raw && (area === 'kit' || RAW_TEXT[path])) return undefined
  if (use.shape) return area === 'kit' ? undefined : 'the shape of the database is changed by migrations alone'
  if (area === 'edges' || area === 'house' || (area !== 'kit' && !SPEAKS_SQL.includes(kindOf(path))))
    return 'SQL stands in a store, or in the flow of a slice'
  const everywhere = use.write && WRITES_EVERYWHERE[path] !== undefined
  if (use.name === undefined)
    return everywhere ? undefined : 'the table is put together at run time: write it out, so that it can be judged'
  if (use.schema === undefined) return `${use.name} has no schema: say which slice's table it is`
  if (!SCHEMAS.has(use.schema)) return `there is no schema ${use.schema}`
  if (area === 'kit')
    return ['jobs', 'public'].includes(use.schema) ? undefined : `kit knows no business table: ${table}`
  if (['jobs', 'public'].includes(use.schema)) return `${table} is kit's`
  if (known.size > 0 && !known.has(table)) return `no migration makes ${table}`
  if (area === 'flows')
    return use.write && !everywhere
      ? `a flow writes through the store of ${use.schema}, not ${table} itself`
      : undefined
  const [mine, theirs] = [place.slice as string, use.schema].map((each) =>
    (RIVER as readonly string[]).indexOf(each),
  ) as [number, number]
  if (use.write) return mine === theirs ? undefined : `${place.slice} writes ${table}, which is ${use.schema}'s`
  return theirs <= mine ? undefined : `${place.slice} reads ${table}, which is downstream`
}

/** `schema.table` of everything the migrations make; a word each for table, view and function. */
function knownTables(tree: Tree): ReadonlySet<string> {
  const known = new Set<string>()
  for (const [path, text] of tree) {
    if (!/^migrations\/.*\.sql$/u.test(path)) continue
    for (const [, schema, name] of text.matchAll(
      /\bcreate\s+(?:or\s+replace\s+)?(?:unlogged\s+|materialized\s+)?(?:table|view|function|sequence|type)\s+(?:if\s+not\s+exists\s+)?(\w+)\."?(\w+)"?/giu,
    ))
      known.add(`${schema}.${name}`)
  }
  return known
}
