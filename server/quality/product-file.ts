import { parse } from 'csv-parse/sync'
import { type Because, say } from '../../contract/because.ts'
import { type ProductKind, productDraft } from '../../contract/quality.ts'
import { fold } from '../plain/fold.ts'

/** One row that can be kept. */
export interface ProductLine {
  line: number
  kind: ProductKind
  reference: string
  name: Record<string, string>
  links: { title: string; url: string }[]
}

type Column = 'reference' | 'name' | 'name_en' | 'kind' | 'link'
/** What a shop’s export calls its columns. */
const HEADINGS: Record<Column, readonly string[]> = {
  reference: ['reference', 'ref', 'sku', 'code', 'reference produit', 'product reference'],
  name: ['nom', 'name', 'libelle', 'designation', 'titre', 'title', 'name_fr', 'nom_fr', 'name fr', 'nom fr'],
  name_en: ['name_en', 'nom_en', 'name en', 'nom en', 'nom anglais', 'english name'],
  kind: ['type', 'kind', 'nature'],
  link: ['lien', 'link', 'url', 'adresse', 'links', 'liens'],
}
const KINDS: Record<string, ProductKind> = {
  produit: 'product',
  product: 'product',
  '': 'product',
  service: 'service',
  prestation: 'service',
}
/** More rows than any catalogue of things worth watching by hand. */
const MOST_ROWS = 5000

/** What stands most often in the first line parts the columns. */
function delimiterOf(text: string): string {
  const first = text.slice(0, text.indexOf('\n') < 0 ? undefined : text.indexOf('\n'))
  return [';', ',', '\t', '|'].toSorted((a, b) => first.split(b).length - first.split(a).length)[0]!
}

/**
 * The products of a CSV: a first line that names its columns, a reference and a name at least. What cannot be kept is aside with its line
 * and its reason, and the rest goes in.
 */
export function readProductFile(text: string): { lines: ProductLine[]; aside: { line: number; because: Because }[] } {
  let cells: { record: string[]; info: { lines: number } }[]
  try {
    cells = parse(text, {
      delimiter: delimiterOf(text),
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
      to: MOST_ROWS + 2,
    }) as never
  } catch {
    return { lines: [], aside: [{ line: 1, because: say('file-unreadable') }] }
  }
  const [head, ...rest] = cells
  if (!head) return { lines: [], aside: [] }
  const columns = columnsOf(head.record)
  if (columns.reference === undefined || columns.name === undefined)
    return { lines: [], aside: [{ line: 1, because: say('file-no-columns') }] }
  const lines: ProductLine[] = []
  const aside: { line: number; because: Because }[] = []
  const seen = new Set<string>()
  for (const { record, info } of rest.slice(0, MOST_ROWS)) {
    const read = readRow(record, columns)
    const key = 'reference' in read ? read.reference.toLowerCase() : ''
    if ('code' in read) aside.push({ line: info.lines, because: read })
    else if (seen.has(key)) aside.push({ line: info.lines, because: say('file-twice', { reference: read.reference }) })
    else lines.push({ ...read, line: info.lines })
    seen.add(key)
  }
  if (rest.length > MOST_ROWS) aside.push({ line: MOST_ROWS + 2, because: say('file-too-long', { most: MOST_ROWS }) })
  return { lines, aside }
}

function columnsOf(head: readonly string[]): Partial<Record<Column, number>> {
  const found: Partial<Record<Column, number>> = {}
  for (const [at, title] of head.entries()) {
    const plain = fold(title).trim()
    const column = (Object.keys(HEADINGS) as Column[]).find((name) => HEADINGS[name].includes(plain))
    if (column && found[column] === undefined) found[column] = at
  }
  return found
}

function readRow(
  record: readonly string[],
  columns: Partial<Record<Column, number>>,
): Omit<ProductLine, 'line'> | Because {
  const cell = (column: Column): string => {
    const at = columns[column]
    return at === undefined ? '' : (record[at] ?? '')
  }
  const kind = KINDS[fold(cell('kind')).trim()]
  if (!kind) return say('file-bad-kind', { text: cell('kind').slice(0, 40) })
  const links = cell('link')
    .split(/[\s|]+/u)
    .filter(Boolean)
    .map((url) => ({ title: '', url }))
  const name: Record<string, string> = {
    ...(cell('name') ? { fr: cell('name') } : {}),
    ...(cell('name_en') ? { en: cell('name_en') } : {}),
  }
  const read = productDraft.safeParse({ kind, reference: cell('reference'), name, links })
  if (!read.success) {
    const field = String(read.error.issues[0]?.path[0] ?? 'reference')
    return say(field === 'links' ? 'file-bad-link' : field === 'name' ? 'file-no-name' : 'file-bad-reference')
  }
  return { kind, reference: read.data.reference, name: read.data.name, links: read.data.links }
}
