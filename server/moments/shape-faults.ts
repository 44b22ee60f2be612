import { z } from 'zod'
import { type Because, say } from '../../contract/because.ts'
import {
  attentionPolicy,
  DATES,
  GESTURES,
  moment,
  PREDICTIONS,
  playbook,
  REGISTERS,
  WEATHERS,
} from '../../contract/playbook.ts'
import type { PlaybookFault } from '../../contract/playbooks.ts'
import { didYouMean } from './did-you-mean.ts'
import { type Path, type Places, written } from './playbook-place.ts'

type Issue = z.core.$ZodIssue

const keysOf = (shape: Record<string, unknown>): string[] => Object.keys(shape)
const TRIGGER_KEYS = ['date', 'years', 'silence', 'prediction', 'weather', 'fitted']

/** Which keys may stand where: told when an unknown one stands there. */
function keysAt(path: Path): readonly string[] {
  const [first, , third] = path
  if (path.length === 0) return keysOf(playbook.shape)
  if (first === 'moments') return third === 'on' ? TRIGGER_KEYS : keysOf(moment.shape)
  if (first === 'hours') return third === undefined ? ['from', 'to', 'days', 'breaks', 'holidays'] : ['from', 'to']
  if (first === 'registers') return path.length === 1 ? REGISTERS : ['imposed', 'free']
  if (first === 'budget') {
    if (path.at(-1) === 'askAgainDays') return ['nps', 'any']
    return path.at(-1) === 'weights' ? GESTURES : keysOf(attentionPolicy.shape)
  }
  return []
}

const LENGTHS = new Set(['after', 'before', 'within', 'silence'])
const CLOCKS = new Set(['at', 'from', 'to'])
const FORMATS = (key: string): string =>
  LENGTHS.has(key) ? 'duration' : CLOCKS.has(key) ? 'clock' : key === 'on' ? 'fact' : 'slug'

const oneOf = (value: string, values: readonly string[]): Because => {
  const near = didYouMean(value, values)
  return near === null
    ? say('playbook-cure-one-of', { values: values.join(', ') })
    : say('playbook-cure-did-you-mean', { word: near })
}
const shown = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 60)

function valueAt(whole: unknown, path: Path): unknown {
  let value = whole
  for (const each of path) value = (value as Record<string | number, unknown> | null | undefined)?.[each]
  return value
}

/** What the shape of a playbook says is wrong with this one, each with its place and its cure. */
export function shapeFaults(whole: unknown, issues: readonly Issue[], places: Places): PlaybookFault[] {
  return issues.flatMap((issue) => faultsOf(issue, whole, places, []))
}

function faultsOf(issue: Issue, whole: unknown, places: Places, under: Path): PlaybookFault[] {
  const path = [...under, ...(issue.path as (string | number)[])]
  const value = valueAt(whole, path)
  const key = String(path.at(-1) ?? '')
  const tell = (because: Because, cure: Because): PlaybookFault[] => [
    { ...places.of(path), path: written(path), because, cure },
  ]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((each) => ({
        ...places.ofKey(path, each),
        path: written([...path, each]),
        because: say('playbook-unknown-key', { key: each }),
        cure: oneOf(each, keysAt(path)),
      }))
    case 'invalid_key':
      return [
        {
          ...places.ofKey(path.slice(0, -1), key),
          path: written(path),
          because: say('playbook-unknown-key', { key }),
          cure:
            keysAt(path.slice(0, -1)).length > 0
              ? oneOf(key, keysAt(path.slice(0, -1)))
              : say('playbook-cure-language'),
        },
      ]
    case 'invalid_value':
      return value === undefined
        ? tell(
            say('playbook-missing', { key }),
            say('playbook-cure-add', { key: `${key}: ${issue.values.map(String).join(' | ')}` }),
          )
        : tell(say('playbook-unknown-value', { value: shown(value) }), oneOf(shown(value), issue.values.map(String)))
    case 'invalid_format':
      return tell(say(`playbook-not-a-${FORMATS(key)}`, { value: shown(value) }), say(`playbook-cure-${FORMATS(key)}`))
    case 'too_big':
    case 'too_small':
      return tell(...sizeFault(issue))
    case 'invalid_union':
      return unionFaults(path, value, whole, places)
    default:
      if (value === undefined) return tell(say('playbook-missing', { key }), say('playbook-cure-add', { key }))
      return tell(...typeFault(issue, value))
  }
}

function sizeFault(issue: Issue & { code: 'too_big' | 'too_small' }): [Because, Because] {
  const limit = Number(issue.code === 'too_big' ? issue.maximum : issue.minimum)
  if (issue.origin === 'string' && issue.code === 'too_big')
    return [say('playbook-too-long', { most: limit }), say('playbook-cure-shorten', { most: limit })]
  if (issue.origin === 'string') return [say('playbook-empty'), say('playbook-cure-write')]
  return issue.code === 'too_big'
    ? [say('playbook-too-much', { most: limit }), say('playbook-cure-at-most', { most: limit })]
    : [say('playbook-too-little', { least: limit }), say('playbook-cure-at-least', { least: limit })]
}

function typeFault(issue: Issue, value: unknown): [Because, Because] {
  const expected = issue.code === 'invalid_type' ? String(issue.expected) : 'other'
  const wanted = expected === 'record' && typeof value === 'string' ? 'words' : expected
  return [say('playbook-wrong-type', { value: shown(value) }), say('playbook-cure-type', { wanted })]
}

/** `on` and `do` may be written in several ways: the one that was meant is judged, not all. */
function unionFaults(path: Path, value: unknown, whole: unknown, places: Places): PlaybookFault[] {
  const tell = (at: Path, because: Because, cure: Because): PlaybookFault => ({
    ...places.of(at),
    path: written(at),
    because,
    cure,
  })
  const key = path.at(-1)
  if (value === undefined)
    return [tell(path, say('playbook-missing', { key: String(key) }), say('playbook-cure-add', { key: String(key) }))]
  if (key === 'do') {
    const named = Array.isArray(value) ? value : [value]
    if (named.length === 0 || named.length > 5)
      return [tell(path, say('playbook-too-much', { most: 5 }), say('playbook-cure-at-most', { most: 5 }))]
    return named.flatMap((each, i) =>
      (GESTURES as readonly unknown[]).includes(each)
        ? []
        : [
            tell(
              Array.isArray(value) ? [...path, i] : path,
              say('playbook-unknown-gesture', { value: shown(each) }),
              oneOf(shown(each), GESTURES),
            ),
          ],
    )
  }
  if (typeof value === 'string')
    return [tell(path, say('playbook-not-a-fact', { value: shown(value) }), say('playbook-cure-fact'))]
  const shape = typeof value === 'object' && value !== null ? triggerShape(value) : null
  if (!shape) return [tell(path, say('playbook-no-trigger'), say('playbook-cure-trigger'))]
  const read = shape.safeParse(value)
  return read.success ? [] : read.error.issues.flatMap((issue) => faultsOf(issue, whole, places, path))
}

function triggerShape(value: object): z.ZodType | null {
  const span = moment.shape.within.unwrap()
  if ('date' in value)
    return z.object({ date: z.enum(DATES), years: z.array(z.number().int().min(0).max(60)).min(1).optional() }).strict()
  if ('silence' in value) return z.object({ silence: span }).strict()
  if ('prediction' in value) return z.object({ prediction: z.enum(PREDICTIONS) }).strict()
  if ('weather' in value)
    return z.object({ weather: z.enum(WEATHERS), fitted: z.array(z.string().max(60)).optional() }).strict()
  return null
}
