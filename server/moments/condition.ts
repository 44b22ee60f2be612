import { Environment, type ParseResult } from '@marcbachmann/cel-js'
import type { Scene } from './compiled.ts'
import { AssetValues, CustomerValues, Day, FactValues, OrderValues, SiteValues, Unknown } from './scene-values.ts'

/** Everything a condition may look at, by type: offered in the editor, and all there is. */
export const CONDITION_NAMES = {
  customer: {
    kind: 'string',
    city: 'string',
    postcode: 'string',
    department: 'string',
    country: 'string',
    language: 'string',
    professional: 'bool',
    hasAdvisor: 'bool',
    hasPhone: 'bool',
    hasEmail: 'bool',
    openCase: 'bool',
    vehicles: 'double',
    age: 'double',
    since: 'Day',
    lastContact: 'Day',
  },
  asset: {
    kind: 'string',
    make: 'string',
    model: 'string',
    body: 'string',
    options: 'list<string>',
    year: 'double',
    mileage: 'double',
    age: 'double',
    boughtHere: 'bool',
    boughtOn: 'Day',
    warrantyUntil: 'Day',
    nextServiceOn: 'Day',
    registeredOn: 'Day',
    controlUntil: 'Day',
  },
  order: { kind: 'string', state: 'string', title: 'string', amount: 'double', placedOn: 'Day', promisedOn: 'Day' },
  fact: { kind: 'string', on: 'Day', data: 'map<string, dyn>' },
  site: { id: 'string' },
} as const
export const CONDITION_FUNCTIONS = ['daysSince', 'daysUntil', 'known', 'asset.fitted'] as const

const VALUES = {
  customer: CustomerValues,
  asset: AssetValues,
  order: OrderValues,
  fact: FactValues,
  site: SiteValues,
} as const
const TYPE = { customer: 'Customer', asset: 'Asset', order: 'Order', fact: 'Fact', site: 'Site' } as const

/** The library counts whole numbers as BigInt. People write `asset.age == 3`, and mean the number. */
const asNumbers = (env: Environment): Environment => {
  env.registerOperator('double == int', (a: number, b: bigint) => a === Number(b))
  env.registerOperator('double + int', (a: number, b: bigint) => a + Number(b))
  env.registerOperator('double - int', (a: number, b: bigint) => a - Number(b))
  env.registerOperator('double * int', (a: number, b: bigint) => a * Number(b))
  env.registerOperator('double / int', (a: number, b: bigint) => a / Number(b))
  return env
}

function environment(): Environment {
  const env = new Environment({ limits: { maxAstNodes: 200, maxDepth: 30, maxListElements: 100, maxCallArguments: 4 } })
  env.registerType('Day', { ctor: Day, fields: { year: 'double', month: 'double' } })
  for (const name of Object.keys(CONDITION_NAMES) as (keyof typeof CONDITION_NAMES)[]) {
    env.registerType(TYPE[name], { ctor: VALUES[name], fields: CONDITION_NAMES[name] })
    env.registerVariable(name, TYPE[name])
  }
  env.registerFunction('daysSince(Day): double', (day: Day) => day.daysSince())
  env.registerFunction('daysUntil(Day): double', (day: Day) => -day.daysSince())
  env.registerFunction('Asset.fitted(string): bool', (asset: AssetValues, option: string) => asset.fitted(option))
  env.registerFunction('known(ast): bool', ({ args }: { args: unknown[] }) => known(args[0]))
  return asNumbers(env)
}

interface Checker {
  check(ast: unknown, context: unknown): unknown
  getType(name: string): unknown
}
interface Runner {
  run(ast: unknown, context: unknown): unknown
}
/** `known(asset.mileage)`: is there such a value? Looked at before it is asked for, so a macro. */
const known = (asked: unknown) => ({
  typeCheck(checker: Checker, _: unknown, context: unknown): unknown {
    checker.check(asked, context)
    return checker.getType('bool')
  },
  evaluate(runner: Runner, _: unknown, context: unknown): boolean {
    try {
      return runner.run(asked, context) !== null
    } catch {
      return false
    }
  },
})

const env = environment()

/** What is wrong with a condition, and where in its text. */
export interface ConditionFault {
  code: 'unknown-name' | 'unknown-function' | 'not-yes-or-no' | 'types' | 'refused' | 'syntax'
  from: number
  to: number
  said: string
  /** Names that stand where the unknown one stood. */
  instead: readonly string[]
}

export type Condition = (scene: Scene) => { holds: boolean; because?: string }

/**
 * Reads a condition once: names and types are checked, and it must answer yes or no. Two things of the language are refused,
 * since a page of words needs neither and both can be made to run for ever: regular expressions, and a list run through within another.
 */
export function readCondition(text: string): { condition: Condition } | { fault: ConditionFault } {
  const checked = env.check(text)
  if (!checked.valid) return { fault: faultOf(text, checked.error as CelFault) }
  if (checked.type !== 'bool')
    return { fault: { code: 'not-yes-or-no', from: 0, to: text.length, said: checked.type ?? '', instead: [] } }
  const parsed = env.parse(text)
  const refused = refusal(parsed.ast, 0)
  if (refused) return { fault: { code: 'refused', ...refused, instead: [] } }
  return { condition: conditionOf(parsed) }
}

