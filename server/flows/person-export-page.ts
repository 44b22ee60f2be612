import type { Row } from '../plain/held.ts'
import { CODED } from './person-export-values.ts'
import type { ExportWords } from './person-export-words.ts'

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/gu, (sign) => ENTITIES[sign]!)

const TECHNICAL = new Set(
  (
    'id version position said a b bits related keys hash content_hash previous_hash salt seq beside segments claimed_by claimed_at provider_ref playbook_version survey_version endpoint p256dh auth ' +
    'own_mark device_key read_hash edit_mark marks reader batch mime audio customer_ids run rows import importKey importSource importId probability track'
  ).split(' '),
)
/** What only machines need: it is in the JSON. */
export const isTechnical = (field: string): boolean => TECHNICAL.has(field) || field.endsWith('_id')

const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u

function words(value: unknown, locale: 'fr' | 'en', w?: ExportWords, coded = false): string {
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
      .map((each) => words(each, locale, w, coded))
      .filter(Boolean)
      .join(', ')
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .filter(([name]) => !isTechnical(name) && !name.endsWith('Id'))
      .map(([name, each]) => [w?.fields[underscored(name)] ?? name, words(each, locale, w, CODED.has(name))])
      .filter(([, said]) => said !== '')
      .map(([name, said]) => `${name}${locale === 'fr' ? '\u00a0' : ''}: ${said}`)
      .join(' · ')
  if (value === null || value === undefined) return ''
  const said = String(value)
  if (ID.test(said)) return ''
  return coded || typeof value === 'boolean' ? (w?.values[said] ?? said) : said
}

const underscored = (name: string): string => name.replace(/\p{Lu}/gu, (letter) => `_${letter.toLowerCase()}`)

/** An amount is kept in cents and read in euros. */
const euros = (cents: unknown, locale: 'fr' | 'en'): string =>
  new Intl.NumberFormat(locale === 'en' ? 'en-GB' : locale, { style: 'currency', currency: 'EUR' }).format(
    Number(cents) / 100,
  )

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#2a221c;background:#fffdf9}h1,h2{line-height:1.2}section{margin:2rem 0}dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.15rem 1rem;margin:0;padding:.7rem 0;border-top:1px solid #e4dacd}dt{color:#6d6054}dd{margin:0;overflow-wrap:anywhere}'

/** The beginning of the page, up to the first part. */
export const pageHead = (
  of: { name: string; network: string; at: Date; locale: 'fr' | 'en' },
  w: ExportWords,
): string =>
  `<!doctype html><html lang="${of.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(w.title)} · ${escaped(of.name)}</title><style>${STYLE}</style></head><body><h1>${escaped(of.name)}</h1><p>${escaped(of.network)} · ${escaped(w.made)} ${escaped(words(of.at, of.locale))}</p><p>${escaped(w.lead)}</p>`

export const partHead = (table: string, n: number, w: ExportWords): string =>
  `<section><h2>${escaped(w.tables[table] ?? table)}${n > 1 ? ` (${n})` : ''}</h2>`

/** Of which nothing is kept, all in one place at the end. */
export const emptyParts = (tables: readonly string[], w: ExportWords): string =>
  tables.length === 0
    ? ''
    : `<section><h2>${escaped(w.none)}</h2><p>${escaped(tables.map((table) => w.tables[table] ?? table).join(' · '))}</p></section>`

/** One row of a part, as names and values; what says nothing is left out. */
export function rowText(table: string, row: Row, w: ExportWords, locale: 'fr' | 'en'): string {
  const named = { ...w.fields, ...w.fieldsOf[table] }
  const lines = Object.entries(row).flatMap(([field, value]) => {
    // A number that a source knows them by, and no key that we made of other things.
    if (isTechnical(field) || (field === 'key' && /[:|]/u.test(String(value)))) return []
    const said =
      field === 'role' && typeof value === 'string'
        ? (w.roles[value] ?? value)
        : field.endsWith('_cents') && value !== null
          ? euros(value, locale)
          : words(value, locale, w, CODED.has(field))
    return said === ''
      ? []
      : [`<dt>${escaped(named[field] ?? field.replaceAll('_', ' '))}</dt><dd>${escaped(said)}</dd>`]
  })
  return lines.length > 0 ? `<dl>${lines.join('')}</dl>` : ''
}

export const PART_END = '</section>'
export const PAGE_END = '</body></html>'
