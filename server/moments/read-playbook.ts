import { LineCounter, parseDocument, type YAMLError } from 'yaml'
import { say } from '../../contract/because.ts'
import { moment, type Playbook, playbook } from '../../contract/playbook.ts'
import type { PlaybookFault } from '../../contract/playbooks.ts'
import { askFaults } from './ask-faults.ts'
import { opensAtAll } from './hours.ts'
import { cycleFaults, faultTeller, momentFaults, type Tell } from './moment-faults.ts'
import { Places } from './playbook-place.ts'
import { playbookText } from './playbook-text.ts'
import { senseFaults } from './sense-faults.ts'
import { shapeFaults } from './shape-faults.ts'
import { carriedFaults, languageFaults, TEXTS, textFaults } from './words-faults.ts'

/** Aliases are a convenience of YAML; a few are welcome, a thousand that name each other are a bomb. */
const MOST_ALIASES = 50

export type ReadPlaybook = { playbook: Playbook } | { faults: PlaybookFault[] }

/** Reads a playbook as it was written. Every fault is told at once, with its line, why it is one and what to write instead. */
export function readPlaybook(yaml: string | Uint8Array): ReadPlaybook {
  const { playbook, faults } = lookAt(yaml)
  return playbook && faults.length === 0 ? { playbook } : { faults }
}

/**
 * Reads a version that was put in force, as it has to be to go on: what was accepted in its day and can still be run stands, though a moment
 * of it would be refused today for making no sense. Else an update that looks closer would silence a whole network.
 */
export function standingPlaybook(yaml: string): ReadPlaybook {
  const { playbook, faults } = lookAt(yaml)
  const grave = faults.filter(({ because }) => !SENSELESS.has(because.code))
  return playbook && grave.length === 0 ? { playbook } : { faults: grave.length > 0 ? grave : faults }
}

/** Faults of a page that runs all the same: something in it never happens, or happens at once. */
const SENSELESS: ReadonlySet<string> = new Set([
  'playbook-never-equal',
  'playbook-silence-short',
  'playbook-year-zero',
  'playbook-fitted-none',
  'playbook-fitted-empty',
])

interface Looked {
  /** Null: its shape is none. */
  playbook: Playbook | null
  faults: PlaybookFault[]
}
const unreadable = (...faults: PlaybookFault[]): Looked => ({ playbook: null, faults })

function lookAt(yaml: string | Uint8Array): Looked {
  const decoded = playbookText(yaml)
  if ('fault' in decoded) return unreadable(decoded.fault)
  const lines = new LineCounter()
  const document = parseDocument(decoded.text, { lineCounter: lines, prettyErrors: false, keepSourceTokens: true })
  if (document.errors.length > 0)
    return unreadable(...document.errors.slice(0, 20).map((each) => yamlFault(each, lines)))
  let whole: unknown
  try {
    whole = document.toJS({ maxAliasCount: MOST_ALIASES })
  } catch {
    return unreadable(atTop('aliases'))
  }
  if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) return unreadable(atTop('none'))
  return judged(whole, new Places(document, lines))
}

const atTop = (what: string): PlaybookFault => ({
  line: 1,
  column: 1,
  path: '',
  because: say(`playbook-${what}`),
  cure: say(`playbook-cure-${what}`),
})

function judged(whole: object, places: Places): Looked {
  const faults: PlaybookFault[] = []
  const tell = faultTeller(places, faults)
  const read = playbook.safeParse(whole)
  if (!read.success) faults.push(...shapeFaults(whole, read.error.issues, places))
  // What can be read is judged further even so: all faults in one go.
  const { moments, languages } = readable(whole)
  for (const [i, each] of moments) {
    const path = ['moments', i]
    momentFaults(each, path, places, tell)
    senseFaults(each, path, places, tell)
    carriedFaults(each, path, tell)
    askFaults(each, path, tell)
    for (const key of ['title', ...TEXTS] as const)
      if (each[key]) languageFaults(each[key], languages, [...path, key], tell)
    textFaults(each, path, places, tell)
  }
  if (read.success) wholeFaults(read.data, tell)
  return {
    playbook: read.success ? read.data : null,
    faults: faults.sort((a, b) => a.line - b.line || a.column - b.column),
  }
}

function readable(whole: object): { moments: [number, Moment][]; languages: string[] } {
  const { moments, languages } = whole as { moments?: unknown; languages?: unknown }
  const list = Array.isArray(moments) ? moments : []
  const read = list.flatMap((each, i): [number, Moment][] => {
    const one = moment.safeParse(each)
    return one.success ? [[i, one.data]] : []
  })
  return { moments: read, languages: Array.isArray(languages) ? languages.map(String) : ['fr'] }
}
type Moment = Playbook['moments'][number]

/** What holds between the parts of the whole. */
function wholeFaults(read: Playbook, tell: Tell): void {
  languageFaults(read.compass, read.languages, ['compass'], tell)
  for (const [name, { imposed, free }] of Object.entries(read.registers)) {
    languageFaults(imposed, read.languages, ['registers', name, 'imposed'], tell)
    if (free) languageFaults(free, read.languages, ['registers', name, 'free'], tell)
  }
  if (read.hours.days.length === 0) tell(['hours', 'days'], say('playbook-no-day'), say('playbook-cure-no-day'))
  if (read.hours.from >= read.hours.to) tell(['hours', 'to'], say('playbook-hours'), say('playbook-cure-hours'))
  read.hours.breaks.forEach((each, i) => {
    if (each.from >= each.to) tell(['hours', 'breaks', i, 'to'], say('playbook-hours'), say('playbook-cure-hours'))
  })
  if (read.hours.from < read.hours.to && !opensAtAll(read.hours))
    tell(['hours', 'breaks'], say('playbook-no-hour'), say('playbook-cure-no-hour'))
  const seen = new Map<string, number>()
  read.moments.forEach(({ id, register }, i) => {
    if (seen.has(id)) tell(['moments', i, 'id'], say('playbook-twice', { id }), say('playbook-cure-twice', { id }))
    seen.set(id, i)
    if (register && !read.registers[register])
      tell(
        ['moments', i, 'register'],
        say('playbook-no-register', { register }),
        say('playbook-cure-add', { key: `registers.${register}` }),
      )
  })
  cycleFaults(read, tell)
}

/** The library's codes that a shopkeeper meets; the rest is told in its own words. */
const TOLD: Record<string, string> = {
  TAB_AS_INDENT: 'tabs',
  DUPLICATE_KEY: 'key-twice',
  BAD_INDENT: 'indent',
  MULTIPLE_DOCS: 'two-documents',
}
function yamlFault(error: YAMLError, lines: LineCounter): PlaybookFault {
  const { line, col } = lines.linePos(error.pos[0])
  const code = TOLD[error.code] ?? 'yaml'
  return {
    line: Math.max(line, 1),
    column: Math.max(col, 1),
    path: '',
    because: say(`playbook-${code}`, { said: error.message.split('\n', 1)[0]! }),
    cure: say(`playbook-cure-${code}`),
  }
}