function conditionOf(parsed: ParseResult): Condition {
  return (scene) => {
    try {
      const answer = parsed({
        customer: new CustomerValues(scene),
        asset: new AssetValues(scene),
        order: new OrderValues(scene),
        fact: new FactValues(scene),
        site: new SiteValues(scene),
      })
      return { holds: answer === true }
    } catch (error) {
      return { holds: false, because: error instanceof Unknown ? error.path : saidOf(error) }
    }
  }
}

/**
 * Every name a condition looks at, as `fact.data.score`; of an index that is worked out, the part before it. Empty when it cannot be read.
 * Found in the tree, not in the text: `"customer.value"` between quotes is a word.
 */
export function namesRead(text: string): string[] {
  const names = new Set<string>()
  const walk = (ast: unknown): void => {
    if (Array.isArray(ast)) for (const each of ast) walk(each)
    if (!isAst(ast)) return
    const path = pathOf(ast)
    if (path === null) {
      walk(ast.args)
      return
    }
    names.add(path.join('.'))
    // An index that is worked out looks at names of its own.
    if (Array.isArray(ast.args)) walk(ast.args[1])
  }
  try {
    walk(env.parse(text).ast)
  } catch {
    return []
  }
  return [...names]
}

/** A name that is held against a word, and where the word stands: `order.state == "ready"`, `order.kind in ["vehicle", "parts"]`. */
export interface Compared {
  name: string
  word: string
  from: number
}

/** Every word between quotes that a condition holds a name against. Empty when it cannot be read. */
export function comparedWords(text: string): Compared[] {
  const found: Compared[] = []
  const walk = (ast: unknown): void => {
    if (Array.isArray(ast)) for (const each of ast) walk(each)
    if (!isAst(ast)) return
    if (COMPARES.has(ast.op)) found.push(...comparedIn(ast.args as unknown[]))
    walk(ast.args)
  }
  try {
    walk(env.parse(text).ast)
  } catch {
    return []
  }
  return found.sort((a, b) => a.from - b.from)
}
const COMPARES = new Set(['==', '!=', 'in'])

function comparedIn(sides: readonly unknown[]): Compared[] {
  const name = sides.flatMap((side) => (isAst(side) ? (pathOf(side)?.join('.') ?? []) : []))[0]
  if (name === undefined) return []
  return sides
    .flatMap((side) => (isAst(side) && side.op === 'list' ? (side.args as unknown[]) : [side]))
    .flatMap((side) =>
      isAst(side) && side.op === 'value' && typeof side.args === 'string'
        ? [{ name, word: side.args, from: side.start }]
        : [],
    )
}

/** `fact.data.score`, `fact.data["score"]`: the names along the way; null when it is no path. */
function pathOf(ast: Ast): string[] | null {
  if (ast.op === 'id') return [String(ast.args)]
  if (ast.op !== '.' && ast.op !== '[]' && ast.op !== '.?' && ast.op !== '[?]') return null
  const [owner, step] = ast.args as [unknown, unknown]
  const before = isAst(owner) ? pathOf(owner) : null
  if (!before) return null
  if (typeof step === 'string') return [...before, step]
  if (isAst(step) && step.op === 'value' && typeof step.args === 'string') return [...before, step.args]
  return before
}

interface CelFault extends Error {
  code?: string
  summary?: string
  range?: { start: number; end: number }
}
/** The library's sentence without the picture it draws below. */
const saidOf = (error: unknown): string => {
  const { summary, message } = error as CelFault
  return summary ?? message.split('\n', 1)[0]!
}

function faultOf(text: string, error: CelFault): ConditionFault {
  const { start: from, end: to } = error.range ?? { start: 0, end: text.length }
  const place = { from, to, said: saidOf(error) }
  if (error.code === 'unknown_variable')
    return { code: 'unknown-name', ...place, instead: Object.keys(CONDITION_NAMES) }
  if (error.code === 'no_such_key') {
    const owner = /([a-z]+)\.$/u.exec(text.slice(0, from))?.[1]
    const fields = owner && owner in CONDITION_NAMES ? CONDITION_NAMES[owner as keyof typeof CONDITION_NAMES] : {}
    return { code: 'unknown-name', ...place, instead: Object.keys(fields) }
  }
  if (/function|overload.*\(/iu.test(place.said) && !/overload: .* (?:==|[<>&|!+*/-])/u.test(place.said))
    return { code: 'unknown-function', ...place, instead: CONDITION_FUNCTIONS }
  if (error.name === 'ParseError') return { code: 'syntax', ...place, instead: [] }
  return { code: 'types', ...place, instead: [] }
}

interface Ast {
  op: string
  args: unknown
  start: number
  end: number
}
const isAst = (value: unknown): value is Ast => typeof value === 'object' && value !== null && 'op' in value
const RUNS_THROUGH = new Set(['exists', 'exists_one', 'all'])
const REFUSED = new Set(['matches', 'map', 'filter', 'bind'])

function refusal(ast: unknown, within: number): { from: number; to: number; said: string } | null {
  if (Array.isArray(ast)) {
    for (const each of ast) {
      const found = refusal(each, within)
      if (found) return found
    }
    return null
  }
  if (!isAst(ast)) return null
  const called = ast.op === 'call' || ast.op === 'rcall' ? String((ast.args as unknown[])[0]) : ''
  const deep = RUNS_THROUGH.has(called) ? within + 1 : within
  if (REFUSED.has(called) || deep > 1) return { from: ast.start, to: ast.end, said: called }
  return refusal(ast.args, deep)
}
