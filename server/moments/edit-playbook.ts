import { type Document, isMap, isScalar, isSeq, parseDocument, Scalar, visit, type YAMLMap } from 'yaml'
import type { PlaybookChange } from '../../contract/playbooks.ts'

/**
 * Writes a change made in a form into the page, as a person would: only what is another than before is written, comments and the way the rest
 * is laid out stay. A change of what is not there, or of a page that does not parse, leaves the page as it is.
 */
export function editPlaybook(yaml: string, change: PlaybookChange): string {
  const document = parseDocument(yaml)
  if (document.errors.length > 0 || !isMap(document.contents)) return yaml
  if ('whole' in change) put(document, document.contents, change.whole, change.set)
  else if ('languages' in change) speakIn(document, document.contents, change.languages)
  else if ('add' in change) addMoment(document, change.add)
  else {
    const moments = document.get('moments')
    const named = 'remove' in change ? change.remove : change.moment
    const at = isSeq(moments) ? moments.items.findIndex((each) => isMap(each) && each.get('id') === named) : -1
    if (!isSeq(moments) || at < 0) return yaml
    if ('remove' in change) moments.delete(at)
    else for (const [key, value] of Object.entries(change.set)) put(document, moments.items[at] as YAMLMap, key, value)
  }
  return asBefore(document.toString({ lineWidth: 0 }), yaml)
}

/** The page speaks these languages: what stands in another is taken out, text by text. */
function speakIn(document: Document, page: YAMLMap, languages: readonly string[]): void {
  const before = page.get('languages', true)
  const spoken = new Set(isSeq(before) ? (before.toJSON() as unknown[]).map(String) : ['fr'])
  put(document, page, 'languages', [...languages])
  visit(document, {
    Map(_key, text) {
      const keys = text.items.map(({ key }) => (isScalar(key) ? String(key.value) : ''))
      // A map of nothing but languages is a text.
      if (keys.length === 0 || !keys.every((key) => spoken.has(key))) return
      for (const key of keys) if (!languages.includes(key) && text.items.length > 1) text.delete(key)
    },
  })
}

/** The library writes `[ fr, en ]` where a person wrote `[fr, en]`: a line that differs in that alone stays as it was. */
function asBefore(after: string, before: string): string {
  const bare = (line: string): string => line.replace(/\[ | \]/gu, (found) => found.trim())
  const old = new Map(before.split('\n').map((line) => [bare(line), line]))
  return after
    .split('\n')
    .map((line) => old.get(bare(line)) ?? line)
    .join('\n')
}

function addMoment(document: Document, moment: Record<string, unknown>): void {
  const made = document.createNode(Object.fromEntries(Object.entries(moment).filter(([, value]) => !isNothing(value))))
  const moments = document.get('moments')
  if (isSeq(moments)) {
    moments.flow = false
    moments.add(made)
  } else document.set('moments', [made])
}

const isNothing = (value: unknown): boolean => value === null || value === undefined || value === ''
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `null` takes a key away. What holds the same already is not touched. */
function put(document: Document, owner: YAMLMap, key: string, value: unknown): void {
  if (isNothing(value)) {
    owner.delete(key)
    return
  }
  const before = owner.get(key, true) as unknown
  if (isMap(before) && isObject(value)) {
    for (const { key: old } of before.items.slice())
      if (isScalar(old) && !(String(old.value) in value)) before.delete(old.value)
    for (const [name, inner] of Object.entries(value)) put(document, before, name, inner)
    if (before.items.length === 0) owner.delete(key)
    return
  }
  if (isScalar(before) && !isObject(value) && !Array.isArray(value)) {
    if (before.value === value) return
    before.value = value
    if (typeof value === 'string') before.type = typeOf(value, owner)
    return
  }
  const now = JSON.stringify(isSeq(before) || isMap(before) ? before.toJSON() : undefined)
  if (now === JSON.stringify(value)) return
  const made = document.createNode(value)
  if (isSeq(made) || isMap(made)) made.flow = short(value)
  if (isScalar(made) && typeof value === 'string') made.type = typeOf(value, owner)
  owner.set(key, made)
}

/** Several lines are a block, which needs room: its owner is written out line by line. */
function typeOf(value: string, owner: YAMLMap): Scalar.Type {
  if (!value.includes('\n')) return Scalar.PLAIN
  owner.flow = false
  return Scalar.BLOCK_LITERAL
}

const short = (value: unknown): boolean => {
  const text = JSON.stringify(value)
  return text.length < 100 && !text.includes('\\n')
}
