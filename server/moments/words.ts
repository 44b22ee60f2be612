import { type Context, type Filter, Liquid, Tag, type TagToken, type Template, type TopLevelToken } from 'liquidjs'
import type { Scene } from './compiled.ts'
import { sayDay, sayList } from './say-day.ts'
import { type MoreWords, WORD_FIELDS, wordFields } from './word-fields.ts'

export type { MoreWords } from './word-fields.ts'

export type Rendered =
  | { text: string }
  /** Values these words need and this customer has not: `advisor.phone`. */
  | { missing: string[] }
  /** The words cannot be read at all. */
  | { fault: string }

/** What a text of the playbook may use of Liquid: nothing that reads a file, a clock or chance. */
const TAGS = new Set(['if', 'unless', 'case', 'for', 'break', 'continue', 'assign', 'capture', 'comment', 'raw'])
const FILTERS = new Set([
  'default',
  'capitalize',
  'upcase',
  'downcase',
  'join',
  'first',
  'last',
  'size',
  'append',
  'prepend',
  'replace',
  'strip',
  'truncate',
  'truncatewords',
  'round',
  'plus',
  'minus',
  'times',
  'divided_by',
]) // prettier-ignore

/** `{% offer %}…{% endoffer %}` marks what is an offer: only a commercial moment may make one. */
class Offer extends Tag {
  readonly #inside: Template[] = []
  constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid) {
    super(token, rest, liquid)
    const stream = liquid.parser.parseStream(rest)
    stream
      .on('tag:endoffer', () => stream.stop())
      .on('template', (each: Template) => this.#inside.push(each))
      .on('end', () => {
        throw new Error(`tag ${token.getText()} not closed`)
      })
    stream.start()
  }
  *render(...[context, emitter]: Parameters<Tag['render']>) {
    yield this.liquid.renderer.renderTemplates(this.#inside, context, emitter)
  }
  *children() {
    yield* [] as never[]
    return this.#inside
  }
}

function engine(): Liquid {
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    // `{% if advisor.phone %}` and `| default: …` may ask for what is missing.
    lenientIf: true,
    ownPropertyOnly: true,
    catchAllErrors: true,
    templates: {},
    parseLimit: 10_000,
    memoryLimit: 100_000,
    renderLimit: 10_000,
  })
  for (const name of Object.keys(liquid.tags)) if (!TAGS.has(name)) delete liquid.tags[name]
  for (const name of Object.keys(liquid.filters)) if (!FILTERS.has(name)) delete liquid.filters[name]
  liquid.registerTag('offer', Offer)
  liquid.registerFilter('day', (value: unknown, language: unknown) => sayDay(String(value), String(language ?? 'fr')))
  liquid.registerFilter('list', (value: unknown, language: unknown) =>
    Array.isArray(value) ? sayList(value.map(String), String(language ?? 'fr')) : String(value ?? ''),
  )
  liquid.registerFilter('money', (value: unknown) => money(Number(value)))
  return liquid
}

/** « 1 250 € », with cents only where there are some. */
function money(amount: number): string {
  if (!Number.isFinite(amount)) return ''
  const [whole, cents] = Math.abs(amount).toFixed(2).split('.') as [string, string]
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, '\u202f')
  return `${amount < 0 ? '−' : ''}${grouped}${cents === '00' ? '' : `,${cents}`}\u00a0€`
}

const liquid = engine()

/** Texts read before. A playbook holds some hundreds; drafts being typed push the oldest out. */
const read = new Map<string, Template[] | WordFault[]>()
const KEPT = 2_000

export interface WordFault {
  line: number
  column: number
  /** In the words of the library, which are English. */
  said: string
  /** What it comes to, and the name or piece it is about. */
  is: 'not-closed' | 'no-tag' | 'no-filter' | 'unreadable'
  about: string
}

interface LiquidFault extends Error {
  errors?: LiquidFault[]
  token?: { getPosition?(): [number, number] }
  originalError?: { name?: string; variableName?: string }
}
const isFaults = (found: readonly (Template | WordFault)[]): found is WordFault[] =>
  found[0] !== undefined && 'said' in found[0]

function templatesOf(text: string): Template[] | WordFault[] {
  const before = read.get(text)
  if (before) return before
  let made: Template[] | WordFault[]
  try {
    made = liquid.parse(text)
    fallBack(made)
  } catch (error) {
    const fault = error as LiquidFault
    made = (fault.errors ?? [fault]).map(wordFault)
  }
  if (read.size >= KEPT) read.delete(read.keys().next().value!)
  read.set(text, made)
  return made
}

/**
 * What stands behind `| default:` is asked for only where it is needed: the library asks always, and « {{ advisor.name | default: site.name }} » was missing
 * the site of whoever has an advisor and no site.
 */
