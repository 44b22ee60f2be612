import type { Row } from '../plain/held.ts'
import type { ExportWords } from './person-export-words.ts'

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/gu, (sign) => ENTITIES[sign]!)

/** What only machines need: it is in the JSON. */
const isTechnical = (field: string): boolean =>
  field === 'id' ||
  field.endsWith('_id') ||
  ['version', 'position', 'said', 'a', 'b', 'bits', 'related'].includes(field)

function words(value: unknown, locale: 'fr' | 'en'): string {
  if (value instanceof Date)
    return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
      dateStyle: 'long',
      timeStyle: 'short',
      timeZone: 'Europe/Paris',
    })
      .format(value)
      .replace(/^1 /u, locale === 'fr' ? '1er ' : '1 ')
  if (Array.isArray(value))
    return value
      .map((each) => words(each, locale))
      .filter(Boolean)
      .join(', ')
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .filter(([name, each]) => !isTechnical(name) && !name.endsWith('Id') && words(each, locale) !== '')
      .map(([name, each]) => `${name}: ${words(each, locale)}`)
      .join(' · ')
  return value === null || value === undefined ? '' : String(value)
}

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#2a221c;background:#fffdf9}h1,h2{line-height:1.2}section{margin:2rem 0}dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.15rem 1rem;margin:0;padding:.7rem 0;border-top:1px solid #e4dacd}dt{color:#6d6054}dd{margin:0;overflow-wrap:anywhere}'

/** The beginning of the page, up to the first part. */
export const pageHead = (
  of: { name: string; network: string; at: Date; locale: 'fr' | 'en' },
  w: ExportWords,
): string =>
  `<!doctype html><html lang="${of.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(w.title)} · ${escaped(of.name)}</title><style>${STYLE}</style></head><body><h1>${escaped(of.name)}</h1><p>${escaped(of.network)} · ${escaped(w.made)} ${escaped(words(of.at, of.locale))}</p><p>${escaped(w.lead)}</p>`

export const partHead = (table: string, n: number, w: ExportWords): string =>
  `<section><h2>${escaped(w.tables[table] ?? table)}</h2>${n === 0 ? `<p>${escaped(w.none)}</p>` : `<p>${n} ${escaped(w.rows)}</p>`}`

/** One row, as names and values; what says nothing is left out. */
export function rowText(row: Row, w: ExportWords, locale: 'fr' | 'en'): string {
  const lines = Object.entries(row).flatMap(([field, value]) => {
    if (isTechnical(field)) return []
    const said = field === 'role' && typeof value === 'string' ? (w.roles[value] ?? value) : words(value, locale)
    return said === ''
      ? []
      : [`<dt>${escaped(w.fields[field] ?? field.replaceAll('_', ' '))}</dt><dd>${escaped(said)}</dd>`]
  })
  return lines.length > 0 ? `<dl>${lines.join('')}</dl>` : ''
}

export const PART_END = '</section>'
export const PAGE_END = '</body></html>'
