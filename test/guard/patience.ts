import { isNode, literal, member, type Node, nameOf, parse, walk } from './syntax.ts'
import { isCode, isTest, lineAt, type Offence, type Tree } from './tree.ts'

/** What is awaited may take so long, in ms, on a machine that is slow and busy; vitest by itself waits for one second. */
const LEAST_WAIT = 10_000
/** A test or a hook may take so long, in ms; vitest.config.ts gives each of them more, and a time of one's own is there to be longer still. */
const LEAST_TEST = 60_000
const TESTS = new Set(['test', 'it', 'describe', 'beforeAll', 'beforeEach', 'afterAll', 'afterEach'])
/** Where the one sleep stands that has a name and a reason. */
const SLEEPS = new Set(['test/browser/browser.ts'])

const number = (node: unknown): number | undefined =>
  isNode(node) && node.type === 'Literal' && typeof node.value === 'number' ? node.value : undefined

/** The time an argument gives: a bare number, or `timeout` of an object. `somehow`: it gives one that is not a plain number. */
function timeOf(node: unknown): number | 'somehow' | undefined {
  if (!isNode(node)) return undefined
  if (node.type !== 'ObjectExpression') return number(node) ?? 'somehow'
  for (const property of node.properties as Node[]) {
    const key = property.key as Node | undefined
    if ((nameOf(key) ?? literal(key)) === 'timeout') return number(property.value) ?? 'somehow'
  }
  return undefined
}

/** The name a test or a hook is called by, under `.skipIf(…)` and `.each(…)`. */
function calledBy(node: unknown): string | undefined {
  const at = isNode(node) && node.type === 'CallExpression' ? node.callee : node
  return nameOf(at) ?? (member(at) ? calledBy(member(at)?.object) : undefined)
}

function becauseOf(call: Node): string | undefined {
  const args = call.arguments as Node[]
  const at = member(call.callee)
  if (at?.name === 'waitForTimeout')
    return 'sleeps: wait for what is awaited, or say by a name why time itself must pass'
  const on = nameOf(at?.object)
  if (on === 'performance' && at?.name === 'now')
    return 'measures by the clock on the wall, which a busy machine stretches: ask ownTime (test/own-time.ts)'
  if (on === 'vi' && (at?.name === 'waitUntil' || at?.name === 'waitFor')) {
    const time = timeOf(args[1])
    if (time === undefined)
      return `waits for one second, which is too short for a busy machine: say ${LEAST_WAIT} or more`
    if (time !== 'somehow' && time < LEAST_WAIT) return `waits ${time} ms: say ${LEAST_WAIT} or more`
  }
  if (on === 'expect' && at?.name === 'poll') {
    const time = timeOf(args[1])
    if (typeof time === 'number' && time < LEAST_WAIT)
      return `waits ${time} ms: leave it out, or say ${LEAST_WAIT} or more`
  }
  const name = calledBy(call.callee)
  if (name === undefined || !TESTS.has(name)) return undefined
  const own = args.map(timeOf).find((time) => typeof time === 'number')
  return own !== undefined && own < LEAST_TEST
    ? `${name} may take ${own} ms, less than any other: leave it out, or say ${LEAST_TEST} or more`
    : undefined
}

/** A test waits for what it awaits, as long as a slow machine needs, sleeps for nothing, and measures nothing by the clock on the wall. */
export function patienceOffences(tree: Tree): Offence[] {
  const offences: Offence[] = []
  for (const [path, text] of tree) {
    if (!isCode(path) || !(isTest(path) || path.startsWith('test/')) || SLEEPS.has(path)) continue
    walk(parse(path, text), (node) => {
      const because = node.type === 'CallExpression' ? becauseOf(node) : undefined
      if (because) offences.push({ rule: 'patience', file: path, line: lineAt(text, node.start), because })
    })
  }
  return offences
}