function fallBack(templates: readonly Template[]): void {
  for (const each of templates) {
    const { filters = [] } = (each as { value?: { filters?: Filter[] } }).value ?? {}
    filters.forEach((filter, k) => {
      if (filter.name !== 'default') return
      const render = filter.render.bind(filter)
      const last = filters[k + 1]?.name !== 'default'
      filter.render = function* (value: unknown, context: Context) {
        const { strictVariables } = context
        context.strictVariables = false
        const said: unknown = yield* render(value, context)
        context.strictVariables = strictVariables
        if (said === undefined && last) throw missingValue(filter)
        return said
      }
    })
    fallBack(within(each))
  }
}

const missingValue = ({ args }: Filter): Error => {
  const [asked] = args
  const name = asked && 'getText' in asked ? asked.getText() : ''
  return Object.assign(new Error(`undefined variable: ${name}`), { variableName: name })
}

/** The parts between the tags of a block. */
const within = (template: Template): readonly Template[] =>
  (template.children?.(false, true).next().value as Template[] | undefined) ?? []

/** The library ends its sentences with a place, which is told apart. */
const wordFault = (fault: LiquidFault): WordFault => {
  const [line, column] = fault.token?.getPosition?.() ?? [1, 1]
  const said = fault.message.split('\n', 1)[0]!.replace(/, line:\d+, col:\d+$/u, '')
  for (const [is, pattern] of SAYINGS) {
    const about = pattern.exec(said)?.[1]
    if (about !== undefined) return { line, column, said, is, about }
  }
  return { line, column, said, is: 'unreadable', about: '' }
}
const SAYINGS: readonly (readonly [WordFault['is'], RegExp])[] = [
  ['no-tag', /^tag "(.*)" not found/u],
  ['no-filter', /undefined filter: (\S+)/u],
  ['not-closed', /^(?:tag|output|raw) ?"?(.*?)"? not closed/u],
]

/**
 * Writes a text of the playbook for one customer. A value it names and they have not is told by its name, so that another gesture is
 * chosen: nobody receives « Bonjour , votre est prête ».
 */
export function renderWords(template: string, scene: Scene, more: MoreWords): Rendered {
  const templates = templatesOf(template)
  if (isFaults(templates)) return { fault: templates[0]!.said }
  try {
    return { text: tidy(String(liquid.renderSync(templates, wordFields(scene, more), { templateLimit: 2_000 }))) }
  } catch (error) {
    const faults = faultsIn(error as LiquidFault)
    const missing = faults.flatMap(({ originalError }) => originalError?.variableName ?? [])
    return missing.length === faults.length ? { missing: [...new Set(missing)] } : { fault: wordFault(faults[0]!).said }
  }
}

/** What went wrong inside a block comes as one fault that holds others. */
const faultsIn = (fault: LiquidFault): LiquidFault[] => fault.errors?.flatMap(faultsIn) ?? [fault]

/** Blanks at the end of lines and empty lines left by conditions go. */
const tidy = (text: string): string =>
  text
    .replace(/[ \t]+$/gmu, '')
    .replace(/\n{3,}/gu, '\n\n')
    .trim()

export interface WordsRead {
  faults: WordFault[]
  /** Names that it holds. */
  names: { path: string; line: number; column: number }[]
  /** Names that no customer has. */
  unknown: { path: string; line: number; column: number; instead: readonly string[] }[]
  offer: { line: number; column: number } | null
}

const FIELDS: Record<string, readonly string[]> = WORD_FIELDS

/** Reads a text as it is saved: does it parse, does each name it holds exist, does it make an offer? */
export function readWords(text: string): WordsRead {
  const templates = templatesOf(text)
  if (isFaults(templates)) return { faults: templates, names: [], unknown: [], offer: null }
  const names: WordsRead['names'] = []
  const unknown: WordsRead['unknown'] = []
  for (const found of Object.values(liquid.analyzeSync(templates, { partials: false }).globals))
    for (const { segments, location } of found) {
      const path = segments.map(String).join('.')
      names.push({ path, line: location.row, column: location.col })
      const [owner, field] = segments.map(String)
      const fields = FIELDS[owner!]
      if (fields && (field === undefined || fields.includes(field))) continue
      const instead = fields ? fields.map((each) => `${owner}.${each}`) : Object.keys(FIELDS)
      unknown.push({ path, line: location.row, column: location.col, instead })
    }
  const offer = offerWithin(templates)
  const at = offer ? ((offer.token as unknown as LiquidFault['token'])?.getPosition?.() ?? [1, 1]) : null
  return { faults: [], names, unknown, offer: at && { line: at[0], column: at[1] } }
}

function offerWithin(templates: readonly Template[]): Offer | null {
  for (const each of templates) {
    if (each instanceof Offer) return each
    const found = offerWithin(within(each))
    if (found) return found
  }
  return null
}
